"""The respondents of an assessment: their progress, and adding one."""

from __future__ import annotations

from flask import flash, request

from app.answering.progress import overall, progress_of
from app.assessments.anonymity import unrecordable
from app.assessments.states import ANSWERING, require
from app.people import invitations
from app.people.members import members_of
from app.people.sealing import was_ever_anonymous
from app.storage.assessments import RespondentRow
from app.storage.audit import Event
from app.storage.base import now
from app.storage.organizations import Membership, Role
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import NOT_A_MEMBER, NewRespondent
from app.web.assessments.invitation import invite
from app.web.assessments.links import without_link
from app.web.assessments.respondent import check, fill, record_invitation, show_practices
from app.web.assessments.respondents_view import respondent_view, summary
from app.web.forms import TAKEN
from app.web.pages import Page, go, page
from app.web.services import config, reading, writing


@blueprint.get("/assessments/<assessment_id>/respondents")
@assessment_member(Role.LEAD, Role.ASSESSOR)
def respondents() -> Page:
    """List the respondents with their progress."""
    assessment = current.assessment()
    several = progress_of(reading(), [assessment])[assessment.id]
    newest = invitations.newest_invitations(reading(), assessment.id)
    members = {each.user_id for each in members_of(reading(), assessment.organization_id)}
    at, anonymous = now(), was_ever_anonymous(reading(), assessment.id)
    return page(
        "assessments/respondents.html",
        assessment=assessment,
        organization=current.organization(),
        role=current.membership().role,
        rows=[
            respondent_view(each, newest.get(each.respondent.id), members, at, anonymous=anonymous) for each in several
        ],
        summary=summary(several, overall(several), anonymous=anonymous),
        me=current.user().id,
        recordable={each.respondent.id for each in several} - unrecordable(reading(), assessment),
        my_membership=current.membership().id,
        missing=len(without_link(reading(), assessment.id)),
    )


@blueprint.route("/assessments/<assessment_id>/respondents/new", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def new_respondent() -> Page:
    """Add a respondent. The URL may preselect a member; everyone who isn't a member gets a personal link."""
    assessment = current.assessment()
    members = {each.id: each for each in members_of(reading(), assessment.organization_id)}
    named = request.args.get("member", NOT_A_MEMBER)
    form = NewRespondent(member_id=named if named in members else NOT_A_MEMBER)
    form.member_id.choices = {NOT_A_MEMBER: "Someone who isn't a member"} | {
        key: f"{each.shown_name}, {each.role.value}" for key, each in members.items()
    }
    show_practices(form)
    if not form.practices.is_pick and form.accepted():
        added = _add(form, members)
        if added:
            flash(f"{added.name} has been added.", "good")
            return go("assessments.respondent", assessment_id=assessment.id, respondent_id=added.id)
    return page(
        "assessments/new_respondent.html",
        form,
        assessment=assessment,
        organization=current.organization(),
        sends_mail=config().mail is not None,
    )


def _add(form: NewRespondent, members: dict[str, Membership]) -> RespondentRow | None:
    """Return the new respondent, the existing one if the form was sent before, or None if the form is rejected."""
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
        require(session, current.assessment().id, ANSWERING)
        if not check(session, form):
            return None
        row = RespondentRow(id=form.new_id.data, assessment_id=current.assessment().id)
        fill(row, form)
        row.user_id = member.user_id if member else _account_of(row, members)
        session.add(row)
        session.flush()
        token = "" if row.user_id else invitations.make_invitation(session, row.id, current.user().id)
        if token:
            record_invitation(session, Event.INVITATION_MADE, row)
    invite(row, token)
    return row


def _account_of(row: RespondentRow, members: dict[str, Membership]) -> str | None:
    """Return the account of the member with the respondent's email address, who can then sign in to answer."""
    return next((each.user_id for each in members.values() if each.user.email_key == row.email_key), None)
