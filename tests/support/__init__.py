"""What several tests need: files made on the fly and the world around the desk, all of it real."""
