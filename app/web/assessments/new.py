"""Beginning an assessment."""

from __future__ import annotations

from datetime import date

from flask import flash, request

from app.assessments import anonymity
from app.assessments.frozen_questionnaires import frozen
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.web import current
from app.web.access import organization_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import NewAssessment
from app.web.assessments.practice_groups import grouped
from app.web.assessments.symptoms import are_taken, brought, may_be_taken, take
from app.web.forms import TAKEN
from app.web.pages import Page, go, page
from app.web.services import content, writing
from app.web.start.triage_questions import TriageAnswers, answers_in_url
from questionnaires.model import Questionnaire
from questionnaires.scoring.model import Method


@blueprint.route("/organizations/<organization_id>/assessments/new", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def new() -> Page:
    """Begin one; the questionnaire is frozen with it."""
    form, sent = _form(), answers_in_url()
    if not form.accepted() or not may_be_taken(form, sent):
        return _form_page(form, sent)
    chosen = next(each for each in content().questionnaires if each.id == form.questionnaire_id.data)
    with writing() as session:
        stored = session.get(AssessmentRow, form.new_id.data)
        if stored is None:
            row = _made(form, chosen)
            session.add(row)
            session.flush()
            session.add(_first_entry(row))
            if are_taken(form, sent):
                take(session, form, row, sent)
    if stored and stored.organization_id != current.organization().id:
        form.refuse("new_id", TAKEN)
        return _form_page(form, sent)
    next_step = (
        "has begun, with your symptoms in it. Say next who else" if are_taken(form, sent) else "has begun. Say next who"
    )
    flash(f"{form.name.data} {next_step} answers.", "good")
    return go("assessments.respondents", assessment_id=form.new_id.data)


def _form_page(form: NewAssessment, sent: TriageAnswers) -> Page:
    return page(
        "assessments/new.html",
        form,
        organization=current.organization(),
        brought=brought(content(), sent),
        answers=sent.answers,
    )


def _form() -> NewAssessment:
    today = date.today()  # noqa: DTZ011 - a calendar day of the user's
    questionnaires = content().questionnaires
    form = NewAssessment(assessed_on=today, questionnaire_id=questionnaires[0].id, method=Method.ISO_33020.value)
    form.questionnaire_id.choices = {each.id: f"{each.name}, {_size(each)}" for each in questionnaires}
    practices = [practice for each in questionnaires for practice in each.by_practice]
    form.scope.show(grouped(content().catalogue, practices), request.form if form.is_sent else None)
    return form


def _size(questionnaire: Questionnaire) -> str:
    return f"{len(questionnaire.statements)} statements, {questionnaire.minutes} minutes"


def _made(form: NewAssessment, questionnaire: Questionnaire) -> AssessmentRow:
    row = AssessmentRow(
        id=form.new_id.data,
        organization_id=current.organization().id,
        questionnaire=frozen(questionnaire),
        questionnaire_version=questionnaire.version,
        created_by=current.user().id,
    )
    form.fill(row)
    row.left_out = {each: why for each, why in row.left_out.items() if each in questionnaire.by_practice}
    row.targets = {each: level for each, level in row.targets.items() if each in questionnaire.by_practice}
    return row


def _first_entry(row: AssessmentRow) -> HistoryEntry:
    """Return the entry from which on it is known whether answers are named."""
    return HistoryEntry(
        assessment_id=row.id,
        user_id=current.user().id,
        who=current.user().name,
        kind=anonymity.KIND,
        subject="answers",
        after=anonymity.switch(anonymous=row.anonymous),
    )
