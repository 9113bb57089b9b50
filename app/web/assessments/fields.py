"""Form fields with a line for each practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from app.web.assessments.practice_groups import NamedPractice, PracticeGroup
from practices_catalog.model import LEVELS
from questionnaires.answers.text import one_line, trouble
from reports.views.figures import count, listed

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """The values of one practice; `problem` is the error message below them."""

    ticked: bool = True
    reason: str = ""
    target: str = ""
    problem: str = ""


class Scope(wtforms.Field):
    """The practices in scope, why the others are left out, and targets; fills `left_out` and `targets` of a row.

    A form sends `scope` for each ticked practice, and `reason.<practice>` and `target.<practice>` for every practice.
    """

    widget: Any = None

    def __init__(self, label: str = "Practices in scope", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeGroup] = ()
        self.lines: dict[str, ScopeLine] = {}

    def show(self, groups: Sequence[PracticeGroup], sent: Mapping[str, Any] | None, stored: object = None) -> None:
        """Set the practices, with values from the request, or else from the row, or else with all practices ticked."""
        self.groups = groups
        if sent is not None:
            self.lines = {each.id: _sent_line(each, sent) for each in self._practices}
        else:
            left_out, targets = getattr(stored, "left_out", {}), getattr(stored, "targets", {})
            self.lines = {each.id: _stored_line(each.id, left_out, targets) for each in self._practices}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Do nothing: `show` reads the values, because the practices aren't known yet."""
        self.process_errors: list[str] = []

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse an empty scope, and practices left out without a reason."""
        if not any(line.ticked for line in self.lines.values()):
            raise ValidationError("Keep at least one practice in scope.")
        wrong = [each.name for each in self._practices if self.lines[each.id].problem]
        if wrong:
            raise ValidationError(f"There's a problem with {listed(wrong)}.")

    def populate_obj(self, obj: object, name: str) -> None:  # noqa: ARG002
        """Copy the reasons of practices left out and the targets of practices in scope."""
        lines = self.lines.items()
        obj.left_out = {each: line.reason for each, line in lines if not line.ticked}  # type: ignore[attr-defined]
        obj.targets = {each: int(line.target) for each, line in lines if line.ticked and line.target}  # type: ignore[attr-defined]

    @property
    def ticked(self) -> int:
        """The number of practices in scope."""
        return sum(line.ticked for line in self.lines.values())

    @property
    def summary(self) -> str:
        """The number of practices in scope and of targets: `30 of 34, 2 targets`."""
        targets = sum(bool(line.target) for line in self.lines.values() if line.ticked)
        return _some_of(self.ticked, len(self.lines)) + (f", {count(targets, 'target')}" if targets else "")

    @property
    def _practices(self) -> list[NamedPractice]:
        return [each for group in self.groups for each in group.practices]


class PracticeSelection(wtforms.Field):
    """A selection of the practices in scope. "All" is stored as an empty list, so that it follows the scope."""

    widget: Any = None

    def __init__(self, label: str = "Practices", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeGroup] = ()
        self.ticked: set[str] = set()

    def show(self, groups: Sequence[PracticeGroup], sent: Any, stored: Sequence[str] = ()) -> None:
        """Set the practices, and tick those in the request, or else those in the row, or else all."""
        self.groups = groups
        in_scope = {each.id for group in groups for each in group.practices}
        wanted = sent.getlist(self.name) if sent is not None else stored or in_scope
        self.ticked = in_scope.intersection(wanted)
        self._all = self.ticked == in_scope
        self._unknown = sent is not None and not in_scope.issuperset(wanted)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Do nothing: `show` reads the values, because the practices aren't known yet."""
        self.process_errors: list[str] = []

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse practices that aren't in scope, and an empty selection unless only symptoms are asked about."""
        if self._unknown:
            raise ValidationError("The scope has changed in the meantime. Check the practices and save again.")
        if not self.ticked and not form["symptoms_only"].data:
            raise ValidationError("Select at least one practice.")

    @property
    def chosen(self) -> list[str]:
        """The value to store."""
        return [] if self._all else sorted(self.ticked)

    @property
    def summary(self) -> str:
        """The number of practices ticked: `3 of 34`."""
        return _some_of(len(self.ticked), sum(len(group.practices) for group in self.groups))


def _some_of(some: int, whole: int) -> str:
    return f"all {whole}" if some == whole else f"{some} of {whole}"


def _sent_line(practice: NamedPractice, sent: Any) -> ScopeLine:
    ticked = practice.id in sent.getlist("scope")
    reason = one_line(sent.get(f"reason.{practice.id}", ""))
    target = sent.get(f"target.{practice.id}", "")
    return ScopeLine(ticked, reason, target, _target_problem(target) if ticked else _reason_problem(reason))


def _target_problem(target: str) -> str:
    return "" if target in {"", *map(str, LEVELS)} else "Choose a level from 1 to 5, or none."


def _reason_problem(reason: str) -> str:
    if not reason:
        return "Enter why this practice is left out."
    if found := trouble(reason):
        return f"This {found[0]}; {found[1]}."
    if len(reason) > LONGEST_REASON:
        return f"This is {len(reason):,} characters long; shorten it to {LONGEST_REASON:,}."
    return ""


def _stored_line(practice: str, left_out: Mapping[str, str], targets: Mapping[str, int]) -> ScopeLine:
    return ScopeLine(practice not in left_out, left_out.get(practice, ""), str(targets.get(practice, "")))
