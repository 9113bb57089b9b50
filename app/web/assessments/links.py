"""Personal links for everyone in an assessment who has none, created in one step and shown once, as a table."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from flask import abort, flash, request, send_file
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.downloads import file_stem
from app.assessments.states import ANSWERING, require_of
from app.people import invitations
from app.people.invitations import LinkState
from app.people.members import members_of
from app.people.sealing import was_ever_anonymous
from app.storage.assessments import ORDER_ADDED, AssessmentRow, RespondentRow
from app.storage.base import now
from app.storage.organizations import Role
from app.storage.versions import locked
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.respondent import new_link
from app.web.pages import Page, go, page
from app.web.services import absolute_url, reading, writing
from questionnaires.answers.csv_file import BYTE_ORDER_MARK, table_csv

HEADING = ("Name", "Role", "Email address", "Personal link")
MOST_LINKS = 1000

Line = tuple[str, str, str, str]


@blueprint.post("/assessments/<assessment_id>/links")
@assessment_member(Role.LEAD)
def make_links() -> Page:
    """Create a link for each respondent without one, and show all of them; the response must not be stored."""
    assessment = current.assessment()
    with writing() as session:
        # Two requests at once must not replace each other's links.
        require_of(locked(session, AssessmentRow, assessment.id) or abort(HTTPStatus.NOT_FOUND), ANSWERING)
        made = [(row, new_link(session, row)) for row in without_link(session, assessment.id)]
    if not made:
        flash("Everyone who needs a personal link has one.", "info")
        return go("assessments.respondents", assessment_id=assessment.id)
    lines = [_line(row, token) for row, token in made]
    return page(
        "assessments/links.html",
        assessment=assessment,
        organization=current.organization(),
        heading=HEADING,
        lines=lines,
        tokens=[token for _row, token in made],
        # Cells to paste into a spreadsheet, with the same guard against formulas as in the file.
        cells=table_csv(HEADING, lines, separator="\t").removeprefix(BYTE_ORDER_MARK),
        until=now() + invitations.LASTS,
    )


@blueprint.post("/assessments/<assessment_id>/links.csv")
@assessment_member(Role.LEAD)
def download_links() -> Page:
    """Return the links on the previous page as a CSV file; only that page has the tokens, so it sends them back."""
    lines = []
    for token in request.form.getlist("token")[:MOST_LINKS]:
        found = invitations.find_invitation(reading(), token)
        if found and found.assessment.id == current.assessment().id and found.state is LinkState.GOOD:
            lines.append(_line(found.respondent, token))
    if not lines:
        flash("None of these links work anymore. Create new links.", "wrong")
        return go("assessments.respondents", assessment_id=current.assessment().id)
    name = f"{file_stem(current.organization().name, current.assessment().name)}-links.csv"
    return send_file(BytesIO(table_csv(HEADING, lines).encode()), "text/csv", as_attachment=True, download_name=name)


def without_link(session: Session, assessment_id: str) -> list[RespondentRow]:
    """Return the respondents without a working link who need one, in the order they were added.

    Members sign in. A revoked link was revoked on purpose. If answers are or were anonymous, a new link seals the
    earlier answers, so only those who never had a link get one here.
    """
    query = select(RespondentRow).where(RespondentRow.assessment_id == assessment_id)
    rows = session.scalars(query.order_by(*ORDER_ADDED)).all()
    newest, at = invitations.newest_invitations(session, assessment_id), now()
    assessment = session.get(AssessmentRow, assessment_id)
    members = {each.user_id for each in members_of(session, assessment.organization_id)} if assessment else set()
    anonymous = was_ever_anonymous(session, assessment_id)
    missing = {LinkState.NONE} if anonymous else {LinkState.NONE, LinkState.EXPIRED}
    return [
        row for row in rows if row.user_id not in members and invitations.state_of(newest.get(row.id), at) in missing
    ]


def _line(row: RespondentRow, token: str) -> Line:
    return row.name, row.role, row.email, absolute_url("assessments.invitation", token=token)
