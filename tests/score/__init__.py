"""Tests of what draws scores."""
