"""The form to request a report with selected parts."""

from __future__ import annotations

from typing import Any

import wtforms

from app.assessments.naming import Names
from app.web.forms import Choice, Form, Switch
from reports.options import ReportPart
from reports.views.contents import TITLES

NAMES = {
    Names.NONE.value: "Anonymous: no names or roles. Viewers can download this report",
    Names.ROLES.value: "By role: answers appear under each person's role",
    Names.FULL.value: "Named: answers appear under each person's name and role",
}


class ReportForm(Form):
    """The parts of a report, and how it identifies respondents. The cover and the contents are always included."""

    names = Choice("Respondents in the report", NAMES, default=Names.NONE.value)

    @property
    def parts(self) -> list[wtforms.Field]:
        """The switches, in the order of the report."""
        return [self._fields[part.value] for part in TITLES]

    @property
    def left_out(self) -> frozenset[ReportPart]:
        """The parts that aren't selected."""
        return frozenset(part for part in TITLES if not self._fields[part.value].data)

    def accepted(self) -> bool:
        """Return whether the form was submitted with at least one part."""
        if not super().accepted():
            return False
        if len(self.left_out) == len(TITLES):
            self.form_errors.append("Choose at least one part.")
        return not self.form_errors


_FIELDS: dict[str, Any] = {part.value: Switch(title, default=True) for part, title in TITLES.items()}
AllParts: type[ReportForm] = type("AllParts", (ReportForm,), _FIELDS)
