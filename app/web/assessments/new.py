"""Creating an assessment."""

from __future__ import annotations

from flask import flash, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering import carrying
from app.answering.history import Answerer
from app.answering.member_respondents import as_respondent
from app.answering.saving import SYMPTOMS, Submitted, save
from app.assessments import anonymity
from app.assessments.frozen_questionnaires import frozen
from app.storage.assessments import AssessmentRow
from app.storage.base import now
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.web import current
from app.web.access import organization_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import CARRIED, LEAVE_OUT, NEVER_ANONYMOUS, SYMPTOMS_ONLY, NewAssessment
from app.web.assessments.new_view import triage_summary
from app.web.assessments.picks import pick_kinds
from app.web.assessments.practice_groups import grouped
from app.web.forms import TAKEN
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing
from app.web.start.triage_questions import TriageAnswers, answers_in_url
from questionnaires.model import Questionnaire
from reports.views import figures
from reports.views.method import method_name


@blueprint.route("/organizations/<organization_id>/assessments/new", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def new() -> Page:
    """Create an assessment, which keeps the current version of its questionnaire."""
    form, triage = _form(), answers_in_url()
    if form.scope.is_pick or not form.accepted() or not _is_usable(form, triage):
        return _form_page(form, triage)
    with writing() as session:
        stored, carried = session.get(AssessmentRow, form.new_id.data), ""
        if stored is None:
            carried = _carry_over(session, form, _create(session, form, triage))
    if stored and stored.organization_id != current.organization().id:
        form.refuse("new_id", TAKEN)
        return _form_page(form, triage)
    if carried:
        message = f"has been created. {carried}"
    elif _includes_triage(form, triage):
        message = "has been created with your symptoms. Next, add the other people who will answer."
    else:
        message = "has been created. Next, add the people who will answer."
    flash(f"{form.name.data} {message}", "good")
    return go("assessments.respondents", assessment_id=form.new_id.data)


def _form_page(form: NewAssessment, triage: TriageAnswers) -> Page:
    return page(
        "assessments/new.html",
        form,
        organization=current.organization(),
        before=_predecessor(),
        triage=triage_summary(content(), triage),
        answers=triage.answers,
    )


def _form() -> NewAssessment:
    today = current.today()
    questionnaires = content().questionnaires
    before = _predecessor()
    questionnaire_id = _questionnaire_id(before)
    usual = next(each for each in questionnaires if each.id == questionnaire_id).method
    form = NewAssessment(
        assessed_on=today,
        questionnaire_id=questionnaire_id,
        method=before.method if before else usual.value,
        anonymous=before.anonymous if before else False,
        predecessor_id=before.id if before else "",
        same_respondents=before is not None,
    )
    form.questionnaire_id.choices = {each.id: f"{each.name}, {_size(each)}" for each in questionnaires}
    practices = grouped(content().catalogue, [practice for each in questionnaires for practice in each.by_practice])
    sent = request.form if form.is_sent else None
    form.scope.show(practices, pick_kinds(content().catalogue, practices), sent, before)
    return form


def _predecessor() -> AssessmentRow | None:
    """Return the organization's latest assessment, from which a new one starts."""
    if "predecessor" not in g:
        query = select(AssessmentRow).where(AssessmentRow.organization_id == current.organization().id)
        newest = (AssessmentRow.assessed_on.desc(), AssessmentRow.created_at.desc(), AssessmentRow.id)
        g.predecessor = reading().scalars(query.order_by(*newest).limit(1)).one_or_none()
    found: AssessmentRow | None = g.predecessor
    return found


def _questionnaire_id(before: AssessmentRow | None) -> str:
    known = [each.id for each in content().questionnaires]
    return before.questionnaire_id if before and before.questionnaire_id in known else known[0]


def _carry_over(session: Session, form: NewAssessment, row: AssessmentRow) -> str:
    """Carry over respondents and answers as chosen in the form, and return a message; "" if there are none."""
    old = session.get(AssessmentRow, form.predecessor_id.data or "")
    if old is None or old.organization_id != row.organization_id:
        return ""
    row.predecessor_id = old.id
    if not form.same_respondents.data:
        return ""
    people = carrying.carry_respondents(session, old, row)
    said = f"{_have(len(people), 'respondent')} been added. Create a new link for each."
    if form.answers.data == CARRIED:
        many = carrying.carry_answers(session, old, row, people, current.user())
        said = f"{said} {_have(many, 'answer')} been carried over as unconfirmed."
    return said


def _have(many: int, noun: str) -> str:
    return f"{figures.capital(figures.count(many, noun))} {'has' if many == 1 else 'have'}"


def _size(questionnaire: Questionnaire) -> str:
    size = f"{len(questionnaire.statements)} statements, {questionnaire.minutes} minutes"
    return f"{size}, usually scored by {method_name(questionnaire.method)}"


def _is_usable(form: NewAssessment, triage: TriageAnswers) -> bool:
    """Return whether the triage answers and the earlier assessment's answers can be used or will be left out."""
    if triage.wrong and form.symptoms.data != LEAVE_OUT:
        form.refuse("symptoms", "Some answers can't be used. Change them, or leave all of them out.")
    if form.anonymous.data and form.same_respondents.data and form.predecessor_id.data and form.answers.data == CARRIED:
        form.refuse("answers", NEVER_ANONYMOUS)
    return not form.has_faults


def _includes_triage(form: NewAssessment, triage: TriageAnswers) -> bool:
    return bool(triage.answers) and form.symptoms.data != LEAVE_OUT


def _create(session: Session, form: NewAssessment, triage: TriageAnswers) -> AssessmentRow:
    questionnaire = next(each for each in content().questionnaires if each.id == form.questionnaire_id.data)
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
    session.add(row)
    session.flush()
    session.add(_first_entry(row))
    if _includes_triage(form, triage):
        _save_triage(session, form, row, triage)
    return row


def _first_entry(row: AssessmentRow) -> HistoryEntry:
    """Return the history entry that records whether the assessment starts with anonymous answers."""
    return HistoryEntry(
        assessment_id=row.id,
        user_id=current.user().id,
        who=current.user().name,
        kind=anonymity.KIND,
        subject="answers",
        after=anonymity.switch(anonymous=row.anonymous),
    )


def _save_triage(session: Session, form: NewAssessment, row: AssessmentRow, triage: TriageAnswers) -> None:
    """Save the answers to the triage as the user's own, with their history entries."""
    only = form.symptoms.data == SYMPTOMS_ONLY
    respondent = as_respondent(session, row.id, current.membership(), symptoms_only=only)
    respondent.finished_at = now() if only else None
    submitted = [Submitted(symptom, 0, value) for symptom, value in triage.answers.items()]
    save(session, SYMPTOMS, Answerer.of(row, respondent), submitted)
