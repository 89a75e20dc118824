"""Tests of the recogniser of scanned scores."""
