"""The score's room: the page, its bar, and what else is about it."""
