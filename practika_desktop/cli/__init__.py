"""The command line: the desk, and what can be done without a window."""
