"""The home page, and the triage that works without an account."""
