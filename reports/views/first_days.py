"""The first 90 days as the summary, the roadmap, the pages and the terminal show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practices_catalog.model import Catalogue, OrganizationSize
from questionnaires.model import Questionnaire
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.first_glimpse import first_glimpse
from reports.views.subject import Subject
from roadmaps.first_days import FirstAction, days_before_assessment, first_days
from roadmaps.model import Action
from roadmaps.wording import in_sentence

NOT_ANSWERED = "Not answered yet: find out first whether this is already done."
PLANNED = "From the roadmap: what isn't fully in place yet, in the order of its steps."


@dataclass(frozen=True, slots=True)
class FirstDaysRow:
    """An action: the week it begins, what to do, who does it, what shows that it is done, and a remark or ""."""

    week: str
    practice: str
    practice_id: str
    level: str
    text: str
    who: str
    shows: str
    remark: str


@dataclass(frozen=True, slots=True)
class FirstDaysView:
    """The first 90 days; no rows if there is nothing to do, or if a roadmap has to be planned first."""

    lead: str
    rows: tuple[FirstDaysRow, ...]


def first_days_view(subject: Subject) -> FirstDaysView:
    """Return the first 90 days of the roadmap, or of the approach if nothing is assessed; none in a first glimpse."""
    if first_glimpse(subject.scores):
        return FirstDaysView("", ())
    if subject.roadmap is not None and (subject.assessed or subject.scores.raters):
        rows = _rows(subject.catalogue, first_days(subject.catalogue, subject.roadmap), subject.scores)
        return FirstDaysView(PLANNED if rows else "", rows)
    if subject.assessed or subject.approach is None:
        return FirstDaysView("", ())
    return before_assessment(subject.catalogue, subject.scores.questionnaire, subject.approach.id, subject.size)


def before_assessment(
    catalogue: Catalogue, questionnaire: Questionnaire, approach: str, size: OrganizationSize | None = None
) -> FirstDaysView:
    """Return an approach's first 90 days while nothing has been assessed, for the organization's size if known."""
    chosen = catalogue.approach[approach]
    rows = _rows(catalogue, days_before_assessment(catalogue, questionnaire, chosen, size))
    named = figures.listed([in_sentence(catalogue.practice[each].name) for each in chosen.entry])
    lead = (
        f"Nothing has been assessed yet, so these are the actions for levels 1 and 2 of {named}. "
        "An assessment leaves out what you already do."
    )
    return FirstDaysView(lead if rows else "", rows)


def _rows(
    catalogue: Catalogue, actions: Iterable[FirstAction], scores: Scores | None = None
) -> tuple[FirstDaysRow, ...]:
    return tuple(
        FirstDaysRow(
            week=str(each.week),
            practice=catalogue.practice[each.practice].name,
            practice_id=each.practice,
            level=str(each.to_level),
            text=each.text,
            who=each.who,
            shows=each.shows,
            remark=remark_on(scores, each.practice, each.text),
        )
        for each in actions
    )


def remark_on(scores: Scores | None, practice: str, action: str) -> str:
    """Return a remark that nobody has answered an action's statement; "" if somebody has."""
    score = scores.practice.get(practice) if scores else None
    # A saved roadmap has the actions' texts, but not their statements.
    own = [each.rating for each in score.statements if each.statement.action == action] if score else []
    return NOT_ANSWERED if None in own else ""


def with_remark(subject: Subject, practice: str, action: Action) -> str:
    """Return what to do, and the remark on it in the same cell."""
    return " ".join(filter(None, (action.text, remark_on(subject.scores, practice, action.text))))
