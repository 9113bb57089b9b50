"""Pages for what went wrong: each says what, and what to do."""

from __future__ import annotations

import logging
from itertools import chain
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.storage.base import Versioned
from app.storage.versions import Conflict
from app.web.forms import NOT_COPIED
from app.web.pages import REFUSED, is_fragment
from app.web.services import begin_anew
from practices_catalog.faults import InputError

log = logging.getLogger(__name__)

PAGES = {
    400: ("This could not be read", "Go back, load the page anew, and send it again."),
    401: ("Please sign in", "You were signed out. Sign in, then do this again."),
    403: ("Your role does not allow this", "Ask a lead of this organization to do it, or to change your role."),
    404: ("There is nothing here", "Check the address. It may be mistyped, removed, or not shared with you."),
    405: ("This address does not take that", "Go back, and use the buttons of the page."),
    409: ("Somebody else changed this", "Nothing of yours was saved. Compare the two, then load the page anew."),
    410: ("This link does not work any more", "Ask whoever sent it to you for a new one."),
    413: ("This is too large", "Send a smaller file."),
    429: ("Too many attempts", "Wait a few minutes, then try again."),
    500: ("Something went wrong here", "Nothing was half saved. Try again; if it stays, tell whoever runs Wayfinder."),
    502: ("The provider did not answer as it should", "Try again; if it stays, tell whoever runs Wayfinder."),
}

Answer = tuple[str, int]


def install(app: Flask) -> None:
    """Answer errors with pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(InputError, _input)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(StaleDataError, lambda _error: _show(409))
    app.register_error_handler(IntegrityError, _at_once)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Answer | HTTPException:
    status = error.code or 500
    return error if status < 400 else _show(status)  # noqa: PLR2004 - a redirect is no error


def _csrf(_error: CSRFError) -> Answer:
    return _show(400, mend="The page was open in another session. Go back, load it anew, and send it again.")


def _input(error: InputError) -> Answer:
    wrong, mend = "This cannot be used as it is", "Mend what is listed here, then send it again."
    return _show(REFUSED, wrong=wrong, mend=mend, faults=error.faults)


def _conflict(error: Conflict) -> Answer:
    return _show(409, differences=_differences(error.stored), gone=error.stored is None)


def _differences(stored: Versioned | None) -> list[tuple[str, object, object]]:
    """Return what is stored now beside what was sent, for the fields of the form alone, whatever else was sent."""
    state, form = inspect(stored, raiseerr=False), g.get("accepted_form")
    if state is None or form is None:
        return []
    there = set(state.mapper.column_attrs.keys()) - state.unloaded - set(NOT_COPIED)
    fields = [field for field in form if field.name in there and field.raw_data is not None]
    return [
        (field.label.text, now, field.data)
        for field in fields
        if (now := getattr(stored, field.name)) != field.data and (now or field.data)
    ]


def _at_once(error: IntegrityError) -> Any:
    """Do the later of two things that were asked for at the same moment once more.

    The view's own checks, which came too early to see what the first wrote, see it now and say what they have to say
    beside the field; a form that was sent twice leads to what its first sending made. The first try left nothing.
    """
    log.warning("%s met what was written at the same moment (%s)", _what(), type(error.orig).__name__)
    if g.get("is_second_try"):
        return _show(409)
    begin_anew()
    for each in chain.from_iterable(request.files.listvalues()):
        each.stream.seek(0)  # the first try read it to its end
    g.is_second_try = True
    try:
        return current_app.dispatch_request()
    except Exception as again:  # noqa: BLE001 - what the second try raises is answered like what a first one raises
        return current_app.handle_user_exception(again)


def _unexpected(error: Exception) -> Answer:
    log.error("%s failed", _what(), exc_info=error)
    g.sign_in = None  # the page asks the database nothing, for that may be what failed
    return _show(500)


def _what() -> str:
    """Return what was asked for, without what its address names: a link's secret must not come into a log."""
    return f"{request.method} {request.url_rule or 'an unknown address'}"


def _show(status: int, *, wrong: str = "", mend: str = "", **values: Any) -> Answer:
    title, todo = PAGES.get(status, PAGES[400])
    template = "partials/error.html" if is_fragment() else "errors/error.html"
    values |= {"wrong": wrong or title, "mend": mend or todo, "before": _page_before()}
    return render_template(template, status=status, **values), status


def _page_before() -> str:
    """Return the page of ours that sent the form; some addresses only take forms and have no page."""
    before = request.referrer or ""
    return before if before.startswith(request.host_url) else request.path
