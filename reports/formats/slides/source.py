"""What every slide is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.views.report import ReportView
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Source:
    """The subject and the view models of a report; `day` is the day of the assessment."""

    subject: Subject
    view: ReportView
    day: date
