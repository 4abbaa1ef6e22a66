"""What brings files into the tracker, one module per kind of file."""
