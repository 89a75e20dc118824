"""Measure maps: where the systems and measures of a score's pages lie, and what numbers the measures have."""
