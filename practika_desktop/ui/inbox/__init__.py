"""The inbox: the list of takes that wait, with its filters, search and thumbnails."""
