"""Kills, power cuts and failing drives: what was shown as done is there, and nothing is half-done."""
