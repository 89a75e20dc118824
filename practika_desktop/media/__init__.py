"""Files that hold pictures and sound: probe, frame index, exact decoding, thumbnails, waveform, workers."""
