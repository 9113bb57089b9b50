"""The overview of a respondent's answers, and marking them as finished."""

from __future__ import annotations

from datetime import datetime

from flask import flash, request
from flask import session as forms

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS
from app.answering.scope import full_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.assessments.recorded import Recording
from app.assessments.states import ANSWERING, require, require_of
from app.storage.assessments import RespondentRow
from app.storage.base import now
from app.storage.organizations import Role
from app.storage.versions import locked
from app.web import current, sessions
from app.web.access import public, respondent_or_recorder, respondent_self
from app.web.answering.attachments_view import attached_files
from app.web.answering.blueprint import blueprint
from app.web.answering.overview_view import AnswersOverview, OwnAnswers, answers_overview
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing


@blueprint.get("/answer/<respondent_id>")
@respondent_or_recorder
def overview() -> Page:
    """Show the practices to answer, the progress, and where to continue."""
    return page("answering/overview.html", view=_view(), seen=_seen(), role=_role(), by_link=current.is_by_link())


@blueprint.post("/answer/<respondent_id>/leave")
@respondent_self
def leave() -> Page:
    """End the session that a personal link started on this device, and tell the browser to forget its drafts.

    A member is signed in with an account, so for a member this leads to the overview and changes nothing.
    """
    link = current.answering()
    if link is None or not current.is_by_link():
        return go("answering.overview", respondent_id=current.respondent().id)
    with writing() as session:
        sessions.end(session, link.id)
    forms.clear()
    response = go("answering.left")
    sessions.give_cookie(response, sessions.ANSWERING_COOKIE, sessions.LEFT, sessions.LINK_REMEMBERED)
    response.headers["Clear-Site-Data"] = '"cache"'  # not the storage, which other sites on this host may share
    return response


@blueprint.get("/answers-left")
@public
def left() -> Page:
    """Say that the session has ended and that the personal link starts a new one."""
    return page("answering/left.html")


def _seen() -> str:
    """Return the fingerprint of the answers that the page shows, for confirming exactly these."""
    return StoredAnswers.of(reading(), current.respondent().id).fingerprint


def _view() -> AnswersOverview:
    session, respondent = reading(), current.respondent()
    stored = saving.stored(session, ANSWERS, respondent.id)
    symptoms = saving.stored(session, SYMPTOMS, respondent.id)
    own = OwnAnswers(
        answers={statement: each.value for statement, each in stored.items() if each.carried is None},
        unconfirmed={statement for statement, each in stored.items() if each.carried is not None},
        symptoms={symptom for symptom, each in symptoms.items() if each.value is not None},
        recorded=[
            Recording(each.recorded_name, current.local(each.saved_at).date())
            for each in stored.values()
            if each.recorded_name and each.saved_at
        ],
        recorded_symptoms=[each.recorded_name for each in symptoms.values() if each.recorded_name],
        files=attached_files(session, respondent.id),
    )
    questionnaire = full_questionnaire(session, current.assessment())
    return answers_overview(content(), questionnaire, current.assessment(), respondent, own)


@blueprint.post("/answer/<respondent_id>/finish")
@respondent_or_recorder
def finish() -> Page:
    """Mark the answers as finished, for the lead to see; nothing is locked. If many are still open, ask first."""
    require_of(current.assessment(), ANSWERING)  # don't ask for confirmation of something that isn't possible
    view = _view()
    if "anyway" not in request.form and view.is_much_open:
        return page("answering/finish.html", view=view)
    _set_finished(now())
    return go("answering.overview", respondent_id=current.respondent().id)


@blueprint.post("/answer/<respondent_id>/resume")
@respondent_or_recorder
def resume() -> Page:
    """Mark the answers as not finished."""
    _set_finished(None)
    flash("The answers have been marked as not finished.", "good")
    return go("answering.overview", respondent_id=current.respondent().id)


def _role() -> Role | None:
    """Return a signed-in member's role, which determines what the page links to."""
    membership = current.respondents_membership()
    return membership.role if membership else None


def _set_finished(at: datetime | None) -> None:
    with writing() as session:
        require(session, current.assessment().id, ANSWERING)
        row = locked(session, RespondentRow, current.respondent().id)
        if row is not None and (row.finished_at is None) is not (at is None):
            row.finished_at = at
