"""Telling a respondent how to come: by a link that the next page shows once, and by mail where it is set up."""

from __future__ import annotations

from flask import flash
from flask import session as cookie

from app.people import invitations
from app.running.mail import MailFailed, send
from app.storage.assessments import RespondentRow
from app.web import current
from app.web.services import absolute_url, config

JUST_MADE = "link-just-made"


def tell(row: RespondentRow, token: str) -> None:
    """Keep a new link for the next page, and mail the invitation where there is a server and an address."""
    if token:
        cookie[JUST_MADE] = [row.id, token]
    server = config().mail
    if server is None or not row.email:
        return
    try:
        send(server, row.email, f"Please answer: {current.assessment().name}", _words(row, token))
    except MailFailed as error:
        what = "Copy the link below, and send it yourself." if token else f"Tell {row.name} yourself."
        flash(f"No mail could be sent: {error}. Nothing is lost. {what}", "wrong")
    else:
        flash(f"A mail went to {row.email}.", "info")


def just_made(respondent_id: str) -> str:
    """Return the token of a link that was made a moment ago for a respondent, once, or nothing."""
    if cookie.get(JUST_MADE, ("", ""))[0] != respondent_id:
        return ""
    token: str = cookie.pop(JUST_MADE)[1]
    return token


def _words(row: RespondentRow, token: str) -> str:
    if token:
        url = absolute_url("assessments.invitation", token=token)
        how = f"This link is for you alone, for {invitations.LASTS.days} days. Please do not pass it on:"
    else:
        url, how = absolute_url("start.home").rstrip("/") + f"/answer/{row.id}", "Sign in, and answer here:"
    assessment = current.assessment()
    return (
        f"Hello {row.name},\n\n{current.user().name} asks you to answer for {assessment.organization.name}: "
        f"{assessment.name}.\nYou can stop and go on whenever you like.\n\n{how}\n{url}\n"
    )
