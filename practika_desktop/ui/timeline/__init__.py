"""The timeline under the picture: pure geometry and drags first, then what is painted and touched."""
