"""Accounts: the first one, sign-in and sign-out, one's own, and all of them for administrators."""
