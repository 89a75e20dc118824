"""Measures of engraved pages: found from what the page draws, without making a picture of it."""
