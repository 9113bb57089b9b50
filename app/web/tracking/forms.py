"""The form for a step's progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.planning.step_changes import STATUS_NAMES
from app.storage.roadmaps import StepStatus, TrackedStep, to_save
from app.web.forms import Choice, Day, Days, Form, LongText, Text, Version

NOT_A_MEMBER = ""
WITH_REASON = (StepStatus.BLOCKED, StepStatus.DROPPED)


class StepForm(Form):
    """The progress of a step."""

    version = Version()
    status = Choice("Status", {status.value: words for status, words in STATUS_NAMES.items()})
    reason = Text("Reason", most=500, required=False, hint="Why the step is blocked or dropped.")
    member = Choice("Owner", {}, default=NOT_A_MEMBER, hint="The owner can change the step's status, dates and notes.")
    owner = Text("Name of the owner", required=False, hint="If the owner isn't a member.")
    due = Day("Due", required=False, hint="If empty: the end of its phase.")
    done_on = Day("Done on", required=False, hint="If you leave this empty and the step is done, today's date is used.")
    spent_days = Days("Person-days spent", hint="Finished steps show how accurate the estimates are.")
    notes = LongText("Notes")

    def offer(self, members: Mapping[str, str], *, may_assign: bool) -> None:
        """Offer the members as owners, or nobody: owners report progress but can't hand over the step.

        Args:
            members: their names by the id of the account.
            may_assign: whether the user may choose an owner.
        """
        self.names = members
        if may_assign:
            self.member.choices = {NOT_A_MEMBER: "No member", **members}
        else:
            del self.member, self.owner

    def accepted_on(self, today: date) -> bool:
        """Return whether the form was submitted with everything that the status requires."""
        if not self.accepted():
            return False
        if StepStatus(self.status.data) in WITH_REASON and not self.reason.data:
            self.refuse("reason", f"Enter why the step is {STATUS_NAMES[StepStatus(self.status.data)].lower()}.")
        if self.is_done and self.done_on.data and self.done_on.data > today:
            self.refuse("done_on", "This date is in the future.")
        return not self.has_faults

    @property
    def is_done(self) -> bool:
        """Whether the step is done."""
        return bool(self.status.data == StepStatus.DONE.value)

    @property
    def owner_name(self) -> str:
        """The name of the chosen member or, if there is none, the name entered."""
        return (self.names[self.member.data] if self.member.data else self.owner.data) or ""

    def write(self, step: TrackedStep, today: date) -> None:
        """Copy the form to a step, without a reason or a done date if the status has none."""
        step.status = StepStatus(self.status.data)
        step.reason = (self.reason.data or "") if step.status in WITH_REASON else ""
        step.notes, step.due = self.notes.data or "", self.due.data
        step.spent_days = None if self.spent_days.data is None else to_save(self.spent_days.data)
        step.done_on = (self.done_on.data or today) if self.is_done else None
        if "owner" in self:
            step.owner_id = self.member.data or None
            step.owner = self.owner_name
