"""Fields that take a line for each practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from app.web.assessments.practice_groups import NamedPractice, PracticeFieldset
from practices_catalog.model import LEVELS
from questionnaires.answers.text import one_line, trouble
from reports.views.figures import count, listed

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """What a form says of one practice; `problem` stands beside it."""

    ticked: bool = True
    reason: str = ""
    target: str = ""
    problem: str = ""


class Scope(wtforms.Field):
    """Which practices are in scope, why each other is not, and targets; fills `left_out` and `targets` of a row.

    A form sends `scope` for each practice that is ticked, `reason.<practice>` and `target.<practice>`.
    """

    widget: Any = None

    def __init__(self, label: str = "Practices in scope", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeFieldset] = ()
        self.lines: dict[str, ScopeLine] = {}

    def show(self, groups: Sequence[PracticeFieldset], sent: Mapping[str, Any] | None, stored: object = None) -> None:
        """Take the practices, and what was sent about them, or what is stored, or all of them ticked."""
        self.groups = groups
        if sent is not None:
            self.lines = {each.id: _sent_line(each, sent) for each in self._practices}
        else:
            left_out, targets = getattr(stored, "left_out", {}), getattr(stored, "targets", {})
            self.lines = {each.id: _stored_line(each.id, left_out, targets) for each in self._practices}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Nothing: `show` reads, once the practices are known."""
        self.process_errors: list[str] = []

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse an empty scope, and a practice that is left out without a reason."""
        if not any(line.ticked for line in self.lines.values()):
            raise ValidationError("Leave at least one practice in scope.")
        wrong = [each.name for each in self._practices if self.lines[each.id].problem]
        if wrong:
            raise ValidationError(f"Look at {listed(wrong)}.")

    def populate_obj(self, obj: object, name: str) -> None:  # noqa: ARG002
        """Keep reasons of what is left out, and targets of what is in scope."""
        lines = self.lines.items()
        obj.left_out = {each: line.reason for each, line in lines if not line.ticked}  # type: ignore[attr-defined]
        obj.targets = {each: int(line.target) for each, line in lines if line.ticked and line.target}  # type: ignore[attr-defined]

    @property
    def ticked(self) -> int:
        """How many practices are in scope."""
        return sum(line.ticked for line in self.lines.values())

    @property
    def told(self) -> str:
        """What is chosen, in a line."""
        targets = sum(bool(line.target) for line in self.lines.values() if line.ticked)
        return _share_told(self.ticked, len(self.lines)) + (f", {count(targets, 'target')}" if targets else "")

    @property
    def _practices(self) -> list[NamedPractice]:
        return [each for group in self.groups for each in group.practices]


class SomePractices(wtforms.Field):
    """Some of the practices in scope, ticked; all of them are stored as none, so that they follow the scope."""

    widget: Any = None

    def __init__(self, label: str = "Practices", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeFieldset] = ()
        self.ticked: set[str] = set()

    def show(self, groups: Sequence[PracticeFieldset], sent: Any, stored: Sequence[str] = ()) -> None:
        """Take the practices, and those that were sent, or stored, or all."""
        self.groups = groups
        there = {each.id for group in groups for each in group.practices}
        wanted = sent.getlist(self.name) if sent is not None else stored or there
        self.ticked = there.intersection(wanted)
        self._all = self.ticked == there
        self._unknown = sent is not None and not there.issuperset(wanted)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Nothing: `show` reads, once the practices are known."""
        self.process_errors: list[str] = []

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not in scope, and none, unless only symptoms are asked for."""
        if self._unknown:
            raise ValidationError("One of these is not in scope any more. Look at the list, then send it again.")
        if not self.ticked and not form["symptoms_only"].data:
            raise ValidationError("Tick at least one practice.")

    @property
    def chosen(self) -> list[str]:
        """What is stored."""
        return [] if self._all else sorted(self.ticked)

    @property
    def told(self) -> str:
        """What is chosen, in a line."""
        return _share_told(len(self.ticked), sum(len(group.practices) for group in self.groups))


def _share_told(some: int, whole: int) -> str:
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
        return "Say why it is left out."
    if found := trouble(reason):
        return f"This {found[0]}; {found[1]}."
    if len(reason) > LONGEST_REASON:
        return f"This is {len(reason):,} characters long; shorten it to {LONGEST_REASON:,}."
    return ""


def _stored_line(practice: str, left_out: Mapping[str, str], targets: Mapping[str, int]) -> ScopeLine:
    return ScopeLine(practice not in left_out, left_out.get(practice, ""), str(targets.get(practice, "")))
