"""The workshop page: set consensus on what respondents disagree on."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash, render_template, request, url_for
from werkzeug.utils import redirect

from app.assessments.consensus import ConsensusChange, consensus_rows, set_consensus
from app.assessments.loading import questionnaire_of
from app.storage.organizations import Role
from app.storage.versions import Conflict
from app.web import current
from app.web.access import assessment_member
from app.web.pages import Page, is_fragment, page
from app.web.results.answers_view import Naming
from app.web.results.results import results_with_answers
from app.web.services import content, database, reading, writing
from app.web.workshop.blueprint import blueprint
from app.web.workshop.forms import NAMES, RATINGS, SHOWN, ConsensusForm
from app.web.workshop.workshop_view import ALL, OPEN, WorkshopFilter, single_statement, workshop

SETTLERS = (Role.LEAD, Role.ASSESSOR)
CHOICES = {"ratings": RATINGS.items(), "shown": SHOWN.items(), "names": NAMES.items()}


@blueprint.get("/assessments/<assessment_id>/workshop")
@assessment_member(*SETTLERS)
def overview() -> Page:
    """Show what respondents disagree on, starting with statements that decide a level."""
    row, selection = current.assessment(), _filter()
    found = results_with_answers(reading(), content(), row, may_open=True)
    view = workshop(found, consensus_rows(reading(), row), selection)
    return page("workshop/workshop.html", view=view, selection=selection, sent=None, **CHOICES)


@blueprint.post("/assessments/<assessment_id>/workshop/<statement_id>")
@assessment_member(*SETTLERS)
def save(statement_id: str) -> Page:
    """Set or withdraw a consensus, and show the statement with the new level."""
    row, form = current.assessment(), ConsensusForm()
    if statement_id not in questionnaire_of(reading(), row).statement:
        abort(HTTPStatus.NOT_FOUND)
    if not form.accepted():
        return _shown(statement_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with writing() as session:
            set_consensus(
                session, row, current.user(), ConsensusChange(statement_id, form.version.data or 0, form.consensus)
            )
    except Conflict:
        return _shown(statement_id, form, HTTPStatus.CONFLICT)
    message = "The consensus has been saved." if form.consensus else "The consensus has been withdrawn."
    if is_fragment():
        return _shown(statement_id, None, HTTPStatus.OK, message)
    flash(message, "good")
    selection = _filter()
    back = url_for("workshop.overview", assessment_id=row.id, practice=selection.practice, names=selection.naming.value)
    return redirect(back, HTTPStatus.SEE_OTHER)


def _shown(statement: str, sent: ConsensusForm | None, status: int, message: str = "") -> tuple[str, int]:
    """Return one statement as currently saved, with the values that were sent if they couldn't be saved."""
    row, selection = current.assessment(), _filter()
    with database().reading() as session:  # the request's own session started before the change
        found = results_with_answers(session, content(), row, may_open=True)
        view = single_statement(found, consensus_rows(session, row), statement, selection.naming)
    template = "workshop/saved.html" if is_fragment() else "workshop/workshop.html"
    values = {
        "view": view,
        "selection": selection,
        "sent": sent,
        "message": message,
        "is_conflict": status == HTTPStatus.CONFLICT,
        **CHOICES,
    }
    return render_template(template, **values), status


def _filter() -> WorkshopFilter:
    """Return the filter in the request; unknown values are ignored."""
    values = request.values
    names, practice, shown = values.get("names", ""), values.get("practice", ""), values.get("show", "")
    if shown not in SHOWN or (shown == ALL and not practice):
        shown = OPEN
    naming = Naming(names) if names in set(Naming) else Naming.ROLE
    return WorkshopFilter(
        practice, shown, naming, large=bool(values.get("large")), page=values.get("page", 1, type=int)
    )
