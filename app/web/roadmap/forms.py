"""The settings of a roadmap as one form, with a target, a pin and an exclusion for each practice."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache
from typing import Any

import wtforms
from flask import request

from app.planning.roadmaps import AUTO, PlanOptions, default_start
from app.planning.saved_roadmaps import options_document, options_from_document
from app.web.forms import Choice, Day, Form, Number, Switch, Version
from practices_catalog.faults import Fault
from practices_catalog.model import LEVELS, Catalogue
from questionnaires.answers.text import one_line
from questionnaires.scoring.model import Scores
from reports.views import figures
from roadmaps.settings import DEFAULT_PHASE_WEEKS, MOST_PHASES, MOST_WEEKS, default_capacity

KEYS = ("targets", "pins", "excluded")
FIELDS = {"phase weeks": "phase_weeks"}
DEFAULTS = PlanOptions()
PACKED_DAYS = re.compile(r"[0-9]{1,8}(/[0-9]{1,3})?")


class Days(wtforms.Field):
    """Exact person-days; accepts a decimal point or a decimal comma."""

    widget = wtforms.widgets.TextInput()
    data: Fraction | None

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, [wtforms.validators.Optional()], **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a number, and refuse anything ambiguous."""
        text = one_line(valuelist[0]) if valuelist else ""
        if not text:
            self.data = None
        elif re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,2})?", text):
            self.data = Fraction(text.replace(",", "."))
        else:
            raise ValueError("Enter a number of days, such as 37.5.")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{float(self.data):g}"


class PlanForm(Form):
    """The settings for the whole roadmap.

    Attributes:
        good: the last settings that gave a roadmap, so that it stays visible while the new ones have errors.
    """

    version = Version()
    good = wtforms.HiddenField()
    approach = Choice("Approach")
    phases = Number("Phases", least=1, most=MOST_PHASES)
    phase_weeks = Number("Weeks per phase", least=1, most=MOST_WEEKS)
    capacity = Days("Person-days per phase")
    start = Day("Start date", required=False)

    def of(self, key: str, practice: str) -> wtforms.Field:
        """Return the field of a practice."""
        return self._fields[f"{key}.{practice}"]

    def plan_options(self, catalogue: Catalogue) -> PlanOptions:
        """Return the settings of a valid form."""
        practices = [practice.id for practice in catalogue.practices]
        targets, pins = (
            {each: self.of(key, each).data for each in practices if self.of(key, each).data is not None}
            for key in ("targets", "pins")
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
        )

    def show(self, name: str, value: object) -> None:
        """Show a value in a field in place of the one that was sent."""
        field = self._fields[name]
        field.raw_data = None
        field.process(None, value)

    def refuse_plan(self, faults: tuple[Fault, ...]) -> None:
        """Put each fault of the settings on its field."""
        for fault in faults:
            name = FIELDS.get(fault.place.key, fault.place.key)
            message = f"{figures.capital(fault.wrong)}. {figures.capital(fault.mend)}."
            if name in self._fields:
                self.refuse(name, message)
            else:
                self.form_errors.append(message)

    @property
    def set_by_hand(self) -> int:
        """The number of targets, pins and exclusions."""
        return sum(field.data not in {None, False} for field in self if field.name.partition(".")[0] in KEYS)

    @property
    def practices_at_fault(self) -> bool:
        """Whether a target, pin or exclusion has an error."""
        return any(field.errors for field in self if field.name.partition(".")[0] in KEYS)


def plan_form(catalogue: Catalogue, scores: Scores, stored: PlanOptions, version: int, recommended: str) -> PlanForm:
    """Return the form as it was sent, or else filled with the saved settings."""
    form = _form_of(tuple((practice.id, practice.name) for practice in catalogue.practices))(
        version=version, **_values(stored)
    )
    named = {each.id: each.name for each in catalogue.approaches}
    form.approach.choices = {AUTO: f"As recommended: {named[recommended]}", **named}
    size = scores.assessment.organization.size
    weeks = form.phase_weeks.data or DEFAULT_PHASE_WEEKS
    usual = default_capacity(size, weeks)
    form.capacity.description = f"If empty: {figures.days(usual)}, the default for a {size.value} organization."
    form.capacity.render_kw = {"inputmode": "decimal", "data-usual": figures.number(usual)}
    start = default_start(scores.assessment.assessed_on)
    form.start.description = f"If empty: {figures.day(start)}, the Monday after the assessment."
    return form


@cache
def _form_of(practices: tuple[tuple[str, str], ...]) -> type[PlanForm]:
    fields: dict[str, Any] = {}
    for practice, name in practices:
        fields[f"targets.{practice}"] = Number(
            f"Target level for {name}", least=LEVELS[0], most=LEVELS[-1], required=False
        )
        fields[f"pins.{practice}"] = Number(f"First phase for {name}", least=1, most=MOST_PHASES, required=False)
        fields[f"excluded.{practice}"] = Switch(f"Exclude {name}")
    return type("PlanFormOfCatalogue", (PlanForm,), fields)


def _values(options: PlanOptions) -> dict[str, Any]:
    plain = {name: getattr(options, name) for name in ("approach", "phases", "phase_weeks", "capacity", "start")}
    return {
        **plain,
        **{f"targets.{practice}": level for practice, level in options.targets.items()},
        **{f"pins.{practice}": phase for practice, phase in options.pins.items()},
        **{f"excluded.{practice}": True for practice in options.excluded},
    }


def packed(options: PlanOptions) -> str:
    """Return settings as the value of a hidden field."""
    return json.dumps(options_document(options), separators=(",", ":"))


def unpacked(text: str | None) -> PlanOptions | None:
    """Return the settings in the value of a hidden field, or None if the value is anything else."""
    try:
        document = json.loads(text or "")
        if not PACKED_DAYS.fullmatch(document["capacity"] or "0"):  # parsing "1e999999999" would take forever
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
