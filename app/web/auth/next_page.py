"""Where signing in leads: only to a page of our own, named in the address of the page that asks for it."""

from __future__ import annotations

from flask import request, url_for

HOME = "/"
LONGEST = 2_000


def onward() -> str:
    """Return the page that the address asks for, the first one where it names none of ours."""
    wanted = request.args.get("next", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours and len(wanted) <= LONGEST else HOME


def asked_for() -> str | None:
    """Return the same for the address of the next page that asks, None where nothing needs to be said."""
    wanted = onward()
    return None if wanted == HOME else wanted


def keeps_symptoms() -> bool:
    """Whether somebody comes with answers of the triage, and goes on with them."""
    return onward().startswith(url_for("start.quick_scan") + "?")
