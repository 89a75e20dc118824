"""What plays: the clock, the frame on screen, loops and rates; sound through VLC in a process of its own."""
