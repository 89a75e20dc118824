"""A studio in a box: real libraries, the real engine, the real endpoint; network, clocks and crashes by a seed."""
