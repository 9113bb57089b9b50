"""Invitations: sent to a respondent by email or as a link, which opens a page that says who is asking for what."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, g, render_template
from flask import session as cookie
from sqlalchemy.orm import Session

from app.answering.progress import AnswerProgress, progress_of
from app.answering.progress import progress as progress_with
from app.answering.scope import full_questionnaire
from app.assessments import anonymity
from app.assessments.recorded import recordings_of
from app.people import audit, invitations
from app.people.audit import NOBODY, Act, Party
from app.people.members import leads_of
from app.people.sealing import seal, was_ever_anonymous
from app.running.mail import MailFailed, send
from app.storage.assessments import RespondentRow
from app.storage.audit import Event
from app.storage.base import now
from app.web import current, rates, sessions
from app.web.access import public
from app.web.assessments.blueprint import blueprint
from app.web.assessments.respondents_view import by_id, left
from app.web.pages import Page, go, page
from app.web.services import absolute_url, config, reading, writing
from questionnaires.answers.anonymity import SOMEBODY
from reports.views.figures import listed

NEW_LINK = "new-link"


@blueprint.get("/invitations/<token>")
@public
def invitation(token: str) -> Page:
    """Show who is asking for what. Merely opening the link changes nothing, because mail scanners open links too."""
    invited = invitations.find_invitation(reading(), token)
    if invited is None or invited.state is not invitations.LinkState.GOOD:
        return _unusable(invited)
    assessment = invited.assessment
    g.organization = assessment.organization
    progress = _progress(invited)
    return page(
        "assessments/invitation.html",
        invited=invited,
        assessment=assessment,
        leads=listed(leads_of(reading(), assessment.organization_id)),
        progress=progress,
        left=left(progress),
        recorded=_recorded(invited) if progress.answered else "",
        was_anonymous=bool(anonymity.periods_of(reading(), [assessment])[assessment.id]),
    )


def _hides_answers(session: Session, invited: invitations.OpenedInvitation) -> bool:
    """Return whether a link hides the answers given through it, because someone else may have a copy of the link.

    The lead who created the link has seen it. Anonymous answers are therefore shown only in the browser that gave them.
    """
    is_anonymous = was_ever_anonymous(session, invited.assessment.id)
    return is_anonymous and not sessions.was_here(session, invited.respondent.id)


def _progress(invited: invitations.OpenedInvitation) -> AnswerProgress:
    """Return the progress that the link shows."""
    row, assessment = invited.respondent, invited.assessment
    if _hides_answers(reading(), invited):
        return progress_with(full_questionnaire(reading(), assessment), assessment, row, ())
    return by_id(progress_of(reading(), [assessment], with_sealed=False), assessment.id)[row.id].progress


def _recorded(invited: invitations.OpenedInvitation) -> str:
    """Return how many of the respondent's answers were recorded, by whom and when; "" for none."""
    return recordings_of(reading(), [invited.assessment.id]).get(invited.respondent.id, "")


@blueprint.post("/invitations/<token>")
@public
def begin(token: str) -> Page:
    """Start a session for the respondent, and redirect to the questionnaire."""
    with writing() as session:
        invited = invitations.find_invitation(session, token)
        is_usable = invited is not None and invited.state is invitations.LinkState.GOOD
        if invited and is_usable:
            rates.sessions_of_link(session, invited.respondent.id)
            if _hides_answers(session, invited):
                sessions.revoke_respondent(session, invited.respondent.id)
                seal(session, [invited.respondent])
            sessions.end_here(session, invited.respondent.id)
            invited.invitation.opened_at = invited.invitation.opened_at or now()
            session_token = sessions.begin(session, respondent_id=invited.respondent.id)
            _record_use(session, invited)
    if invited is None or not is_usable:
        return _unusable(invited)
    response = go("answering.overview", respondent_id=invited.respondent.id)
    sessions.give_cookie(response, sessions.ANSWERING_COOKIE, session_token, sessions.LINK_REMEMBERED)
    return response


def _record_use(session: Session, invited: invitations.OpenedInvitation) -> None:
    """Record that a link was used; if answers are anonymous, don't record whose link."""
    row, assessment = invited.respondent, invited.assessment
    is_anonymous = assessment.anonymous or row.id in anonymity.anonymous_respondents(session, [assessment])
    who = Party(None, SOMEBODY, is_account=False) if is_anonymous else Party.respondent(row)
    whom = NOBODY if is_anonymous else who
    audit.record(session, Act(Event.LINK_USED, who, whom, assessment.organization_id, assessment.name))


def invite(row: RespondentRow, token: str) -> None:
    """Keep a new link for the next page, and email the invitation if there is a mail server and an address.

    Args:
        token: the token of the link, or "" for a member, who signs in.
    """
    if token:
        cookie[NEW_LINK] = [row.id, token]
    server = config().mail
    if server is None or not row.email:
        return
    try:
        send(server, row.email, f"Please answer: {current.assessment().name}", _email(row, token))
    except MailFailed as error:
        remedy = "Copy the link below and send it yourself." if token else f"Contact {row.name} yourself."
        flash(f"We couldn't send the email: {error}. {remedy}", "wrong")
    else:
        flash(f"We've sent an email to {row.email}.", "info")


def take_new_link(respondent_id: str) -> str:
    """Return the token of a respondent's new link, or "". Each token is returned only once."""
    if cookie.get(NEW_LINK, ("", ""))[0] != respondent_id:
        return ""
    token: str = cookie.pop(NEW_LINK)[1]
    return token


def _email(row: RespondentRow, token: str) -> str:
    if token:
        url = absolute_url("assessments.invitation", token=token)
        how = f"Your personal link works for {invitations.LASTS.days} days. Please don't pass it on:"
    else:
        url, how = absolute_url("answering.overview", respondent_id=row.id), "Sign in and answer here:"
    assessment = current.assessment()
    return (
        f"Hello {row.name},\n\n{current.user().name} has invited you to answer questions for "
        f"{assessment.organization.name}, {assessment.name}.\nYou can stop and continue at any time.\n\n{how}\n{url}\n"
    )


def _unusable(invited: invitations.OpenedInvitation | None) -> Page:
    if invited is None:
        rates.missed()
    else:
        g.organization = invited.assessment.organization
    state = invited.state if invited else invitations.LinkState.NONE
    expired_at = invited.invitation.expires_at if invited else None
    status = HTTPStatus.GONE if invited else HTTPStatus.NOT_FOUND
    values = {"state": state.value, "expired_at": expired_at, "invited": invited}
    return render_template("assessments/invitation_over.html", **values), status
