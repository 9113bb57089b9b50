"""Asking for the report, watching it being made, and fetching it."""
