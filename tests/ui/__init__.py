"""Tests of the windows, by room."""
