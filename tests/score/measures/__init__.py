"""Tests of measure maps."""
