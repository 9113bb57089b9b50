"""Where a respondent stands, and saying that one is finished."""

from __future__ import annotations

from datetime import datetime

from flask import flash

from app.answering import saving
from app.answering.scope import asked_questionnaire, first_open, progress, whole_questionnaire
from app.storage.assessments import RespondentRow
from app.storage.base import now
from app.storage.organizations import Role
from app.storage.versions import locked
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import blueprint
from app.web.answering.practice_view import Overview, files_of, groups, neighbour
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing


@blueprint.get("/answer/<respondent_id>")
@respondent_self
def overview() -> Page:
    """Show what is asked, what was said, and where to go on."""
    assessment, respondent = current.assessment(), current.respondent()
    asked = asked_questionnaire(reading(), assessment, respondent)
    whole = whole_questionnaire(reading(), assessment)
    stored = saving.stored(reading(), saving.ANSWERS, respondent.id)
    answers = {statement: each.content for statement, each in stored.items()}
    symptoms = saving.stored(reading(), saving.SYMPTOMS, respondent.id)
    catalogue, triage = content().catalogue, content().triage
    shown = Overview(
        groups=groups(catalogue, asked, answers, files_of(reading(), respondent.id)),
        progress=progress(whole, asked, answers),
        onward=neighbour(catalogue, first_open(asked, answers)),
        symptoms=len(triage.symptoms),
        symptoms_answered=sum(each in triage.symptom and kept.content is not None for each, kept in symptoms.items()),
    )
    return page(
        "answering/overview.html",
        assessment=assessment,
        respondent=respondent,
        role=_role(),
        questionnaire=asked,
        shown=shown,
    )


@blueprint.post("/answer/<respondent_id>/finish")
@respondent_self
def finish() -> Page:
    """Note that the respondent is finished; the lead sees it, and nothing is locked."""
    _set_finished(now())
    flash("Thank you. It is noted that you are finished; you can still change what you said.", "good")
    return go("answering.overview", respondent_id=current.respondent().id)


@blueprint.post("/answer/<respondent_id>/resume")
@respondent_self
def resume() -> Page:
    """Take that back."""
    _set_finished(None)
    flash("It is noted that you are not finished yet.", "good")
    return go("answering.overview", respondent_id=current.respondent().id)


def _role() -> Role | None:
    """Return the role of a member who answers signed in: it says where else he or she may go."""
    membership = current.respondents_membership()
    return membership.role if membership else None


def _set_finished(at: datetime | None) -> None:
    with writing() as session:
        row = locked(session, RespondentRow, current.respondent().id)
        if row is not None and (row.finished_at is None) is not (at is None):
            row.finished_at = at
