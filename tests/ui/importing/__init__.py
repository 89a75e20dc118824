"""Tests of practika_desktop.ui.importing."""
