"""All views of this area, by journey."""

from __future__ import annotations

from app.web.auth import account, deletion, openid, reset, signing, users
from app.web.auth.blueprint import blueprint

__all__ = ["account", "blueprint", "deletion", "openid", "reset", "signing", "users"]
