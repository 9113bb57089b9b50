"""The view model of the planning page: scores, the saved roadmap, the form, and the roadmap to display."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from app.assessments.scores import scores_of
from app.people.members import member_of, name_of
from app.planning.plan_documents import is_same_plan, saved_plan
from app.planning.roadmap_summary import in_words
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import (
    options_from_document,
    planned_roadmap,
    saved_roadmap,
    targets_only,
    tracked_steps,
)
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow, StepStatus
from app.web import current
from app.web.results.results import sees_names
from app.web.roadmap.approaches_view import ApproachCard, approach_cards, recommended
from app.web.roadmap.forms import PlanForm, packed, plan_form, pressed, unpacked
from app.web.roadmap.plan_view import PlanView, plan_view
from practices_catalog.faults import InputError
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.marks import Tile, practice_tile
from roadmaps.model import Roadmap

WORDS = {
    StepStatus.IN_PROGRESS: "In progress",
    StepStatus.BLOCKED: "Blocked",
    StepStatus.DONE: "Done",
    StepStatus.DROPPED: "Dropped",
}


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """A practice with its current level in the table of settings; `own` is true if the roadmap has a target for it."""

    id: str
    name: str
    tile: Tile
    target: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class SaveState:
    """Who saved the roadmap and when, and how it differs from the one displayed.

    Attributes:
        is_outdated: the saved settings now give a different roadmap, because answers or content changed.
        words: the saved roadmap in one line.
    """

    by: str
    day: str
    is_saved: bool
    is_outdated: bool
    words: str


class Planner:
    """Plans the roadmap of one assessment in one request."""

    def __init__(self, session: Session, content: Content, row: AssessmentRow) -> None:
        self.content, self.assessment = content, row
        self.scores: Scores = scores_of(session, content, row)
        self.saved: RoadmapRow | None = saved_roadmap(session, row.id)
        self.progress: Mapping[tuple[str, int], str] = {}
        if self.saved:
            steps = tracked_steps(session, self.saved)
            self.progress = {(s.practice_id, s.to_level): WORDS[s.status] for s in steps if s.status in WORDS}

    @property
    def is_answered(self) -> bool:
        """Whether anyone has answered yet."""
        return bool(self.scores.assessment.responses or self.scores.assessment.consensus)

    @cached_property
    def recommended(self) -> str:
        """The id of the approach that the triage or the scores recommend."""
        return recommended(self.content, self.scores)

    @cached_property
    def initial_options(self) -> PlanOptions:
        """The saved settings or, if there are none, only the targets of the assessment."""
        return (
            options_from_document(self.saved.options)
            if self.saved
            else targets_only(self.content.catalogue, self.assessment)
        )

    def form(self) -> PlanForm:
        """Return the form of this request."""
        version = self.saved.version if self.saved else 0
        return plan_form(self.content.catalogue, self.scores, self.initial_options, version, self.recommended)

    def plan(self, options: PlanOptions) -> Roadmap:
        """Return the roadmap for some settings.

        Raises:
            InputError: the settings contradict each other, the scores or the catalogue.
        """
        return make_roadmap(self.content, self.scores, options)

    def saved_plan(self) -> Roadmap | None:
        """Return the saved roadmap exactly as it was saved."""
        return planned_roadmap(self.saved) if self.saved else None

    def state(self, session: Session, plan: DisplayedRoadmap) -> SaveState:
        """Return how the displayed roadmap differs from the saved one."""
        if self.saved is None:
            return SaveState("", "", is_saved=False, is_outdated=False, words="")
        author = member_of(session, self.assessment.organization_id, self.saved.saved_by)
        return SaveState(
            by=name_of(author),
            day=figures.day(current.local(self.saved.saved_at)),
            is_saved=bool(plan.options and plan.roadmap and self.is_saved(plan.options, plan.roadmap)),
            is_outdated=not plan.form.is_sent and self._is_outdated(),
            words=in_words(self.content.catalogue, self.saved.plan, self.saved.options),
        )

    def _is_outdated(self) -> bool:
        try:
            options = self.initial_options
            return not self.is_saved(options, self.plan(options))
        except InputError:
            return True

    def is_saved(self, options: PlanOptions, roadmap: Roadmap) -> bool:
        """Whether exactly this roadmap is saved, with these settings."""
        return bool(
            self.saved
            and options == options_from_document(self.saved.options)
            and is_same_plan(saved_plan(roadmap), self.saved.plan)
        )

    def practice_settings(self, roadmap: Roadmap | None) -> list[PracticeSettings]:
        """Return the settings of all practices, those with a target first."""
        targets = roadmap.targets if roadmap else {}
        rows = [
            PracticeSettings(
                practice.id,
                practice.name,
                practice_tile(self.scores, practice.id),
                targets.get(practice.id),
                practice.id in targets,
            )
            for practice in self.content.catalogue.practices
        ]
        return sorted(rows, key=lambda row: not row.own)


def press(form: PlanForm, planner: Planner) -> None:
    """Apply the button that submitted the form: pin or unpin a practice, or choose an approach."""
    action = pressed()
    if action is None:
        return
    what, value = action
    if what == "approach":
        if value in planner.content.catalogue.approach:
            form.show("approach", value)
    elif what in planner.content.catalogue.practice:
        form.show(f"pins.{what}", value or None)


@dataclass(frozen=True, slots=True)
class DisplayedRoadmap:
    """The roadmap for the settings, or the last good one if the settings have errors."""

    form: PlanForm
    options: PlanOptions | None
    roadmap: Roadmap | None
    is_good: bool

    def values(self, planner: Planner) -> dict[str, Any]:
        """Return the values for the template."""
        approaches: tuple[ApproachCard, ...] = ()
        view: PlanView | None = None
        if self.roadmap and self.options:
            approaches = approach_cards(planner.content, planner.scores, self.options, self.roadmap)
            quotes = sees_names(current.membership().role)
            view = plan_view(planner.content, planner.scores, self.roadmap, planner.progress, quotes=quotes)
        return {
            "planner": planner,
            "approaches": approaches,
            "view": view,
            "good": self.is_good,
            "practices": planner.practice_settings(self.roadmap),
        }


def displayed(planner: Planner, form: PlanForm) -> DisplayedRoadmap:
    """Return the roadmap for a form as it was sent, with any errors on its fields."""
    if form.accepted():
        press(form, planner)
        options = form.plan_options(planner.content.catalogue)
        try:
            roadmap = planner.plan(options)
        except InputError as error:
            form.refuse_plan(error.faults)
        else:
            form.good.data = packed(options)
            return DisplayedRoadmap(form, options, roadmap, is_good=True)
    return _last_good(planner, form)


def first_displayed(planner: Planner, form: PlanForm) -> DisplayedRoadmap:
    """Return the saved roadmap, or the one for the initial settings."""
    options = planner.initial_options
    try:
        roadmap = planner.saved_plan() or planner.plan(options)
    except InputError as error:
        form.refuse_plan(error.faults)
        return _last_good(planner, form)
    form.good.data = packed(options)
    return DisplayedRoadmap(form, options, roadmap, is_good=True)


def _last_good(planner: Planner, form: PlanForm) -> DisplayedRoadmap:
    last = unpacked(form.good.data)
    plain = PlanOptions()
    candidates = [last, planner.initial_options, replace(planner.initial_options, targets={}), plain]
    for options in (each for each in candidates if each):
        try:
            roadmap = planner.plan(options)
        except InputError:
            continue
        form.good.data = packed(options)
        return DisplayedRoadmap(form, options, roadmap, is_good=False)
    return DisplayedRoadmap(form, None, None, is_good=False)
