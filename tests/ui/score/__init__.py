"""Tests of practika_desktop.ui.score."""
