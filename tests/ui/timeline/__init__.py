"""Tests of the timeline: first what is pure, then what is painted and touched."""
