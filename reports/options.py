"""The parts of a report, and the options that a person can choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReportPart(StrEnum):
    """The parts of the report, in order. Each can be left out."""

    COVER = "cover"
    CONTENTS = "contents"
    SUMMARY = "summary"
    FINDINGS = "findings"
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
    """The options for a report.

    Attributes:
        left_out: parts to leave out.
        status: how final the ratings are, for the cover and the summary; "" if nobody has said so.
        is_preliminary: whether answers are still being collected.
        assessment: the name of the assessment, for the cover; "" if it has none.
        quotes: whether findings and strengths quote what people wrote; not for readers who mustn't know who said what.
        logo: the organization's logo for the cover, as PNG or JPEG; b"" for none.
        time_limit_seconds: how long rendering may take; past it, an error names the longest answer.
    """

    left_out: frozenset[ReportPart] = frozenset()
    logo: bytes = b""
    time_limit_seconds: float = 600.0
    status: str = ""
    is_preliminary: bool = False
    assessment: str = ""
    quotes: bool = True
