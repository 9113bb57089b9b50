"""Error pages. Each says what happened and what to do next."""

from __future__ import annotations

import errno
import logging
from http import HTTPStatus
from itertools import chain
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask.globals import request_ctx
from flask_wtf.csrf import CSRFError
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.assessments.anonymity import Unrecordable
from app.assessments.states import IN_REVIEW, Frozen
from app.people.members import leads_of
from app.storage.base import Versioned
from app.storage.failures import failure_of
from app.storage.versions import Conflict
from app.web.access import LinkNeeded
from app.web.forms import NOT_COPIED
from app.web.pages import is_fragment
from app.web.proxies import HEADERS, Misdirected, misdirection
from app.web.services import forget_reads, reading
from practices_catalog.faults import Fault, InputError, Place
from reports.views.figures import capital, count, listed

log = logging.getLogger(__name__)

PAGES = {
    HTTPStatus.BAD_REQUEST: ("We couldn't read your request", "Go back, reload the page and try again."),
    HTTPStatus.UNAUTHORIZED: ("Sign in to continue", "You've been signed out. Sign in, then try again."),
    HTTPStatus.FORBIDDEN: (
        "Your role doesn't allow this",
        "Ask a lead of this organization to do this for you or to change your role.",
    ),
    HTTPStatus.NOT_FOUND: (
        "Page not found",
        "Check the link. The page may have been deleted, or you may not have access to it.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ("This link can't be opened directly", "Go back and use the buttons on the page."),
    HTTPStatus.CONFLICT: (
        "Someone else changed this",
        "Your changes haven't been saved. Compare the two versions, then reload the page.",
    ),
    HTTPStatus.GONE: ("This link no longer works", "Ask the person who sent it for a new link."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("This is too large", "Send a smaller file."),
    HTTPStatus.LOCKED: ("This can no longer be changed", "Ask a lead to reopen the assessment."),
    HTTPStatus.TOO_MANY_REQUESTS: ("Too many attempts", "Wait a minute, then try again."),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something went wrong",
        "Your changes haven't been saved. Try again. If the problem persists, contact your Wayfinder administrator.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: ("The server is busy", "Wait a minute, then try again."),
    HTTPStatus.BAD_GATEWAY: (
        "The sign-in provider sent an unexpected response",
        "Try again. If the problem persists, contact your Wayfinder administrator.",
    ),
}

LINK_AGAIN = (
    "Your session on this device has ended. Everything you saved is safe. To continue, open the personal link that you "
    "were sent. If the link no longer works, ask the person who sent it for a new one."
)
ErrorPage = tuple[str | Response, int]
AT_PROXY = f"If a proxy is in front of Wayfinder, it must send the headers {HEADERS}."
FULL = Fault(Place(), "there is no space left on the disk", "free some space, then try again")


def install(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(InputError, _input)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(Frozen, _frozen)
    app.register_error_handler(Unrecordable, lambda _error: _show(HTTPStatus.FORBIDDEN))
    app.register_error_handler(StaleDataError, lambda _error: _show(HTTPStatus.CONFLICT))
    app.register_error_handler(IntegrityError, _simultaneous)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(OSError, _files)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Any:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error  # a redirect isn't an error
    if isinstance(error, Misdirected):
        return _show(status, **misdirection())
    if isinstance(error, LinkNeeded):
        return _show(status, wrong="Open your personal link again", mend=LINK_AGAIN, by_link=True)
    seconds: int | None = getattr(error, "retry_after", None)
    mend = f"Wait {count(seconds, 'second')}, then try again." if seconds else ""
    return (*_show(status, mend=mend), {"Retry-After": str(seconds)} if seconds else {})


def _csrf(error: CSRFError) -> ErrorPage:
    mend = "The page was opened in another session. Go back, reload it and try again."
    if "referrer" in (error.description or "") and request.referrer:
        mend = (
            f"The page came from {request.referrer.partition('?')[0]}, but the request reached {request.host_url}. "
            f"If a proxy is in front of Wayfinder, it must send the headers {HEADERS}; or set WAYFINDER_ADDRESS."
        )
        log.warning("%s", mend)
    return _show(HTTPStatus.BAD_REQUEST, mend=mend)


def _input(error: InputError) -> ErrorPage:
    wrong, mend = "This can't be used yet", "Fix the problems listed here, then try again."
    return _show(HTTPStatus.UNPROCESSABLE_ENTITY, wrong=wrong, mend=mend, faults=error.faults)


def _frozen(error: Frozen) -> ErrorPage:
    """Say that the state of the assessment doesn't allow the change, and who to ask."""
    leads = listed(leads_of(reading(), g.assessment.organization_id))
    wrong = "The assessment is closed"
    if error.state is IN_REVIEW:
        wrong = "Answers are no longer being collected"
    return _show(HTTPStatus.LOCKED, wrong=wrong, mend=f"Nothing has been saved. {ask_lead(leads)}")


def ask_lead(leads: str) -> str:
    """Say who to ask if an answer still has to change."""
    return f"If something still has to change, ask {leads or 'a lead'} to reopen the assessment."


def _conflict(error: Conflict) -> ErrorPage:
    return _show(HTTPStatus.CONFLICT, differences=_differences(error.stored), gone=error.stored is None)


def _differences(stored: Versioned | None) -> list[tuple[str, object, object]]:
    """Return the saved and the sent value of each form field that differs; ignore anything else that was sent."""
    state, form = inspect(stored, raiseerr=False), g.get("accepted_form")
    if state is None or form is None:
        return []
    loaded = set(state.mapper.column_attrs.keys()) - state.unloaded - set(NOT_COPIED)
    fields = [field for field in form if field.name in loaded and field.raw_data is not None]
    return [
        (field.label.text, now, field.data)
        for field in fields
        if (now := getattr(stored, field.name)) != field.data and (now or field.data)
    ]


def _simultaneous(error: IntegrityError) -> Any:
    """Repeat the later of two simultaneous requests.

    The view's own checks ran too early to see what the other request wrote. The second time, they see it and put their
    message on the field or, if a form was sent twice, redirect to what the first request created. The first try was
    rolled back.
    """
    log.warning("%s conflicted with a simultaneous request (%s)", _what(), type(error.orig).__name__)
    if g.get("is_second_try"):
        return _show(HTTPStatus.CONFLICT)
    forget_reads()
    for each in chain.from_iterable(request.files.listvalues()):
        each.stream.seek(0)  # the first try read the stream to the end
    g.is_second_try = True
    try:
        return current_app.dispatch_request()
    except Exception as again:  # noqa: BLE001 - errors of the second try are handled like those of a first one
        return current_app.handle_user_exception(again)


def _database(error: DBAPIError) -> ErrorPage:
    fault = failure_of(error)
    return _unavailable(fault) if fault else _unexpected(error)


def _files(error: OSError) -> ErrorPage:
    return _unavailable(FULL) if error.errno in {errno.ENOSPC, errno.EDQUOT} else _unexpected(error)


def _unavailable(fault: Fault) -> ErrorPage:
    """Say what is wrong with the server's disk or database, and log the same message."""
    log.error("%s failed: %s", _what(), fault)
    g.sign_in = None
    wrong, mend = "Wayfinder can't save anything at the moment", "Your changes haven't been saved."
    return _show(HTTPStatus.SERVICE_UNAVAILABLE, wrong=wrong, mend=f"{mend} {capital(str(fault))}.")


def _unexpected(error: Exception) -> ErrorPage:
    log.error("%s failed", _what(), exc_info=error)
    g.sign_in = None  # the page makes no query, because the database may be what failed
    return _show(HTTPStatus.INTERNAL_SERVER_ERROR)


def _what() -> str:
    """Return the method and the route of the request, not its URL, so that a link's secret isn't logged."""
    return f"{request.method} {request.url_rule or 'an unknown URL'}"


def _show(status: int, *, wrong: str = "", mend: str = "", **values: Any) -> ErrorPage:
    title, todo = PAGES.get(HTTPStatus(status), PAGES[HTTPStatus.BAD_REQUEST])
    if _wants_json():
        return jsonify(error=wrong or title, mend=mend or todo), status
    if request_ctx.url_adapter is None:  # the Host header isn't a valid host name, so the page can't have links
        wrong, mend = (
            "This request's Host header isn't a valid host name",
            f"Open Wayfinder at its address. {AT_PROXY}",
        )
        return Response(f"{wrong}. {mend}\n", mimetype="text/plain"), HTTPStatus.BAD_REQUEST
    template = "partials/error.html" if is_fragment() else "errors/error.html"
    values |= {"wrong": wrong or title, "mend": mend or todo, "before": _page_before()}
    return render_template(template, status=status, **values), status


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def _page_before() -> str:
    """Return our page that sent the form; some URLs accept forms only and have no page of their own."""
    before = request.referrer or ""
    return before if before.startswith(request.url_root) else request.script_root + request.path
