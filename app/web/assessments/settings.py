"""The settings of an assessment: name, date, scope, targets, method and anonymity."""

from __future__ import annotations

from typing import Any

from flask import flash, request

from app.answering.scope import full_questionnaire
from app.assessments import anonymity
from app.assessments.loading import questionnaire_of
from app.assessments.states import OPEN, require_of
from app.people.sealing import was_ever_anonymous
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.storage.versions import to_change
from app.web import current, sessions
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import AssessmentSettings
from app.web.assessments.picks import pick_kinds
from app.web.assessments.practice_groups import grouped
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing

NEVER_COUNT = (
    "Turn this off: in an assessment that is or was anonymous, unconfirmed answers never count. Otherwise, the figures "
    "would show each answer that someone confirms."
)


@blueprint.route("/assessments/<assessment_id>/settings", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def settings() -> Page:
    """Change the settings. No change here deletes answers."""
    assessment = current.assessment()
    form = AssessmentSettings(assessment)
    practices = grouped(content().catalogue, list(full_questionnaire(reading(), assessment).by_practice))
    form.scope.show(
        practices, pick_kinds(content().catalogue, practices), request.form if form.is_sent else None, assessment
    )
    if form.scope.is_pick or not form.accepted() or not _is_usable(form):
        return page(
            "assessments/settings.html",
            form,
            assessment=assessment,
            organization=current.organization(),
            questionnaire=questionnaire_of(reading(), assessment).name,
        )
    with writing() as session:
        row = to_change(session, AssessmentRow, assessment.id, form.version.data)
        require_of(row, OPEN)
        before = _recorded(row)
        form.fill(row)
        session.add_all(_entries(row.id, before, _recorded(row)))
        if row.anonymous:  # somebody with a copy of a link may have opened it
            sessions.end_shared(session, row.id)
    flash("The settings have been saved.", "good")
    return go("assessments.settings", assessment_id=assessment.id)


def _is_usable(form: AssessmentSettings) -> bool:
    """Return whether the settings are compatible."""
    if form.counts_unconfirmed.data and (form.anonymous.data or was_ever_anonymous(reading(), current.assessment().id)):
        form.refuse("counts_unconfirmed", NEVER_COUNT)
    return not form.has_faults


def _recorded(row: AssessmentRow) -> dict[tuple[str, str], str]:
    """Return the settings as the history records them, by kind and subject."""
    plain = {
        ("setting", name): str(getattr(row, name)) for name in ("name", "assessed_on", "method", "counts_unconfirmed")
    }
    switch = {(anonymity.KIND, "answers"): anonymity.switch(anonymous=row.anonymous)}
    scope = {("left out", practice): reason for practice, reason in row.left_out.items()}
    targets = {("target", practice): str(level) for practice, level in row.targets.items()}
    return {**plain, **switch, **scope, **targets}


def _entries(
    assessment_id: str, before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]
) -> list[HistoryEntry]:
    by: dict[str, Any] = {"user_id": current.user().id, "who": current.user().name}
    return [
        HistoryEntry(
            assessment_id=assessment_id,
            kind=kind,
            subject=subject,
            before=before.get((kind, subject), ""),
            after=after.get((kind, subject), ""),
            **by,
        )
        for kind, subject in sorted({*before, *after})
        if before.get((kind, subject)) != after.get((kind, subject))
    ]
