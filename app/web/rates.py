"""How often one may try: sign-in and the pages behind links.

The counts are this process's own; behind several processes each counts for itself.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.storage.accounts import address_key, token_hash

limiter = Limiter(get_remote_address, storage_uri="memory://")


def install(app: Flask, *, enabled: bool) -> None:
    """Count the requests of an application."""
    app.config["RATELIMIT_ENABLED"] = enabled
    limiter.init_app(app)


def _address_tried() -> str:
    """Return a short key, however long the address: the counts are kept in memory."""
    return token_hash(address_key(request.form.get("address", "")))


attempts = limiter.limit("20 per minute; 200 per hour", methods=["POST"])
attempts_for_an_address = limiter.limit("10 per 5 minutes", key_func=_address_tried, methods=["POST"])
links = limiter.limit("60 per minute")
