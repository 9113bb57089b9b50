"""One revision per module."""
