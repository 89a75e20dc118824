"""What makers of the project run: the sample studio, the walk-through, the screenshots."""
