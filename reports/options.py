"""What the person who asks for a report may choose, and the parts that a report has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReportPart(StrEnum):
    """The parts of the report, in order; each may be left out."""

    COVER = "cover"
    CONTENTS = "contents"
    SUMMARY = "summary"
    PROFILE = "profile"
    HEAT_MAP = "heat-map"
    PRACTICES = "practices"
    AGREEMENT = "agreement"
    READINESS = "readiness"
    ROADMAP = "roadmap"
    METHOD = "method"
    GLOSSARY = "glossary"
    RATINGS = "ratings"


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Choices about a report.

    Attributes:
        left_out: parts that are not wanted.
        logo: the organization's, for the cover, as PNG or JPEG; b"" for none.
        time_limit_seconds: after so long, rendering is given up and the longest answer is named.
    """

    left_out: frozenset[ReportPart] = frozenset()
    logo: bytes = b""
    time_limit_seconds: float = 600.0
