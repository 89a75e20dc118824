"""The steps by which a library's file came to its present shape; run from code, without an ini file."""

REVISIONS = ("0001", "0002", "0003")
"""All revisions from the oldest to the newest; kept here so that a start needs no migration tool when none is due."""
