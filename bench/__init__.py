"""Measures the tracker at any scale, in a database of its own (see README.md)."""
