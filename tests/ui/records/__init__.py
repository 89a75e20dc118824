"""Tests of practika_desktop.ui.records."""
