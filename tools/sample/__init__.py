"""Makes the sample studio: a score, takes with synthesised sound and drawn pictures, and what is written about them."""
