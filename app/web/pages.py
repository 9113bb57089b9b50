"""Responses: a page, or a fragment of one for htmx."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.web.forms import Form

Page = Response | tuple[str, int] | str


def page(template: str, *forms: Form, **values: Any) -> Page:
    """Return a page. The first form is `form` in the template; if any form was rejected, the status says so."""
    refused = any(form.is_sent and form.has_faults for form in forms)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render_template(template, form=forms[0] if forms else None, **values), status


def go(endpoint: str, **values: Any) -> Response:
    """Redirect to another page after a change."""
    return redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER)


def is_fragment() -> bool:
    """Whether htmx wants only a fragment; when it goes back in the browser's history, it wants the whole page."""
    whole = ("HX-Boosted", "HX-History-Restore-Request")
    return "HX-Request" in request.headers and not any(name in request.headers for name in whole)
