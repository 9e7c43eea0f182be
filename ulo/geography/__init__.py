"""Where things are, offline."""
