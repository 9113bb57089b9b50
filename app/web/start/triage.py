"""The triage without an account: its questions, its result, and how it leads to an assessment.

Nothing is saved until an assessment is created. Until then the answers are part of the URL, so a result can be
bookmarked and shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, url_for
from sqlalchemy import func, select

from app.storage.accounts import User
from app.storage.organizations import Membership, OrganizationRow, Role
from app.web import current
from app.web.access import public, signed_in
from app.web.pages import Page, page
from app.web.services import content, reading
from app.web.start.blueprint import blueprint
from app.web.start.triage_questions import TriageAnswers, answers_in_url, questions
from app.web.start.triage_view import triage_outcome
from reports.views.first_glimpse import NOTHING_ASSESSED


@dataclass(frozen=True, slots=True)
class LedOrganization:
    """An organization that the user leads, with the URL for its next assessment."""

    name: str
    new_assessment: str


@blueprint.get("/where-to-start")
@public
def where_to_start() -> Page:
    """Ask about the symptoms, with the answers in the URL selected."""
    return _questions_page(answers_in_url())


@blueprint.get("/where-to-start/result")
@public
def result() -> Page:
    """Show which approach matches the answers in the URL, and why."""
    sent = answers_in_url()
    if sent.wrong or not sent.answers:
        return _questions_page(sent, "" if sent.wrong else "Answer at least one question to get a recommendation.")
    quick_scan = content().questionnaires[0]
    return page(
        "start/triage_result.html",
        outcome=triage_outcome(content(), sent.answers),
        triage=content().triage,
        answers=sent.answers,
        quick_scan=quick_scan,
        nothing_assessed=NOTHING_ASSESSED,
    )


@blueprint.get("/where-to-start/quick-scan")
@signed_in
def quick_scan() -> Page:
    """Redirect to a new assessment of the organization that the user leads, or ask which one if there are several."""
    answers = answers_in_url().answers
    led = _led_organizations(current.user(), answers)
    if len(led) == 1:
        return redirect(led[0].new_assessment, HTTPStatus.SEE_OTHER)
    return page("start/triage_next.html", led=led, answers=answers)


def _questions_page(sent: TriageAnswers, wrong: str = "") -> Page:
    triage = content().triage
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent.wrong or wrong else HTTPStatus.OK
    asked = questions(triage, sent)
    return render_template("start/triage.html", triage=triage, questions=asked, sent=sent, wrong=wrong), status


def _led_organizations(user: User, answers: Mapping[str, int]) -> list[LedOrganization]:
    """Return the organizations in which a user may create an assessment, in one query."""
    query = (
        select(OrganizationRow.id, OrganizationRow.name)
        .join(Membership, Membership.organization_id == OrganizationRow.id)
        .where(Membership.user_id == user.id, Membership.role == Role.LEAD)
        .order_by(func.lower(OrganizationRow.name), OrganizationRow.id)
    )
    along: dict[str, Any] = dict(answers)
    return [
        LedOrganization(name, url_for("assessments.new", organization_id=each, **along))
        for each, name in reading().execute(query)
    ]
