"""Accounts: creating the first one, signing in and out, the user's own account, and user administration."""
