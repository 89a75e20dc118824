"""Files that strangers could send: damaged, lying, or no takes and scores at all; from a seed, so always the same."""
