"""What an endpoint has told this library, and what was told to it: the side of the store that sync drives."""
