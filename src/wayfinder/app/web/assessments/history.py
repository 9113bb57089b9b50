"""The history of an assessment, for its lead: each answer, consensus, plan and setting, from what to what."""

from __future__ import annotations

from flask import request
from sqlalchemy import ColumnElement, func, select

from wayfinder.app.storage.history import HistoryEntry
from wayfinder.app.storage.organizations import Role
from wayfinder.app.web import current
from wayfinder.app.web.access import assessment_member
from wayfinder.app.web.assessments.blueprint import blueprint
from wayfinder.app.web.assessments.history_view import entry_view, subjects
from wayfinder.app.web.pages import Page, page
from wayfinder.app.web.services import content, reading
from wayfinder.questionnaires.answers.text import one_line

ON_A_PAGE = 50


@blueprint.get("/assessments/<assessment_id>/history")
@assessment_member(Role.LEAD)
def history() -> Page:
    """List it, the latest first, by statement and person as asked."""
    assessment = current.assessment()
    statement, who = one_line(request.args.get("statement", "")), one_line(request.args.get("who", ""))
    wanted = _wanted(assessment.id, statement, who)
    entries = reading().execute(select(func.count()).select_from(HistoryEntry).where(*wanted)).scalar_one()
    pages = max(1, -(-entries // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), pages)
    names = content().catalogue.practice
    return page(
        "assessments/history.html",
        assessment=assessment,
        organization=current.organization(),
        entries=[entry_view(each, names) for each in _entries(wanted, number)],
        count=entries,
        number=number,
        pages=pages,
        statement=statement,
        who=who,
        people=_people(assessment.id),
        subjects=subjects(reading(), assessment),
    )


def _wanted(assessment_id: str, statement: str, who: str) -> list[ColumnElement[bool]]:
    wanted = [HistoryEntry.assessment_id == assessment_id]
    if statement:
        wanted.append(HistoryEntry.subject == statement)
    if who:
        wanted.append(HistoryEntry.who == who)
    return wanted


def _entries(wanted: list[ColumnElement[bool]], number: int) -> list[HistoryEntry]:
    """Return a page of entries; those of one moment, as nameless ones are of one day, not in the order they came in."""
    asked = (
        select(HistoryEntry)
        .where(*wanted)
        .order_by(HistoryEntry.at.desc(), HistoryEntry.subject, HistoryEntry.after, HistoryEntry.before)
        .limit(ON_A_PAGE)
        .offset((number - 1) * ON_A_PAGE)
    )
    return list(reading().scalars(asked))


def _people(assessment_id: str) -> list[str]:
    asked = select(HistoryEntry.who).where(HistoryEntry.assessment_id == assessment_id).distinct()
    return sorted(reading().scalars(asked), key=str.casefold)
