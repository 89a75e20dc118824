"""Tests of practika_desktop.ui.inbox."""
