"""The page of a respondent: progress, personal link and details, and removing the respondent."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import abort, flash, request
from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.answering.progress import progress_of
from app.answering.scope import full_questionnaire
from app.assessments.anonymity import unrecordable
from app.assessments.states import ANSWERING, CLOSED, OPEN, require
from app.people import invitations
from app.people.audit import Party
from app.people.members import members_of
from app.people.sealing import seal, was_ever_anonymous
from app.storage.accounts import email_key
from app.storage.assessments import AnswerRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.audit import Event
from app.storage.base import now
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.storage.versions import to_change
from app.web import auditing, current, sessions
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import ChangeRespondent, RespondentDetails
from app.web.assessments.invitation import invite, take_new_link
from app.web.assessments.picks import pick_kinds
from app.web.assessments.practice_groups import PracticeFieldset, grouped
from app.web.assessments.respondents_view import access, by_id, left
from app.web.forms import MISSING
from app.web.pages import Page, go, page
from app.web.services import absolute_url, config, content, reading, writing
from reports.views.subject import role_name


@blueprint.route("/assessments/<assessment_id>/respondents/<respondent_id>", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def respondent(respondent_id: str) -> Page:
    """Show a respondent, with a link that was just created, and change the details."""
    row = _find(respondent_id)
    form = ChangeRespondent(row)
    if not form.is_sent:
        form.role.data = role_name(row.role)
    is_closed = current.assessment().state is CLOSED
    show_practices(form, read=not is_closed, stored=row.practices)
    if not form.practices.is_pick and form.accepted() and check(reading(), form, row.id):
        with writing() as session:
            stored = to_change(session, RespondentRow, row.id, form.version.data)
            if is_closed:  # names can always be corrected
                fill_details(stored, form)
            else:
                require(session, stored.assessment_id, OPEN)
                fill(stored, form)
        flash("The details have been saved.", "good")
        return _back_to(row)
    return _respondent_page(row, form)


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/remove")
@assessment_member(Role.LEAD)
def remove_respondent(respondent_id: str) -> Page:
    """Remove a respondent who hasn't answered. Answers can only be deleted by erasing the person's data."""
    row = _find(respondent_id)
    if was_ever_anonymous(reading(), row.assessment_id):  # a refusal would show that the respondent has answered
        flash(f"Answers are anonymous. To remove {row.name}, erase the data.", "wrong")
        return _back_to(row)
    with writing() as session:
        stored = session.get(RespondentRow, row.id) or abort(HTTPStatus.NOT_FOUND)
        has_answered = _has_answered(session, row.id)
        if not has_answered:
            require(session, current.assessment().id, OPEN)
            sessions.revoke_respondent(session, row.id)
            session.delete(stored)
    if has_answered:
        flash(f"{row.name} already has answers. To delete the answers too, erase the data.", "wrong")
        return _back_to(row)
    flash(f"{row.name} has been removed.", "good")
    return go("assessments.respondents", assessment_id=current.assessment().id)


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/link")
@assessment_member(Role.LEAD)
def make_link(respondent_id: str) -> Page:
    """Create a new link. The previous link stops working, its sessions end, and anonymous answers are sealed."""
    row = _find(respondent_id)
    with writing() as session:
        require(session, current.assessment().id, ANSWERING)
        stored = session.get(RespondentRow, row.id) or abort(HTTPStatus.NOT_FOUND)
        token = "" if invitations.signs_in(session, stored) else new_link(session, stored)
    if not token:
        flash(f"{row.name} is a member and signs in to answer, so there is no link.", "wrong")
        return _back_to(row)
    invite(row, token)
    return _back_to(row)


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/link/revoke")
@assessment_member(Role.LEAD)
def revoke_link(respondent_id: str) -> Page:
    """Revoke the link, and end the sessions opened with it."""
    row = _find(respondent_id)
    with writing() as session:
        sessions.revoke_respondent(session, row.id)
        invitations.revoke_invitations(session, row.id)
        record_invitation(session, Event.INVITATION_REVOKED, row)
        _record(session, row, "Link revoked")
    flash(f"{row.name}'s link no longer works. All answers are kept.", "good")
    return _back_to(row)


def record_invitation(session: Session, event: Event, row: RespondentRow) -> None:
    """Record what happened to the personal link of a respondent of the current assessment."""
    auditing.record(session, event, whom=Party.respondent(row), details=current.assessment().name)


def new_link(session: Session, row: RespondentRow) -> str:
    """Return the token of a new link. Its creator could open the link, so it must not show anonymous answers."""
    sessions.revoke_respondent(session, row.id)
    seal(session, [row])
    token = invitations.make_invitation(session, row.id, current.user().id)
    record_invitation(session, Event.INVITATION_MADE, row)
    _record(session, row, "New link")
    return token


def _record(session: Session, row: RespondentRow, what: str) -> None:
    """Add a change of a link to the history. The name is in the text, where erasing the person's data replaces it."""
    user = current.user()
    session.add(
        HistoryEntry(
            assessment_id=row.assessment_id,
            user_id=user.id,
            who=user.name,
            kind="link",
            subject="Personal link",
            after=f"{what} for {row.name}",
        )
    )


def practices_in_scope() -> list[PracticeFieldset]:
    """Return the practices in scope of the current assessment, by group."""
    assessment = current.assessment()
    practices = list(full_questionnaire(reading(), assessment).by_practice)
    return grouped(content().catalogue, [each for each in practices if each not in assessment.left_out])


def show_practices(form: RespondentDetails, *, read: bool = True, stored: Sequence[str] = ()) -> None:
    """Show the practices in scope in a form; `read` says whether the form may change them."""
    groups = practices_in_scope()
    sent = request.form if form.is_sent and read else None
    form.practices.show(groups, pick_kinds(content().catalogue, groups), sent, stored)


def check(session: Session, form: RespondentDetails, respondent_id: str = "") -> bool:
    """Return whether the name is filled in and no other respondent of the assessment has the email address."""
    if not form.name.data:
        form.refuse("name", MISSING)
    elif form.email.data and _is_taken(session, email_key(form.email.data), respondent_id):
        form.refuse("email", "This assessment already has a respondent with this email address.")
    return not form.has_faults


def fill(row: RespondentRow, form: RespondentDetails) -> None:
    """Copy the details and what the respondent is asked about to the row."""
    fill_details(row, form)
    row.practices, row.symptoms_only = form.practices.chosen, form.symptoms_only.data


def fill_details(row: RespondentRow, form: RespondentDetails) -> None:
    """Copy the name, the role and the email address to the row."""
    row.name, row.role, row.email = form.name.data or "", form.role.data or "", form.email.data or ""
    row.email_key = email_key(row.email) if row.email else None


def _find(respondent_id: str) -> RespondentRow:
    """Return a respondent of the current assessment; any other id is a 404."""
    query = select(RespondentRow).where(
        RespondentRow.id == respondent_id, RespondentRow.assessment_id == current.assessment().id
    )
    row: RespondentRow = reading().scalars(query).one_or_none() or abort(HTTPStatus.NOT_FOUND)
    return row


def _is_taken(session: Session, key: str, respondent_id: str) -> bool:
    query = select(RespondentRow.id).where(
        RespondentRow.assessment_id == current.assessment().id,
        RespondentRow.email_key == key,
        RespondentRow.id != respondent_id,
    )
    return session.execute(query).first() is not None


def _has_answered(session: Session, respondent_id: str, *, with_carried: bool = True) -> bool:
    """Return whether a respondent has any answers; `with_carried` counts those carried over and not confirmed."""
    answers = [
        select(table.id).where(table.respondent_id == respondent_id) for table in (AnswerRow, SymptomRow, Attachment)
    ]
    if not with_carried:
        answers[0] = answers[0].where(AnswerRow.carried.is_(None))
    return any(session.execute(select(exists(each))).scalar_one() for each in answers)


def _back_to(row: RespondentRow) -> Response:
    return go("assessments.respondent", assessment_id=current.assessment().id, respondent_id=row.id)


def _respondent_page(row: RespondentRow, form: ChangeRespondent) -> Page:
    assessment = current.assessment()
    invitation = invitations.newest_invitations(reading(), assessment.id).get(row.id)
    token = take_new_link(row.id)
    members = {each.user_id for each in members_of(reading(), assessment.organization_id)}
    anonymous = was_ever_anonymous(reading(), assessment.id)
    progress = by_id(progress_of(reading(), [assessment]), assessment.id)[row.id].progress
    return page(
        "assessments/respondent.html",
        form,
        assessment=assessment,
        organization=current.organization(),
        row=row,
        me=current.user().id,
        recordable=row.id not in unrecordable(reading(), assessment),
        answered=f"{progress.per_cent}%",
        left=left(progress),
        access=access(row, invitation, members, now(), anonymous=anonymous),
        is_anonymous=anonymous,
        is_member=row.user_id in members,
        has_link=invitations.state_of(invitation, now()) is invitations.LinkState.GOOD,
        link=absolute_url("assessments.invitation", token=token) if token else "",
        until=invitation.expires_at if invitation else None,
        has_answered=_has_answered(reading(), row.id),
        only_carried=not _has_answered(reading(), row.id, with_carried=False),
        sends_mail=config().mail is not None,
    )
