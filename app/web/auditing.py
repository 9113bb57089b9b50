"""Recording what the user of this request does, and the audit trail as a page and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from flask import g, request, send_file
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.people import audit
from app.people.audit import NOBODY, Act, Party
from app.storage.audit import AuditEntry, Event
from app.storage.organizations import Membership, OrganizationRow
from app.web import current
from app.web.paging import ListPage, page_number, page_of_query
from app.web.services import reading, writing
from questionnaires.answers.csv_file import table_csv

PAGE_SIZE = 50
MOST_EXPORTED = 100_000
HEADING = ("When (UTC)", "Who", "What", "To whom", "Organization", "Details")
WORDS = {
    Event.ACCOUNT_ADDED: "Account added",
    Event.FIRST_ACCOUNT: "First account created",
    Event.FIRST_LINK: "Link for a first password created",
    Event.PASSWORD_LINK: "Link for a new password created",
    Event.PASSWORD_SET: "Password set with a link",
    Event.LINK_USED: "Signed in with a personal link",
    Event.ADMINISTRATOR_MADE: "Made an administrator",
    Event.DEACTIVATED: "Account deactivated",
    Event.ACTIVATED: "Account activated",
    Event.FACTOR_ON: "Two-step sign-in turned on",
    Event.FACTOR_OFF: "Two-step sign-in turned off",
    Event.FACTOR_REMOVED: "Two-step sign-in removed",
    Event.RECOVERY_CODE_USED: "Signed in with a recovery code",
    Event.ACCOUNT_DELETED: "Account deleted",
    Event.ORGANIZATION_ADDED: "Organization added",
    Event.MEMBER_ADDED: "Member added",
    Event.ROLE_CHANGED: "Role changed",
    Event.MEMBER_REMOVED: "Member removed",
    Event.INVITATION_MADE: "Personal link created",
    Event.INVITATION_REVOKED: "Personal link revoked",
    Event.REPORT_MADE: "Report requested",
    Event.REPORT_DOWNLOADED: "Report downloaded",
    Event.DATA_EXPORTED: "Data exported",
    Event.DATA_ERASED: "Personal data erased",
    Event.ASSESSMENT_DELETED: "Assessment deleted",
    Event.ORGANIZATION_DELETED: "Organization deleted",
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """An event in words."""

    at: datetime
    who: str
    what: str
    whom: str
    organization: str
    details: str


def record(session: Session, event: Event, *, whom: Party = NOBODY, details: str = "") -> None:
    """Record what the user does in the current organization, if the URL names one."""
    organization_id = current.organization().id if "organization" in g else None
    who = _who()
    whom = whom if who.is_account else who  # so that erasure finds a person without an account
    audit.record(session, Act(event, who, whom=whom, organization_id=organization_id, details=details))


def record_download(event: Event, details: str, *, whom: Party = NOBODY) -> None:
    """Record that someone downloads something; a request for the headers alone isn't a download."""
    if request.method == "GET":
        with writing() as session:
            record(session, event, whom=whom, details=details)


def page_of(query: Select[AuditEntry]) -> ListPage[EntryView]:
    """Return the page of the trail that the URL asks for."""
    found = page_of_query(reading(), query, page_number(), PAGE_SIZE)
    return ListPage(tuple(_views(found.items)), found.page, found.pages, found.total)


def file_of(query: Select[AuditEntry], name: str) -> Response:
    """Return the newest events as a CSV file."""
    rows = [
        (f"{each.at:%Y-%m-%dT%H:%M:%SZ}", each.who, each.what, each.whom, each.organization, each.details)
        for each in _views(reading().scalars(query.limit(MOST_EXPORTED)).all())
    ]
    content = BytesIO(table_csv(HEADING, rows).encode())
    return send_file(content, "text/csv", as_attachment=True, download_name=f"{name}-audit-trail.csv")


def _who() -> Party:
    user, recorder = current.user_or_none(), current.recorder()
    if "membership" in g:
        return Party.member(current.membership())
    if recorder is not None:
        return Party.member(recorder)
    return Party.user(user) if user else Party.respondent(current.respondent())


def _views(entries: Sequence[AuditEntry]) -> list[EntryView]:
    """Return events in words; in an organization, members appear under the names that the organization knows."""
    wanted = {each.organization_id for each in entries}
    query = select(OrganizationRow.id, OrganizationRow.name).where(OrganizationRow.id.in_(wanted))
    names = {row.id: row.name for row in reading().execute(query)}
    known = _known_names() if "organization" in g else {}
    return [
        EntryView(
            each.at,
            each.who,
            WORDS[each.event],
            each.whom if each.organization_id else known.get(each.whom_id or "", each.whom),
            names.get(each.organization_id or "", ""),
            each.details,
        )
        for each in entries
    ]


def _known_names() -> dict[str, str]:
    query = select(Membership).where(Membership.organization_id == current.organization().id)
    return {each.user_id: each.shown_name for each in reading().scalars(query)}
