"""Coming by a link: opening it shows who asks for what, and only the button begins."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from app.answering.progress import progress_of
from app.assessments import anonymity
from app.people import invitations
from app.people.members import leads_of
from app.storage.base import now
from app.web import rates, sessions
from app.web.access import public
from app.web.assessments.blueprint import blueprint
from app.web.assessments.respondents_view import by_id, left
from app.web.pages import SEE_OTHER, Page, page
from app.web.services import reading, writing

UNKNOWN, OVER = 404, 410


@blueprint.get("/invitations/<token>")
@public
@rates.links
def invitation(token: str) -> Page:
    """Show who invites to what; nothing is changed, for mail scanners open links as well."""
    invited = invitations.find_invitation(reading(), token)
    if invited is None or invited.state is not invitations.LinkState.GOOD:
        return _unusable(invited)
    assessment = invited.assessment
    several = by_id(progress_of(reading(), [assessment]), assessment.id)
    how_far = several[invited.respondent.id].progress
    return page(
        "assessments/invitation.html",
        invited=invited,
        assessment=assessment,
        leads=leads_of(reading(), assessment.organization_id),
        how_far=how_far,
        left=left(how_far),
        was_anonymous=bool(anonymity.periods_of(reading(), [assessment])[assessment.id]),
    )


@blueprint.post("/invitations/<token>")
@public
@rates.links
def begin(token: str) -> Page:
    """Begin a session of the respondent, and lead to the questions."""
    with writing() as session:
        invited = invitations.find_invitation(session, token)
        usable = invited is not None and invited.state is invitations.LinkState.GOOD
        if invited and usable:
            invited.invitation.opened_at = invited.invitation.opened_at or now()
            session_token = sessions.begin(session, respondent_id=invited.respondent.id)
    if invited is None or not usable:
        return _unusable(invited)
    response = Response(status=SEE_OTHER, headers={"Location": f"/answer/{invited.respondent.id}"})
    sessions.give_cookie(response, sessions.ANSWERING_COOKIE, session_token)
    return response


def _unusable(invited: invitations.OpenedInvitation | None) -> Page:
    state = invited.state if invited else invitations.LinkState.NONE
    ended = invited.invitation.expires_at if invited else None
    status = OVER if invited else UNKNOWN
    return render_template("assessments/invitation_over.html", state=state.value, ended=ended), status
