"""Where to go after signing in: the page that the `next` parameter names, if it belongs to this application.

The parameter holds a path without the prefix under which a proxy may serve the application.
"""

from __future__ import annotations

from flask import request, url_for

HOME = "/"
LONGEST = 2_000


def next_path() -> str:
    """Return the path in the `next` parameter, or the home page if it names no page of this application."""
    path = request.args.get("next", "")
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours and len(path) <= LONGEST else HOME


def next_parameter() -> str | None:
    """Return the `next` parameter for another URL, or None to leave it out."""
    path = next_path()
    return None if path == HOME else path


def url_of(path: str) -> str:
    """Return the URL of a path of this application."""
    return request.script_root + path


def continues_triage() -> bool:
    """Return whether the user has answered the triage and continues with those answers after signing in."""
    return url_of(next_path()).startswith(url_for("start.quick_scan") + "?")
