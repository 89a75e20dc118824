"""Scores: PDF pages drawn as pictures by a process of their own, so that a bad file never takes the desk along."""
