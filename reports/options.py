"""The parts of a report, and the options that a person can choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.colors import OWN, Colors


class ReportPart(StrEnum):
    """The parts of the report, in order."""

    COVER = "cover"
    CONTENTS = "contents"
    SUMMARY = "summary"
    FINDINGS = "findings"
    PRIORITIES = "priorities"
    PROFILE = "profile"
    HEAT_MAP = "heat-map"
    CHANGES = "changes"
    LADDERS = "ladders"
    PRACTICES = "practices"
    DISAGREEMENTS = "disagreements"
    AGREEMENT = "agreement"
    READINESS = "readiness"
    REQUIREMENTS = "requirements"
    PLAN = "plan"
    ROADMAP = "roadmap"
    BASIS = "basis"
    METHOD = "method"
    GLOSSARY = "glossary"
    RATINGS = "ratings"


class Edition(StrEnum):
    """Whom the report is for, which determines its parts unless parts are chosen."""

    BOARD = "board"
    MANAGEMENT = "management"
    FULL = "full"


class Paper(StrEnum):
    """The paper of PDF and Word reports."""

    A4 = "a4"
    LETTER = "letter"


PARTS = {
    Edition.BOARD: (ReportPart.SUMMARY, ReportPart.PRIORITIES, ReportPart.PLAN, ReportPart.BASIS),
    Edition.MANAGEMENT: (
        ReportPart.COVER,
        ReportPart.SUMMARY,
        ReportPart.FINDINGS,
        ReportPart.PROFILE,
        ReportPart.HEAT_MAP,
        ReportPart.CHANGES,
        ReportPart.LADDERS,
        ReportPart.DISAGREEMENTS,
        ReportPart.READINESS,
        ReportPart.PLAN,
        ReportPart.ROADMAP,
        ReportPart.BASIS,
    ),
    Edition.FULL: tuple(
        part for part in ReportPart if part not in {ReportPart.PRIORITIES, ReportPart.LADDERS, ReportPart.DISAGREEMENTS}
    ),
}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options for a report.

    Attributes:
        edition: determines the parts.
        chosen: the parts to show instead of the edition's; empty means the edition's.
        left_out: parts to leave out.
        frameworks: ids of the frameworks that matter, whose requirements are shown; empty means the roadmap's aim,
            or else the first framework.
        status: how final the ratings are, for the cover and the summary; "" if nobody has said.
        is_preliminary: whether answers are still being collected.
        assessment: the name of the assessment, for the cover; "" if it has none.
        quotes: whether findings and strengths quote people; turn it off if readers mustn't know who said what.
        paper: A4 or US Letter; workbooks always print on A4 or A3, and a house template has its own.
        logo: the organization's logo for the cover, as PNG or JPEG; b"" for none.
        colors: the organization's own colors; a house template has its own.
        time_limit_seconds: how long rendering may take; after that, an error names the longest answer.
    """

    edition: Edition = Edition.MANAGEMENT
    chosen: frozenset[ReportPart] = frozenset()
    left_out: frozenset[ReportPart] = frozenset()
    frameworks: tuple[str, ...] = ()
    paper: Paper = Paper.A4
    logo: bytes = b""
    colors: Colors = OWN
    time_limit_seconds: float = 600.0
    status: str = ""
    is_preliminary: bool = False
    assessment: str = ""
    quotes: bool = True

    @property
    def parts(self) -> tuple[ReportPart, ...]:
        """The requested parts, in order; parts with nothing to show are left out later."""
        wanted = self.chosen or frozenset(PARTS[self.edition])
        return tuple(part for part in ReportPart if part in wanted - self.left_out)
