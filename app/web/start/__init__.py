"""The first page, and the triage without an account."""
