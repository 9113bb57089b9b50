"""Form fields with a line for each practice."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import wtforms
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from app.web.assessments.picks import FIELD, PickKind, picked
from app.web.assessments.practice_groups import NamedPractice, PracticeFieldset
from practices_catalog.model import LEVELS
from questionnaires.answers.text import one_line, trouble
from reports.views.figures import count, listed

LONGEST_REASON = 500
COMMON_REASON = "common-reason"
NAMED = 3
NO_REASON = "Enter why this practice is left out."


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """The values of one practice; `problem` is the error message below them."""

    ticked: bool = True
    reason: str = ""
    target: str = ""
    problem: str = ""


class Scope(wtforms.Field):
    """The practices in scope, why the others are left out, and targets; fills `left_out` and `targets` of a row.

    A form sends `scope` for each selected practice, and `reason.<practice>` and `target.<practice>` for every practice.
    `common-reason` is the reason for all practices left out without a reason of their own.

    Attributes:
        is_pick: whether the form was sent by a button that selects many practices, and therefore isn't saved.
    """

    widget: Any = None

    def __init__(self, label: str = "Practices in scope", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeFieldset] = ()
        self.kinds: Sequence[PickKind] = ()
        self.lines: dict[str, ScopeLine] = {}
        self.common_reason = ""
        self.is_pick = False

    def show(
        self,
        groups: Sequence[PracticeFieldset],
        kinds: Sequence[PickKind],
        sent: Any,
        stored: object = None,
    ) -> None:
        """Set the practices, with values from the request, or else from the row; by default, all are selected."""
        self.groups, self.kinds = groups, kinds
        if sent is not None:
            self.common_reason = one_line(sent.get(COMMON_REASON, ""))
            self.is_pick = FIELD in sent
            ticked = set(sent.getlist("scope"))
            if self.is_pick:
                ticked = picked(kinds, sent[FIELD], ticked, [each.id for each in self._practices])
            lines = (_sent_line(each.id, sent, ticked, self.common_reason) for each in self._practices)
            self.lines = dict(zip([each.id for each in self._practices], lines, strict=True))
            if self.is_pick:
                self.lines = {key: replace(line, problem="") for key, line in self.lines.items()}
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
        wrong = [each for each in self._practices if self.lines[each.id].problem]
        if not wrong:
            return
        names = listed([each.name for each in wrong], NAMED)
        if len(wrong) > 1 and all(self.lines[each.id].problem == NO_REASON for each in wrong):
            raise ValidationError(f"Enter why {names} are left out. One reason for all is enough.")
        raise ValidationError(f"There's a problem with {names}.")

    def populate_obj(self, obj: object, name: str) -> None:  # noqa: ARG002
        """Copy the reasons of practices left out and the targets of practices in scope."""
        lines = self.lines.items()
        obj.left_out = {each: line.reason or self.common_reason for each, line in lines if not line.ticked}  # type: ignore[attr-defined]
        obj.targets = {each: int(line.target) for each, line in lines if line.ticked and line.target}  # type: ignore[attr-defined]

    @property
    def ticked(self) -> int:
        """The number of practices in scope."""
        return sum(line.ticked for line in self.lines.values())

    @property
    def summary(self) -> str:
        """The number of practices in scope: `30 of 34`."""
        return _some_of(self.ticked, len(self.lines))

    @property
    def targets(self) -> str:
        """The number of targets, to follow the number of practices: `, 2 targets`; "" for none."""
        targets = sum(bool(line.target) for line in self.lines.values() if line.ticked)
        return f", {count(targets, 'target')}" if targets else ""

    @property
    def _practices(self) -> list[NamedPractice]:
        return [each for group in self.groups for each in group.practices]


class PracticesField(wtforms.Field):
    """A selection of the practices in scope. "All" is stored as an empty list, so that it follows the scope."""

    widget: Any = None

    def __init__(self, label: str = "Practices", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.groups: Sequence[PracticeFieldset] = ()
        self.kinds: Sequence[PickKind] = ()
        self.ticked: set[str] = set()
        self.is_pick = False

    def show(
        self, groups: Sequence[PracticeFieldset], kinds: Sequence[PickKind], sent: Any, stored: Sequence[str] = ()
    ) -> None:
        """Set the practices, and select those in the request, or else those in the row; by default, select all."""
        self.groups, self.kinds = groups, kinds
        in_scope = {each.id for group in groups for each in group.practices}
        wanted = sent.getlist(self.name) if sent is not None else stored or in_scope
        self.is_pick = sent is not None and FIELD in sent
        if self.is_pick:
            wanted = picked(kinds, sent[FIELD], wanted, in_scope)
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
        """The number of practices selected: `3 of 34`."""
        return _some_of(len(self.ticked), sum(len(group.practices) for group in self.groups))


def _some_of(some: int, whole: int) -> str:
    return f"all {whole}" if some == whole else f"{some} of {whole}"


def _sent_line(practice: str, sent: Any, ticked: Container[str], common_reason: str) -> ScopeLine:
    reason, target = one_line(sent.get(f"reason.{practice}", "")), sent.get(f"target.{practice}", "")
    in_scope = practice in ticked
    problem = _target_problem(target) if in_scope else _reason_problem(reason or common_reason)
    return ScopeLine(in_scope, reason, target, problem)


def _target_problem(target: str) -> str:
    return "" if target in {"", *map(str, LEVELS)} else "Choose a level from 1 to 5, or none."


def _reason_problem(reason: str) -> str:
    if not reason:
        return NO_REASON
    if found := trouble(reason):
        return f"This {found[0]}; {found[1]}."
    if len(reason) > LONGEST_REASON:
        return f"This is {len(reason):,} characters long; shorten it to {LONGEST_REASON:,}."
    return ""


def _stored_line(practice: str, left_out: Mapping[str, str], targets: Mapping[str, int]) -> ScopeLine:
    return ScopeLine(practice not in left_out, left_out.get(practice, ""), str(targets.get(practice, "")))
