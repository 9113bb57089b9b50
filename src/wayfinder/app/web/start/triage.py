"""The triage without an account: questions, a result that its address carries, and the way on to an assessment.

Nothing is stored: the answers stand in the address alone, so a result can be sent to whoever should see it.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import render_template, request
from sqlalchemy import func, select

from wayfinder.app.storage.accounts import User
from wayfinder.app.storage.organizations import Membership, Organization, Role
from wayfinder.app.web import current
from wayfinder.app.web.access import public, signed_in
from wayfinder.app.web.pages import REFUSED, Page, page
from wayfinder.app.web.services import content, reading
from wayfinder.app.web.start.blueprint import blueprint
from wayfinder.app.web.start.symptoms import Sent, questions, read_sent
from wayfinder.app.web.start.triage_view import outcome


@dataclass(frozen=True, slots=True)
class Led:
    """An organization that the user leads, and where its next assessment begins."""

    name: str
    new_assessment: str


@blueprint.get("/where-to-start")
@public
def where_to_start() -> Page:
    """Ask for the symptoms; answers in the address are chosen already."""
    return _ask(_sent())


@blueprint.get("/where-to-start/result")
@public
def result() -> Page:
    """Show the approach that fits the answers of the address, and why."""
    sent = _sent()
    if sent.wrong or not sent.answers:
        return _ask(sent, "" if sent.wrong else "Answer at least one question; then there is something to go by.")
    quick_scan = content().questionnaires[0]
    return page(
        "start/triage_result.html",
        outcome=outcome(content(), sent.answers),
        triage=content().triage,
        answers=sent.answers,
        quick_scan=quick_scan,
    )


@blueprint.get("/where-to-start/quick-scan")
@signed_in
def quick_scan() -> Page:
    """Offer a new assessment in each organization that the user leads; the answers go along in its address."""
    return page("start/triage_onward.html", led=_led(current.user(), _sent().answers), answers=_sent().answers)


def _sent() -> Sent:
    return read_sent(content().triage, request.args)


def _ask(sent: Sent, wrong: str = "") -> Page:
    triage = content().triage
    status = REFUSED if sent.wrong or wrong else 200
    asked = questions(triage, sent)
    return render_template("start/triage.html", triage=triage, questions=asked, sent=sent, wrong=wrong), status


def _led(user: User, answers: Dict[str, int]) -> list[Led]:
    """Return where a user may begin an assessment, in one statement."""
    asked = (
        select(Organization.id, Organization.name)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == user.id, Membership.role == Role.LEAD)
        .order_by(func.lower(Organization.name), Organization.id)
    )
    query = urlencode(answers)
    return [Led(name, f"/organizations/{each}/assessments/new?{query}") for each, name in reading().execute(asked)]
