"""The player's room: the picture, what stands in its place, the transport bar and the clockwork behind them."""
