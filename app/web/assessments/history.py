"""The history of an assessment, for its lead: each answer, consensus, plan and setting, from what to what."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from app.answering.history import OWN_WORDS
from app.assessments.anonymity import nameless_of
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.history_view import entry_view, subjects
from app.web.pages import Page, page
from app.web.services import content, reading
from questionnaires.answers.anonymity import SOMEBODY
from questionnaires.answers.text import one_line

ON_A_PAGE = 50


@blueprint.get("/assessments/<assessment_id>/history")
@assessment_member(Role.LEAD)
def history() -> Page:
    """List it, the latest first, by statement and person as asked."""
    assessment = current.assessment()
    statement, who = one_line(request.args.get("statement", "")), one_line(request.args.get("who", ""))
    nameless = nameless_of(reading(), [assessment])
    wanted = _wanted(assessment.id, statement, who, nameless)
    entries = reading().execute(select(func.count()).select_from(HistoryEntry).where(*wanted)).scalar_one()
    pages = max(1, -(-entries // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), pages)
    return page(
        "assessments/history.html",
        assessment=assessment,
        organization=current.organization(),
        entries=[entry_view(each, content(), nameless) for each in _entries(wanted, number)],
        count=entries,
        number=number,
        pages=pages,
        statement=statement,
        who=who,
        people=_people(assessment.id, nameless),
        subjects=subjects(reading(), assessment, content()),
    )


def _is_nameless(nameless: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that an entry is shown without its name, which it may have from before the switch."""
    theirs = HistoryEntry.respondent_id.in_(nameless) & HistoryEntry.kind.in_(OWN_WORDS)
    return or_(HistoryEntry.who == SOMEBODY, and_(HistoryEntry.respondent_id.is_not(None), theirs))


def _wanted(assessment_id: str, statement: str, who: str, nameless: Collection[str]) -> list[ColumnElement[bool]]:
    wanted = [HistoryEntry.assessment_id == assessment_id]
    if statement:
        wanted.append(HistoryEntry.subject == statement)
    if who == SOMEBODY:
        wanted.append(_is_nameless(nameless))
    elif who:
        wanted += [HistoryEntry.who == who, not_(_is_nameless(nameless))]
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


def _people(assessment_id: str, nameless: Collection[str]) -> list[str]:
    shown = case((_is_nameless(nameless), SOMEBODY), else_=HistoryEntry.who)
    asked = select(shown).where(HistoryEntry.assessment_id == assessment_id).distinct()
    return sorted(reading().scalars(asked), key=str.casefold)
