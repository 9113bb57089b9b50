"""The audit trail of all organizations and accounts, for administrators."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.people import audit
from app.storage.audit import Event
from app.web import auditing
from app.web.access import administrator
from app.web.auth.blueprint import blueprint
from app.web.pages import Page, page


@blueprint.get("/users/audit")
@administrator
def audit_trail() -> Page:
    """List all events, newest first."""
    return page("auth/audit.html", found=auditing.page_of(audit.all_entries()))


@blueprint.get("/users/audit.csv")
@administrator
def audit_file() -> Response:
    """Download the events as CSV."""
    auditing.record_download(Event.DATA_EXPORTED, "audit trail")
    return auditing.file_of(audit.all_entries(), "wayfinder")
