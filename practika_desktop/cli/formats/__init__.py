"""The forms in which takes and markers leave the library for other programs: pure functions from records to text."""
