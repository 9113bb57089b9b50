"""Rate limits for sign-in and for pages behind links.

Each process counts in its own memory, so several processes allow proportionally more attempts.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.storage.accounts import email_key, token_hash

limiter = Limiter(get_remote_address, storage_uri="memory://")


def install(app: Flask, *, enabled: bool) -> None:
    """Add rate limits to an application."""
    app.config["RATELIMIT_ENABLED"] = enabled
    limiter.init_app(app)


def _email_tried() -> str:
    """Return a short key for the email address, because the counts are held in memory."""
    return token_hash(email_key(request.form.get("email", "")))


attempts = limiter.limit("20 per minute; 200 per hour", methods=["POST"])
attempts_for_an_email = limiter.limit("10 per 5 minutes", key_func=_email_tried, methods=["POST"])
links = limiter.limit("60 per minute")
