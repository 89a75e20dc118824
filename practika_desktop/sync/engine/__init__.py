"""The engine of sync as a pure function: what has happened goes in, what is to be done comes out."""
