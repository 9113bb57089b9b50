"""The members of an organization."""

from __future__ import annotations

from flask import abort, flash

from app.people import directory, invitations
from app.people import members as belonging
from app.running.mail import MailFailed, send
from app.storage.organizations import Membership, Role
from app.storage.versions import to_change
from app.web import current, sessions
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import ROLES, ChangeRole, NewMember, Removal
from app.web.pages import Page, go, page
from app.web.services import absolute_url, config, reading, writing
from practices_catalog.faults import InputError

ONLY_LEAD = "{} is the only lead. Make somebody else a lead first."


@blueprint.get("/organizations/<organization_id>/members")
@organization_member(Role.LEAD)
def members() -> Page:
    """List them, and those who were."""
    return _members_page()


@blueprint.route("/organizations/<organization_id>/members/new", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def new_member() -> Page:
    """Add somebody by address; the answer is the same whether the address has an account or not."""
    organization, form = current.organization(), NewMember()
    if not form.accepted():
        return page("organizations/new_member.html", form, organization=organization)
    new = belonging.MemberDetails(
        form.new_id.data or "", form.name.data or "", form.email.data or "", Role(form.role.data)
    )
    try:
        with writing() as session:
            added = belonging.add_member(session, organization.id, new)
    except InputError as error:
        form.refuse_faults(error.faults)
        return page("organizations/new_member.html", form, organization=organization)
    flash(f"{new.name} is a member now.", "good")
    _tell(new, added)
    return go("organizations.members", organization_id=organization.id)


@blueprint.post("/organizations/<organization_id>/members/<membership_id>")
@organization_member(Role.LEAD)
def change_role(membership_id: str) -> Page:
    """Change what a member may do."""
    organization, form = current.organization(), ChangeRole()
    belonging.find_member(reading(), organization.id, membership_id) or abort(404)
    if not form.accepted():
        return _members_page(membership_id, form)
    role = Role(form.role.data)
    with writing() as session:
        membership = to_change(session, Membership, membership_id, form.version.data)
        stays_led = role is Role.LEAD or not belonging.is_only_lead(session, membership)
        if stays_led:
            membership.role = role
    if not stays_led:
        form.refuse("role", ONLY_LEAD.format(membership.shown_name))
        return _members_page(membership_id, form)
    flash(f"{membership.shown_name}: the role is {role.value} now.", "good")
    return go("organizations.members", organization_id=organization.id)


@blueprint.route("/organizations/<organization_id>/members/<membership_id>/remove", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def remove_member(membership_id: str) -> Page:
    """Say what removing a member leaves, and do it: access ends at once, and what was answered stays."""
    organization = current.organization()
    membership = belonging.find_member(reading(), organization.id, membership_id) or abort(404)
    form = Removal(membership)
    if not form.accepted():
        return _removal_page(membership, form)
    with writing() as session:
        stored = to_change(session, Membership, membership_id, form.version.data)
        stays_led = not belonging.is_only_lead(session, stored)
        if stays_led:
            person = directory.find_person(session, organization.id, stored.user_id)
            for respondent in person.respondents if person else ():
                sessions.revoke_respondent(session, respondent.id)
                invitations.revoke_invitations(session, respondent.id)
            session.delete(stored)
    if not stays_led:
        form.form_errors.append(ONLY_LEAD.format(membership.shown_name))
        return _removal_page(membership, form)
    flash(f"{membership.shown_name} does not belong to {organization.name} any more. The answers stay.", "good")
    if membership.user_id == current.user().id:
        return go("organizations.portfolio")
    return go("organizations.members", organization_id=organization.id)


def _members_page(refused: str = "", form: ChangeRole | None = None) -> Page:
    organization = current.organization()
    return page(
        "organizations/members.html",
        *([form] if form else []),
        organization=organization,
        members=belonging.members_of(reading(), organization.id),
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
        answers=belonging.answers_given(reading(), organization.id, membership.user_id),
    )


def _tell(new: belonging.MemberDetails, added: belonging.AddedMember) -> None:
    """Mail the news, or say that it must be told otherwise; the words are the same for every address."""
    server, organization = config().mail, current.organization()
    if server is None:
        flash(
            f"Tell {new.name} to sign in as {new.email}. "
            "For a first password, whoever looks after the accounts here can make a link.",
            "info",
        )
        return
    text = _first_words(new.name, organization.name, current.user().name)
    if added.link_token:
        link = absolute_url("auth.reset", token=added.link_token)
        text += f"\nSet a password first, within three days:\n{link}\n"
    else:
        text += f"\nSign in with this address:\n{absolute_url('auth.sign_in')}\n"
    try:
        send(server, new.email, f"{organization.name} in Wayfinder", text)
    except MailFailed as error:
        flash(f"No mail could be sent: {error}. Tell {new.name} yourself.", "wrong")
    else:
        flash(f"A mail went to {new.email}.", "info")


def _first_words(name: str, organization: str, lead: str) -> str:
    return f"Hello {name},\n\n{lead} added you to {organization} in Wayfinder.\n"
