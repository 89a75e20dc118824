"""Tests of practika_desktop.ui.thread."""
