"""The form to request a report with selected parts."""

from __future__ import annotations

from typing import Any

import wtforms

from app.web.forms import Form, Switch
from reports.options import ReportPart
from reports.views.contents import TITLES


class ReportForm(Form):
    """The parts of a report. The cover and the contents are always included."""

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
