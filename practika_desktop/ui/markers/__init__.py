"""The list of a take's markers, written into on the spot."""
