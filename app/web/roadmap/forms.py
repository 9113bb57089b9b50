"""The settings of a roadmap as one form, with a target, a pin and an exclusion for each practice."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import wtforms
from flask import request

from app.planning.roadmaps import AUTO, PlanOptions, default_start
from app.planning.saved_roadmaps import options_document, options_from_document
from app.web.forms import Choice, Day, Days, Form, Number, Switch, Version
from practices_catalog.faults import Fault
from practices_catalog.model import LEVELS, Catalogue
from questionnaires.model import Rating
from questionnaires.scoring.model import Scores
from reports.views import figures
from roadmaps.model import Unknown
from roadmaps.settings import (
    DEFAULT_PHASE_WEEKS,
    MOST_BREADTH,
    MOST_PHASES,
    MOST_WEEKS,
    default_breadth,
    default_capacity,
    default_pace,
)

KEYS = ("targets", "pins", "deadlines", "excluded")
FURTHER = ("aim_rating", "pace", "breadth", "effort_factor", "day_rate", "only_approach", "leave_free")
PLAIN = ("approach", "phases", "phase_weeks", "capacity", "start", "aim", "aim_date", "unknown", *FURTHER)
FIELDS = {"phase weeks": "phase_weeks"}
DEFAULTS = PlanOptions()
PACKED_DAYS = re.compile(r"[0-9]{1,8}(/[0-9]{1,3})?")


class PlanForm(Form):
    """The settings for the whole roadmap.

    Attributes:
        good: the last settings that gave a roadmap, which stays visible while the new settings have errors.
    """

    version = Version()
    good = wtforms.HiddenField()
    approach = Choice("Approach")
    phases = Number("Phases", least=1, most=MOST_PHASES)
    phase_weeks = Number("Weeks per phase", least=1, most=MOST_WEEKS)
    capacity = Days("Person-days per phase")
    start = Day("Start date", required=False)
    aim = Choice("Become ready for")
    aim_date = Day("Ready by", required=False)
    aim_rating = Choice("Rating to reach for each requirement")
    unknown = Choice("Prerequisites nobody has assessed")
    pace = Number("Levels a practice may rise in a phase", least=1, most=LEVELS[-1], required=False)
    breadth = Number("Practices with steps in one phase", least=1, most=MOST_BREADTH, required=False)
    effort_factor = Days("Effort factor", what="a number, such as 1.5")
    day_rate = Days("Day rate", what="an amount of money for a day, such as 900")
    only_approach = Switch("Plan only the approach's practices")
    leave_free = Switch("Leave capacity free if the targets don't need it")

    def of(self, key: str, practice: str) -> wtforms.Field:
        """Return the field of a practice."""
        return self._fields[f"{key}.{practice}"]

    def plan_options(self, catalogue: Catalogue) -> PlanOptions:
        """Return the settings of a valid form."""
        practices = [practice.id for practice in catalogue.practices]
        targets, pins, deadlines = (
            {each: self.of(key, each).data for each in practices if self.of(key, each).data is not None}
            for key in ("targets", "pins", "deadlines")
        )
        return PlanOptions(
            approach=self.approach.data or AUTO,
            targets=targets,
            phases=self.phases.data or DEFAULTS.phases,
            phase_weeks=self.phase_weeks.data or DEFAULTS.phase_weeks,
            capacity=self.capacity.data,
            start=self.start.data,
            pins=pins,
            excluded=frozenset(each for each in practices if self.of("excluded", each).data),
            deadlines=deadlines,
            aim=self.aim.data or "",
            aim_rating=Rating(self.aim_rating.data or Rating.L),
            aim_date=self.aim_date.data,
            unknown=Unknown(self.unknown.data or Unknown.CHECK),
            effort_factor=DEFAULTS.effort_factor if self.effort_factor.data is None else self.effort_factor.data,
            pace=self.pace.data,
            breadth=self.breadth.data,
            only_approach=bool(self.only_approach.data),
            leave_free=bool(self.leave_free.data),
            day_rate=self.day_rate.data,
        )

    def show(self, name: str, value: object) -> None:
        """Show a value in a field instead of the one that was sent."""
        field = self._fields[name]
        field.raw_data = None
        field.process(None, value)

    def refuse_plan(self, faults: tuple[Fault, ...]) -> None:
        """Put each error in the settings on its field."""
        for fault in faults:
            name = FIELDS.get(fault.place.key, fault.place.key)
            message = f"{figures.capital(fault.wrong)}. {figures.capital(fault.mend)}."
            if name in self._fields:
                self.refuse(name, message)
            else:
                self.form_errors.append(message)

    @property
    def set_by_hand(self) -> int:
        """The number of targets, pins, deadlines and exclusions."""
        return sum(field.data not in {None, False} for field in self if field.name.partition(".")[0] in KEYS)

    @property
    def practices_at_fault(self) -> bool:
        """Whether a target, pin, deadline or exclusion has an error."""
        return any(field.errors for field in self if field.name.partition(".")[0] in KEYS)

    @property
    def further_at_fault(self) -> bool:
        """Whether one of the further settings has an error."""
        return any(self._fields[name].errors for name in FURTHER)


def plan_form(catalogue: Catalogue, scores: Scores, stored: PlanOptions, version: int, recommended: str) -> PlanForm:
    """Return the form as sent or, if it wasn't sent, filled with the saved settings."""
    form = _form_of(tuple((practice.id, practice.name) for practice in catalogue.practices))(
        version=version, **_values(stored)
    )
    named = {each.id: each.name for each in catalogue.approaches}
    form.approach.choices = {AUTO: f"As recommended: {named[recommended]}", **named}
    form.aim.choices = {"": "No framework", **{each.id: each.name for each in catalogue.frameworks}}
    form.aim_rating.choices = {Rating.L.value: "Largely achieved (L)", Rating.F.value: "Fully achieved (F)"}
    form.unknown.choices = {
        Unknown.CHECK.value: "Check them in the phase that needs them",
        Unknown.BUILD.value: "Build them from level 0",
    }
    organization = scores.assessment.organization
    size, staff = organization.size, organization.it_staff
    weeks = form.phase_weeks.data or DEFAULT_PHASE_WEEKS
    usual = default_capacity(size, weeks, staff)
    form.capacity.description = f"If empty: {figures.days(usual)}, the default for {figures.organization(size, staff)}."
    form.capacity.render_kw = {"inputmode": "decimal", "data-usual": figures.number(usual)}
    form.pace.description = (
        f"If empty: {default_pace(weeks)}, the default for phases of {figures.count(weeks, 'week')}."
    )
    form.breadth.description = f"If empty: {default_breadth(size)}, the default for a {size.value} organization."
    form.effort_factor.description = "1.5 if work takes 50% longer than the catalogue says. If empty: 1."
    form.day_rate.description = "The cost of a person-day, to show costs next to days."
    form.aim_date.description = "The day of an audit, for example."
    start = default_start(scores.assessment.assessed_on)
    form.start.description = f"If empty: {figures.day(start)}, about four weeks after the assessment."
    return form


@cache
def _form_of(practices: tuple[tuple[str, str], ...]) -> type[PlanForm]:
    fields: dict[str, Any] = {}
    for practice, name in practices:
        fields[f"targets.{practice}"] = Number(
            f"Target level for {name}", least=LEVELS[0], most=LEVELS[-1], required=False
        )
        fields[f"pins.{practice}"] = Number(f"First phase for {name}", least=1, most=MOST_PHASES, required=False)
        fields[f"deadlines.{practice}"] = Number(f"Last phase for {name}", least=1, most=MOST_PHASES, required=False)
        fields[f"excluded.{practice}"] = Switch(f"Exclude {name}")
    return type("PlanFormOfCatalogue", (PlanForm,), fields)


def _values(options: PlanOptions) -> dict[str, Any]:
    plain = {name: getattr(options, name) for name in PLAIN}
    if options.effort_factor == DEFAULTS.effort_factor:
        plain["effort_factor"] = None
    return {
        **plain,
        **{f"targets.{practice}": level for practice, level in options.targets.items()},
        **{f"pins.{practice}": phase for practice, phase in options.pins.items()},
        **{f"deadlines.{practice}": phase for practice, phase in options.deadlines.items()},
        **{f"excluded.{practice}": True for practice in options.excluded},
    }


def packed(options: PlanOptions) -> str:
    """Return settings as the value of a hidden field."""
    return json.dumps(options_document(options), separators=(",", ":"))


def unpacked(text: str | None) -> PlanOptions | None:
    """Return the settings in the value of a hidden field, or None if the value is anything else."""
    try:
        document = json.loads(text or "")
        numbers = (document["capacity"], document.get("effort_factor"), document.get("day_rate"))
        if not all(PACKED_DAYS.fullmatch(each or "0") for each in numbers):  # parsing "1e999999999" would take forever
            return None
        return options_from_document(document)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def pressed() -> tuple[str, int | str] | None:
    """Return what a button of the form asks for: a practice and its phase (0 to unpin it), or an approach."""
    practice, _, phase = request.form.get("pin", "").rpartition(":")
    if practice and re.fullmatch("[0-9]{1,2}", phase):
        return practice, int(phase)
    chosen = request.form.get("choose")
    return ("approach", chosen) if chosen else None
