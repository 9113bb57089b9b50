"""Asking for the password again, so that nobody can change the account at an unattended browser."""

from __future__ import annotations

from app.web import current, passwords, rates
from app.web.services import writing


def is_own_password(password: str) -> bool:
    """Return whether a password is the user's; answer 429 if it comes too soon after wrong passwords."""
    user = current.user()
    guess = rates.password_guess(user.email, user)
    if not passwords.matches(password, user.password_hash):
        guess.has_failed()
        return False
    if guess.attempt.has_failed_before:
        with writing() as session:
            guess.has_succeeded(session, user, remember=False)
    return True
