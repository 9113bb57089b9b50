"""The rules of scoring in words, by name; docs/scoring.md has the complete rules."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.scoring import confidence
from reports.views import figures
from reports.views.readiness import DISCLAIMER


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its explanation."""

    name: str
    text: str


RATING_RULES = (
    Rule(
        "Rating",
        "Each statement is rated on the scale of ISO/IEC 33020: N (not achieved, up to 15%), P (partially, up to "
        "50%), L (largely, up to 85%) or F (fully, above 85%). These ratings count as 0, 1/3, 2/3 and 1. A "
        "statement that doesn't apply is left out of every calculation; a statement that nobody could answer is "
        "open.",
    ),
    Rule(
        "Several respondents",
        "A statement's rating is the median of the ratings given; of two middle ratings, the lower counts. "
        "\u201cDon't know\u201d counts as an abstention. \u201cNot applicable\u201d applies if more than half of "
        "the people who didn't abstain say so; otherwise it is left out. Respondents disagree if their ratings "
        "are at least two steps apart, or if some say \u201cnot applicable\u201d and others give a rating. A "
        "consensus that the assessor sets, with a note, overrides the median.",
    ),
    Rule(
        "Achievement of a level",
        "The mean of its applicable statements, rated by the same thresholds, but never above L while one of "
        "them is N, so that the mean doesn't hide a gap.",
    ),
)
LEVEL_RULES = (
    Rule(
        "Level under the ladder",
        "Level 1 if it is rated P, L or F; each higher level if it and every level below it are rated L or F; "
        "level 0 if level 1 is rated N.",
    ),
    Rule(
        "Level under ISO/IEC 33020",
        "The highest level that is rated L or F while every level below it is rated F; level 0 if level 1 isn't "
        "reached.",
    ),
    Rule(
        "Level under the ITIL self-assessment",
        "The highest level from 2 to 5 for which every applicable statement from level 2 up to it is rated L or "
        "F; otherwise 1. This method has no level 0.",
    ),
    Rule(
        "Not applicable",
        "If no statement of a level applies, the practice can't reach that level or any level above it. A "
        "practice without any applicable statement has no level and is left out of all figures.",
    ),
    Rule(
        "Index",
        "The sum of the achievements of the five levels, from 0.0 to 5.0. It shows progress within a level but "
        "never replaces the level. If the two seem to contradict each other, the practice's section says why.",
    ),
)
TRUST_RULES = (
    Rule(
        "Evidenced level",
        "The level, counting only what evidence backs. With one statement per level, evidence for a level also "
        "backs the levels below it, and other ratings count as N. With several, if at least half of a level's "
        "statements are backed, the others count as L at most, otherwise as N. Any evidence that a respondent or "
        "the assessor named counts, whether or not anyone has checked it.",
    ),
    Rule(
        "Confidence",
        f"High: every statement is answered, at least {figures.per_cent(confidence.HIGH_EVIDENCE)} of the ratings "
        "have evidence, and two or more respondents agree on at least "
        f"{figures.per_cent(confidence.HIGH_AGREEMENT)}. Low: less than "
        f"{figures.per_cent(confidence.LOW_ANSWERED)} answered, less than "
        f"{figures.per_cent(confidence.LOW_EVIDENCE)} with evidence, or less than "
        f"{figures.per_cent(confidence.LOW_AGREEMENT)} agreement. Medium: everything else.",
    ),
    Rule(
        "Agreement",
        "Krippendorff's alpha for ordinal ratings over all statements: 1 is perfect agreement, 0 is chance. "
        "\u201cNot applicable\u201d and \u201cdon't know\u201d count as missing values.",
    ),
    Rule(
        "Readiness",
        "The readiness for a requirement is the weighted mean of the practices mapped to it (weight 1 for "
        "primary, 1/3 for supporting). Each practice contributes the mean of its statements up to the level that "
        "the requirement expects. The lowest practice is named as well, because a mean can hide it. If no "
        "primary practice has been assessed, or fewer than half of the statements behind a requirement are answered, "
        "too little is known for a rating. A requirement that no practice is mapped to isn't covered, and never "
        f"counts as met. {DISCLAIMER}",
    ),
    Rule(
        "Rounding",
        "Figures are calculated exactly and rounded only for display. Shares are whole percentages, where only "
        "\u201call\u201d is shown as 100% and only \u201cnone\u201d as 0%. An index has one decimal; halves are "
        "rounded up. Levels are never averaged.",
    ),
)
