"""The respondents of an assessment: who has answered how much, adding and changing them."""

from __future__ import annotations

from flask import abort, flash, request
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.answering.progress import overall, practices_of, progress_of
from app.people import invitations
from app.people.members import members_of
from app.storage.accounts import email_key
from app.storage.assessments import AnswerRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import now
from app.storage.organizations import Membership, Role
from app.storage.versions import to_change
from app.web import current, sessions
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import NOBODY, ChangeRespondent, NewRespondent, RespondentDetails
from app.web.assessments.lookup import find_respondent
from app.web.assessments.notices import just_made, tell
from app.web.assessments.practice_groups import PracticeFieldset, grouped
from app.web.assessments.respondents_view import by_id, comes, left, respondent_view, summary
from app.web.forms import TAKEN
from app.web.pages import Page, go, page
from app.web.services import absolute_url, content, reading, writing
from reports.views.subject import role_name


@blueprint.get("/assessments/<assessment_id>/respondents")
@assessment_member(Role.LEAD, Role.ASSESSOR)
def respondents() -> Page:
    """List them, with how much each has answered."""
    assessment = current.assessment()
    several = progress_of(reading(), [assessment])[assessment.id]
    newest = invitations.newest_invitations(reading(), assessment.id)
    members = {each.user_id for each in members_of(reading(), assessment.organization_id)}
    at = now()
    return page(
        "assessments/respondents.html",
        assessment=assessment,
        organization=current.organization(),
        role=current.membership().role,
        rows=[respondent_view(each, newest.get(each.respondent.id), members, at) for each in several],
        summary=summary(several, overall(several)),
        me=current.user().id,
        my_membership=current.membership().id,
    )


@blueprint.route("/assessments/<assessment_id>/respondents/new", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def new_respondent() -> Page:
    """Add somebody; whoever is no member gets a link. The address may name the member to begin with."""
    assessment = current.assessment()
    members = {each.id: each for each in members_of(reading(), assessment.organization_id)}
    named = request.args.get("member", NOBODY)
    form = NewRespondent(member_id=named if named in members else NOBODY)
    form.member_id.choices = {NOBODY: "Somebody who is no member"} | {
        key: f"{each.shown_name}, {each.role.value}" for key, each in members.items()
    }
    form.practices.show(_practices_in_scope(), request.form if form.is_sent else None)
    if form.accepted():
        added = _add(form, members)
        if added:
            flash(f"{added.name} is a respondent now.", "good")
            return go("assessments.respondent", assessment_id=assessment.id, respondent_id=added.id)
    return page("assessments/new_respondent.html", form, assessment=assessment, organization=current.organization())


@blueprint.route("/assessments/<assessment_id>/respondents/<respondent_id>", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def respondent(respondent_id: str) -> Page:
    """Show a respondent, the link that was just made, and change what is known of him or her."""
    row = find_respondent(reading(), respondent_id)
    form = ChangeRespondent(row)
    if not form.is_sent:
        form.role.data = role_name(row.role)
    form.practices.show(_practices_in_scope(), request.form if form.is_sent else None, row.practices)
    if form.accepted() and _may_be_called(form, row.id):
        with writing() as session:
            stored = to_change(session, RespondentRow, row.id, form.version.data)
            _fill(stored, form)
        flash("The respondent was changed.", "good")
        return go("assessments.respondent", assessment_id=current.assessment().id, respondent_id=row.id)
    return _respondent_page(row, form)


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/remove")
@assessment_member(Role.LEAD)
def remove_respondent(respondent_id: str) -> Page:
    """Remove a respondent who has said nothing; what somebody said goes only by erasure."""
    row = find_respondent(reading(), respondent_id)
    with writing() as session:
        stored = session.get(RespondentRow, row.id) or abort(404)
        silent = not _has_said_anything(session, row.id)
        if silent:
            sessions.revoke_respondent(session, row.id)
            session.delete(stored)
    if silent:
        flash(f"{row.name} is no respondent any more.", "good")
        return go("assessments.respondents", assessment_id=current.assessment().id)
    flash(f"{row.name} has answered. To delete that too, erase the data.", "wrong")
    return go("assessments.respondent", assessment_id=current.assessment().id, respondent_id=row.id)


def _add(form: NewRespondent, members: dict[str, Membership]) -> RespondentRow | None:
    """Return the new respondent, the same if the form was sent before, or None if the form is refused."""
    member = members.get(form.member_id.data or "")
    if member:
        form.name.data, form.email.data = member.shown_name, member.shown_email
    with writing() as session:
        before = session.get(RespondentRow, form.new_id.data)
        if before and before.assessment_id == current.assessment().id:
            return before
        if before:
            form.refuse("new_id", TAKEN)
            return None
        if not _may_be_called(form, "", session):
            return None
        row = RespondentRow(id=form.new_id.data, assessment_id=current.assessment().id)
        _fill(row, form)
        row.user_id = member.user_id if member else _member_of(row, members)
        session.add(row)
        session.flush()
        token = "" if row.user_id else invitations.make_invitation(session, row.id)
    tell(row, token)
    return row


def _fill(row: RespondentRow, form: RespondentDetails) -> None:
    row.name, row.role, row.email = form.name.data or "", form.role.data or "", form.email.data or ""
    row.email_key = email_key(row.email) if row.email else None
    row.practices, row.symptoms_only = form.practices.chosen, form.symptoms_only.data


def _member_of(row: RespondentRow, members: dict[str, Membership]) -> str | None:
    """Return the account of a member who has the respondent's address, so that he or she may answer signed in."""
    return next((each.user_id for each in members.values() if each.user.email_key == row.email_key), None)


def _may_be_called(form: RespondentDetails, respondent_id: str, session: Session | None = None) -> bool:
    if not form.name.data:
        form.refuse("name", "Fill this in.")
    elif form.email.data and _is_taken(session or reading(), email_key(form.email.data), respondent_id):
        form.refuse("email", "Somebody with this address is a respondent of this assessment already.")
    return not form.has_faults


def _is_taken(session: Session, key: str, respondent_id: str) -> bool:
    query = select(RespondentRow.id).where(
        RespondentRow.assessment_id == current.assessment().id,
        RespondentRow.email_key == key,
        RespondentRow.id != respondent_id,
    )
    return session.execute(query).first() is not None


def _has_said_anything(session: Session, respondent_id: str) -> bool:
    said = (
        select(table.id).where(table.respondent_id == respondent_id) for table in (AnswerRow, SymptomRow, Attachment)
    )
    return any(session.execute(select(exists(each))).scalar_one() for each in said)


def _practices_in_scope() -> list[PracticeFieldset]:
    assessment = current.assessment()
    practices = practices_of(reading(), assessment)
    return grouped(content().catalogue, [each for each in practices if each not in assessment.left_out])


def _respondent_page(row: RespondentRow, form: ChangeRespondent) -> Page:
    assessment = current.assessment()
    invitation = invitations.newest_invitations(reading(), assessment.id).get(row.id)
    token = just_made(row.id)
    members = {each.user_id for each in members_of(reading(), assessment.organization_id)}
    how_far = by_id(progress_of(reading(), [assessment]), assessment.id)[row.id].progress
    return page(
        "assessments/respondent.html",
        form,
        assessment=assessment,
        organization=current.organization(),
        row=row,
        me=current.user().id,
        left=left(how_far),
        per_cent=how_far.per_cent,
        comes=comes(row, invitation, members, now()),
        has_link=invitations.state_of(invitation, now()) is invitations.LinkState.GOOD,
        link=absolute_url("assessments.invitation", token=token) if token else "",
        until=invitation.expires_at if invitation else None,
        is_silent=not _has_said_anything(reading(), row.id),
    )
