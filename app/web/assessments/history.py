"""The history of an assessment, for its leads: every change to answers, consensus, roadmap and settings."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from sqlalchemy import ColumnElement, Select, and_, case, not_, or_, select, union

from app.answering.history import OWN_WORDS
from app.assessments.anonymity import anonymous_respondents
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.history_view import entry_view, subjects
from app.web.pages import Page, page
from app.web.paging import page_number, page_of_query
from app.web.services import content, reading
from questionnaires.answers.anonymity import SOMEBODY
from questionnaires.answers.text import one_line

PAGE_SIZE = 50


@blueprint.get("/assessments/<assessment_id>/history")
@assessment_member(Role.LEAD)
def history() -> Page:
    """List the changes, newest first, filtered by statement and person."""
    assessment = current.assessment()
    statement, who = one_line(request.args.get("statement", "")), one_line(request.args.get("who", ""))
    anonymous = anonymous_respondents(reading(), [assessment])
    query = _query(_conditions(assessment.id, statement, who, anonymous))
    found = page_of_query(reading(), query, page_number(), PAGE_SIZE)
    return page(
        "assessments/history.html",
        assessment=assessment,
        organization=current.organization(),
        entries=[entry_view(each, content(), anonymous) for each in found.items],
        count=found.total,
        number=found.page,
        pages=found.pages,
        statement=statement,
        who=who,
        people=_people(assessment.id, anonymous),
        subjects=subjects(reading(), assessment, content()),
    )


def _is_anonymous(anonymous: Collection[str]) -> ColumnElement[bool]:
    """Return the condition for entries shown without a name; entries saved before anonymity was turned on have one."""
    theirs = HistoryEntry.respondent_id.in_(anonymous) & HistoryEntry.kind.in_(OWN_WORDS)
    return or_(HistoryEntry.who == SOMEBODY, and_(HistoryEntry.respondent_id.is_not(None), theirs))


def _conditions(assessment_id: str, statement: str, who: str, anonymous: Collection[str]) -> list[ColumnElement[bool]]:
    conditions = [HistoryEntry.assessment_id == assessment_id]
    if statement:
        conditions.append(HistoryEntry.subject == statement)
    if who == SOMEBODY:
        conditions.append(_is_anonymous(anonymous))
    elif who:
        named = or_(HistoryEntry.who == who, HistoryEntry.recorded_for == who)
        conditions += [named, not_(_is_anonymous(anonymous))]
    return conditions


def _query(conditions: list[ColumnElement[bool]]) -> Select[HistoryEntry]:
    """Return the query for the entries, newest first.

    All anonymous entries of a day have the same time. They are sorted by content, because their order mustn't reveal
    the order of the answers.
    """
    return (
        select(HistoryEntry)
        .where(*conditions)
        .order_by(HistoryEntry.at.desc(), HistoryEntry.subject, HistoryEntry.after, HistoryEntry.before)
    )


def _people(assessment_id: str, anonymous: Collection[str]) -> list[str]:
    shown = case((_is_anonymous(anonymous), SOMEBODY), else_=HistoryEntry.who)
    ours = HistoryEntry.assessment_id == assessment_id
    recorded = select(HistoryEntry.recorded_for).where(
        ours, HistoryEntry.recorded_for != "", not_(_is_anonymous(anonymous))
    )
    return sorted(reading().scalars(union(select(shown).where(ours), recorded)), key=str.casefold)
