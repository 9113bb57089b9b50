"""Answering with a page or with a fragment of one."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.web.forms import Form

Page = Response | tuple[str, int] | str

SEE_OTHER = 303
REFUSED = 422


def page(template: str, *forms: Form, **values: Any) -> Page:
    """Return a page; the status says whether what was sent with a form was refused. The first form is `form`."""
    status = REFUSED if any(form.is_sent and form.has_faults for form in forms) else 200
    return render_template(template, form=forms[0] if forms else None, **values), status


def go(endpoint: str, **values: Any) -> Response:
    """Send the browser on to another page, after something was changed."""
    return redirect(url_for(endpoint, **values), SEE_OTHER)


def is_fragment() -> bool:
    """Whether htmx asks for a part of the page only; where it goes back in history it wants the whole."""
    whole = ("HX-Boosted", "HX-History-Restore-Request")
    return "HX-Request" in request.headers and not any(name in request.headers for name in whole)
