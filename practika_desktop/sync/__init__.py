"""What leaves this desk for an endpoint, and how it is written there."""
