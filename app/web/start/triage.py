"""The triage without an account: questions, a result that its address carries, and the way on to an assessment.

Nothing is stored before an assessment is begun: until then the answers stand in addresses alone, so a result can be
sent to whoever should see it.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for
from sqlalchemy import func, select

from app.storage.accounts import User
from app.storage.organizations import Membership, Organization, Role
from app.web import current
from app.web.access import public, signed_in
from app.web.pages import REFUSED, SEE_OTHER, Page, page
from app.web.services import content, reading
from app.web.start.blueprint import blueprint
from app.web.start.triage_questions import Sent, carried, questions
from app.web.start.triage_view import outcome


@dataclass(frozen=True, slots=True)
class Led:
    """An organization that the user leads, and where its next assessment begins."""

    name: str
    new_assessment: str


@blueprint.get("/where-to-start")
@public
def where_to_start() -> Page:
    """Ask for the symptoms; answers in the address are chosen already."""
    return _ask(carried())


@blueprint.get("/where-to-start/result")
@public
def result() -> Page:
    """Show the approach that fits the answers of the address, and why."""
    sent = carried()
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
    """Lead on to a new assessment of the organization that the user leads; ask which where there is not one alone."""
    answers = carried().answers
    led = _led(current.user(), answers)
    if len(led) == 1:
        return redirect(led[0].new_assessment, SEE_OTHER)
    return page("start/triage_onward.html", led=led, answers=answers)


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
    along: dict[str, Any] = dict(answers)
    return [
        Led(name, url_for("assessments.new", organization_id=each, **along)) for each, name in reading().execute(asked)
    ]
