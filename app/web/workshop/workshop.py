"""Settling what respondents disagree on, before their eyes."""

from __future__ import annotations

from flask import abort, flash, render_template, request, url_for
from werkzeug.utils import redirect

from app.assessments.consensus import Wanted, consensus_rows, settle
from app.assessments.loading import questionnaire_of
from app.storage.organizations import Role
from app.storage.versions import Conflict
from app.web import current
from app.web.access import assessment_member
from app.web.pages import REFUSED, SEE_OTHER, Page, is_fragment, page
from app.web.results.scored_assessment import with_voices
from app.web.results.voices_view import Naming
from app.web.services import content, database, reading, writing
from app.web.workshop.blueprint import blueprint
from app.web.workshop.forms import NAMES, RATINGS, SHOWN, ConsensusForm
from app.web.workshop.workshop_view import ALL, OPEN, Wish, one_card, workshop

SETTLERS = (Role.LEAD, Role.ASSESSOR)
CONFLICT = 409
CHOICES = {"ratings": RATINGS.items(), "shown": SHOWN.items(), "names": NAMES.items()}


@blueprint.get("/assessments/<assessment_id>/workshop")
@assessment_member(*SETTLERS)
def overview() -> Page:
    """Show what respondents disagree on, those first whose answer moves a level."""
    row, wish = current.assessment(), _wish()
    found = with_voices(reading(), content(), row, may_open=True)
    view = workshop(found, consensus_rows(reading(), row), wish)
    return page("workshop/workshop.html", view=view, wish=wish, sent=None, **CHOICES)


@blueprint.post("/assessments/<assessment_id>/workshop/<statement_id>")
@assessment_member(*SETTLERS)
def save(statement_id: str) -> Page:
    """Set or withdraw a consensus, and show the statement with what it moved."""
    row, form = current.assessment(), ConsensusForm()
    if statement_id not in questionnaire_of(reading(), row).statement:
        abort(404)
    if not form.accepted():
        return _shown(statement_id, form, REFUSED)
    try:
        with writing() as session:
            settle(session, row, current.user(), Wanted(statement_id, form.version.data or 0, form.wanted))
    except Conflict:
        return _shown(statement_id, form, CONFLICT)
    said = "The consensus is saved." if form.wanted else "The consensus is withdrawn."
    if is_fragment():
        return _shown(statement_id, None, 200, said)
    flash(said, "good")
    wish = _wish()
    back = url_for("workshop.overview", assessment_id=row.id, practice=wish.practice, names=wish.naming.value)
    return redirect(back, SEE_OTHER)


def _shown(statement: str, sent: ConsensusForm | None, status: int, said: str = "") -> tuple[str, int]:
    """Return one statement as it is stored now, with what was sent where that was not kept."""
    row, wish = current.assessment(), _wish()
    with database().reading() as session:  # this request's own began before the change
        found = with_voices(session, content(), row, may_open=True)
        view = one_card(found, consensus_rows(session, row), statement, wish.naming)
    template = "workshop/saved.html" if is_fragment() else "workshop/workshop.html"
    values = {"view": view, "wish": wish, "sent": sent, "said": said, "is_conflict": status == CONFLICT, **CHOICES}
    return render_template(template, **values), status


def _wish() -> Wish:
    """Return what of the workshop is asked for; what it does not know counts as not said."""
    asked = request.values
    names, practice, shown = asked.get("names", ""), asked.get("practice", ""), asked.get("show", "")
    if shown not in SHOWN or (shown == ALL and not practice):
        shown = OPEN
    naming = Naming(names) if names in set(Naming) else Naming.ROLE
    return Wish(practice, shown, naming, large=bool(asked.get("large")), page=asked.get("page", 1, type=int))
