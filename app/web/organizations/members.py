"""The members of an organization."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash

from app.people import audit, directory, invitations
from app.people.audit import Act, Party
from app.people.members import (
    AddedMember,
    MemberDetails,
    add_member,
    answers_given,
    find_member,
    is_only_lead,
    members_of,
    release_steps,
)
from app.running.mail import MailFailed, send
from app.storage.audit import Event
from app.storage.organizations import Membership, Role
from app.storage.versions import to_change
from app.web import auditing, current, sessions
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import ROLES, AddMember, ChangeRole, Removal
from app.web.pages import Page, go, page
from app.web.services import absolute_url, config, reading, writing
from practices_catalog.faults import InputError

ONLY_LEAD = "{} is the only lead. Make someone else a lead first."


@blueprint.get("/organizations/<organization_id>/members")
@organization_member(Role.LEAD)
def members() -> Page:
    """List the current and former members."""
    return _members_page()


@blueprint.route("/organizations/<organization_id>/members/new", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def new_member() -> Page:
    """Add a member by email address. The response doesn't reveal whether the address already has an account."""
    organization, form = current.organization(), AddMember()
    if not form.accepted():
        return page("organizations/new_member.html", form, organization=organization)
    new = MemberDetails(form.new_id.data or "", form.name.data or "", form.email.data or "", Role(form.role.data))
    try:
        with writing() as session:
            added = add_member(session, organization.id, new)
            if added.is_new:
                auditing.record(
                    session, Event.MEMBER_ADDED, whom=Party.member(added.membership), details=f"as {new.role}"
                )
            if added.link_token:
                who, whom = Party.user(current.user()), Party.user(added.membership.user)
                audit.record(session, Act(Event.ACCOUNT_ADDED, who, whom=whom))
    except InputError as error:
        form.refuse_faults(error.faults)
        return page("organizations/new_member.html", form, organization=organization)
    flash(f"{new.name} is now a member.", "good")
    if config().mail is None and current.user().is_administrator:
        return _link_page(new, added)
    _notify(new, added)
    return go("organizations.members", organization_id=organization.id)


@blueprint.post("/organizations/<organization_id>/members/<membership_id>")
@organization_member(Role.LEAD)
def change_role(membership_id: str) -> Page:
    """Change the role of a member."""
    organization, form = current.organization(), ChangeRole()
    find_member(reading(), organization.id, membership_id) or abort(HTTPStatus.NOT_FOUND)
    if not form.accepted():
        return _members_page(membership_id, form)
    role = Role(form.role.data)
    with writing() as session:
        membership = to_change(session, Membership, membership_id, form.version.data)
        has_lead = role is Role.LEAD or not is_only_lead(session, membership)
        if has_lead and membership.role is not role:
            details = f"{membership.role} to {role}"
            auditing.record(session, Event.ROLE_CHANGED, whom=Party.member(membership), details=details)
            membership.role = role
    if not has_lead:
        form.refuse("role", ONLY_LEAD.format(membership.shown_name))
        return _members_page(membership_id, form)
    flash(f"{membership.shown_name}'s role is now {role.value}.", "good")
    return go("organizations.members", organization_id=organization.id)


@blueprint.route("/organizations/<organization_id>/members/<membership_id>/remove", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def remove_member(membership_id: str) -> Page:
    """Show the consequences, then remove the member: access ends immediately, and all answers stay."""
    organization = current.organization()
    membership = find_member(reading(), organization.id, membership_id) or abort(HTTPStatus.NOT_FOUND)
    form = Removal(membership)
    if not form.accepted():
        return _removal_page(membership, form)
    with writing() as session:
        stored = to_change(session, Membership, membership_id, form.version.data)
        has_lead = not is_only_lead(session, stored)
        if has_lead:
            person = directory.find_person(session, organization.id, stored.user_id)
            for respondent in person.respondents if person else ():
                sessions.revoke_respondent(session, respondent.id)
                invitations.revoke_invitations(session, respondent.id)
            release_steps(session, organization.id, stored.user_id)
            auditing.record(session, Event.MEMBER_REMOVED, whom=Party.member(stored))
            session.delete(stored)
    if not has_lead:
        form.form_errors.append(ONLY_LEAD.format(membership.shown_name))
        return _removal_page(membership, form)
    flash(f"{membership.shown_name} is no longer a member of {organization.name}. All answers are kept.", "good")
    if membership.user_id == current.user().id:
        return go("organizations.portfolio")
    return go("organizations.members", organization_id=organization.id)


def _members_page(refused: str = "", form: ChangeRole | None = None) -> Page:
    organization = current.organization()
    return page(
        "organizations/members.html",
        *([form] if form else []),
        organization=organization,
        members=members_of(reading(), organization.id),
        former=directory.former_members(reading(), organization.id),
        roles=ROLES,
        refused=refused,
    )


def _removal_page(membership: Membership, form: Removal) -> Page:
    organization = current.organization()
    return page(
        "organizations/remove_member.html",
        form,
        organization=organization,
        member=membership,
        answers=answers_given(reading(), organization.id, membership.user_id),
    )


def _link_page(new: MemberDetails, added: AddedMember) -> Page:
    """Show an administrator the link for setting a password, or say that the member already has an account.

    Leads don't learn which email addresses have accounts, so only an administrator, who sees all accounts anyway, gets
    the link. Anyone who has the link could also act as the new member.
    """
    link = absolute_url("auth.reset", token=added.link_token) if added.link_token else ""
    return page("organizations/new_member_link.html", organization=current.organization(), new=new, link=link)


def _notify(new: MemberDetails, added: AddedMember) -> None:
    """Email the new member, or ask the lead to. Messages on the page are the same for new and known addresses."""
    server, organization = config().mail, current.organization()
    if server is None:
        flash(
            f"Ask {new.name} to sign in as {new.email}. "
            f"If {new.name} has no password yet, an administrator can create a link for setting one.",
            "info",
        )
        return
    text = f"Hello {new.name},\n\n{current.user().name} has added you to {organization.name} in Wayfinder.\n"
    if added.link_token:
        link = absolute_url("auth.reset", token=added.link_token)
        text += f"\nTo get started, set a password. This link works once, within three days:\n{link}\n"
    else:
        text += f"\nSign in with this email address:\n{absolute_url('auth.sign_in')}\n"
    try:
        send(server, new.email, f"{organization.name} in Wayfinder", text)
    except MailFailed as error:
        flash(f"We couldn't send the email: {error}. Contact {new.name} yourself.", "wrong")
    else:
        flash(f"We've sent an email to {new.email}.", "info")
