"""Measures: where they lie in a score, what number they have, in which order and when they sound. Pure."""
