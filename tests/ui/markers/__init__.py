"""Tests of practika_desktop.ui.markers."""
