"""Characters that people typed but no shipped font has: which, how often and where. The PDF shows their codes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.scoring.model import Scores
from reports.options import ReportOptions
from reports.printable_text import code_of, missing_signs

FIRST_PLACES = 3


@dataclass(frozen=True, slots=True)
class MissingSign:
    """A character without a glyph, and the places where it occurs, in order, with an entry for each occurrence."""

    character: str
    places: tuple[str, ...]

    @property
    def note(self) -> str:
        """What to tell people, without a period."""
        name = unicodedata.name(self.character, "")
        distinct = tuple(dict.fromkeys(self.places))
        shown = "; ".join(distinct[:FIRST_PLACES])
        more = len(distinct) - FIRST_PLACES
        rest = f"; and {more} more place{'s' if more > 1 else ''}" if more > 0 else ""
        times = f"{len(self.places)} times" if len(self.places) > 1 else "once"
        return (
            f"no font of the report has {self.character} ({name.lower() or 'unnamed sign'}), so the PDF shows "
            f"{code_of(self.character)} instead; typed {times}: {shown}{rest}"
        )


def signs_without_font(scores: Scores, options: ReportOptions) -> tuple[MissingSign, ...]:
    """Return the characters in a report's texts that no shipped font has, in the order in which they occur."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, text in _typed(scores, options):
        for sign in missing_signs(text):
            places[sign].append(place)
    return tuple(MissingSign(sign, tuple(found)) for sign, found in places.items())


def _typed(scores: Scores, options: ReportOptions) -> Iterator[tuple[str, str]]:
    """Yield each text that people typed, with its place."""
    assessment = scores.assessment
    yield "the assessment's name", options.assessment
    yield "the organization's name", assessment.organization.name
    yield "the organization's industry", assessment.organization.industry
    for practice, reason in assessment.left_out.items():
        yield f"the reason why {practice} is out of scope", reason
    for response in assessment.responses:
        respondent = response.respondent
        yield f"the name of respondent {respondent.id}", respondent.name
        yield f"the role of respondent {respondent.id}", respondent.role
        for statement, answer in response.answers.items():
            yield f"{statement}, {respondent.label}", answer.evidence + answer.comment + answer.reason
    for statement, consensus in assessment.consensus.items():
        yield f"{statement}, consensus", consensus.note + consensus.evidence
