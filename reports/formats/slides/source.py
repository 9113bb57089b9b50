"""What every slide is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.options import ReportPart
from reports.views.report import ReportView
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Source:
    """The subject and the view models of a report; `day` is the day of the assessment."""

    subject: Subject
    view: ReportView
    day: date

    def shows(self, part: ReportPart) -> bool:
        """Return whether the deck has the slides of a part, if they have anything to show."""
        options = self.subject.options
        return part not in options.left_out and (not options.chosen or part in options.chosen)
