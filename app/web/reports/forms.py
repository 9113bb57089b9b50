"""The form to request a report with selected parts."""

from __future__ import annotations

from typing import Any

import wtforms

from app.assessments.naming import Names
from app.jobs.reports import PACKAGE
from app.web.forms import Choice, Form, Switch
from reports.formats.registry import FORMATS
from reports.options import Edition, Paper, ReportPart
from reports.views.contents import TITLES

NAMES = {
    Names.NONE.value: "Anonymous: no names or roles. Viewers can download this report",
    Names.ROLES.value: "By role: answers appear under each person's role",
    Names.FULL.value: "Named: answers appear under each person's name and role",
}


EDITIONS = {
    Edition.BOARD.value: "Board: the verdict, the practices to raise, the roadmap and what it's based on, on 4 pages",
    Edition.MANAGEMENT.value: "Management: also findings, priority practices, readiness and a charter for each phase",
    Edition.FULL.value: "Full: every practice, every rating and every requirement",
}
NO_COMPARISON = "No earlier assessment"
PAPERS = {Paper.A4.value: "A4", Paper.LETTER.value: "US Letter"}
FORMS = {
    **{each.ending: f"{each.name} ({each.ending})" for each in FORMATS.values()},
    PACKAGE: "Client package (.zip): PDF, Word, PowerPoint, Excel, charts and data",
}


class ReportForm(Form):
    """The edition, format and parts of a report, and how it identifies respondents.

    The cover and the contents can't be left out here; a part that the edition doesn't have is ignored.
    """

    edition = Choice("Edition", EDITIONS, default=Edition.MANAGEMENT.value)
    ending = Choice("Format", FORMS, default=".pdf")
    paper = Choice("Paper", PAPERS, default=Paper.A4.value)
    compared_with = Choice("Compare with", {"": NO_COMPARISON}, default="")
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
