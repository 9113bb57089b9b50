"""The glossary: the terms that the report uses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reports.options import ReportPart
from reports.views.marks import LEVELS_IN_WORDS
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its meaning.

    Attributes:
        part: the part that uses it; None if every report uses it.
        of_scope: whether only reports that leave out practices use it.
    """

    name: str
    meaning: str
    part: ReportPart | None = None
    of_scope: bool = False


TERMS = (
    Term(
        "Abbreviations",
        "Used in the titles of requirements: CI (configuration item), CMDB (configuration management "
        "database), I&T (information and technology), OLA (operational level agreement), SLA (service "
        "level agreement), SMS (service management system) and UA (underpinning agreement).",
        ReportPart.READINESS,
    ),
    Term("Achievement", "How far a level or a requirement is met: a share from 0% to 100%, rated N, P, L or F."),
    Term(
        "Approach",
        "A direction for the roadmap: which practices to improve first, which ones support them, and how "
        "much each is worth.",
    ),
    Term(
        "Capability index",
        "The sum of the achievements of the five levels, from 0.0 to 5.0. Always read it together with the level.",
    ),
    Term(
        "Capability level", f"How capable a practice is, as a whole number that is never averaged: {LEVELS_IN_WORDS}."
    ),
    Term(
        "Confidence",
        "How reliable a practice's figures are: high, medium or low, depending on how many statements are "
        "answered, how many ratings have evidence, and how far respondents agree.",
    ),
    Term(
        "Consensus",
        "A rating that the assessor sets in place of the respondents' ratings, with a note that explains it.",
    ),
    Term(
        "Dimension",
        "One of the four dimensions of service management: organizations and people, information and "
        "technology, partners and suppliers, value streams and processes.",
    ),
    Term(
        "Disagreement",
        "Ratings of one statement that are two or more steps apart, or \u201cnot applicable\u201d from "
        "some and a rating from others.",
    ),
    Term("Evidenced level", "The level if ratings without evidence counted as N."),
    Term(
        "Framework",
        "A standard or body of good practice. Its requirements are mapped to the practices.",
        ReportPart.READINESS,
    ),
    Term(
        "Gate",
        "What stopped a practice from reaching a higher level: the first level that isn't rated high enough.",
    ),
    Term(
        "Not covered",
        "A requirement that no practice is mapped to, so the assessment says nothing about it.",
        ReportPart.READINESS,
    ),
    Term(
        "Not in scope",
        "Left out of the assessment for the reason given: nobody was asked about the practice, and no "
        "figure includes it.",
        of_scope=True,
    ),
    Term(
        "Open statement",
        "A statement without a rating: either unanswered, or everyone answered \u201cdon't know\u201d.",
    ),
    Term(
        "Phase",
        "A period of several weeks with a capacity in person-days. Each phase ends on the day before the "
        "next one begins.",
    ),
    Term("Practice", "One of the 34 management practices of ITIL."),
    Term("Provisional", "Based on incomplete answers. The figure is shown as a range; 3+ is level 3 or above."),
    Term(
        "Rating",
        "How far a statement is true: N not, P partially, L largely or F fully achieved; NA: not "
        "applicable; DK: don't know.",
    ),
    Term(
        "Readiness",
        "How far the practices mapped to a requirement reach the level that it expects. Readiness is not a "
        "statement of conformity.",
    ),
    Term("Requirement", "A numbered clause, objective or requirement of a framework."),
    Term("Roadmap", "A plan of phases, each with the steps to take in it.", ReportPart.ROADMAP),
    Term(
        "Statement",
        "A sentence about how work is really done. It belongs to one practice, success factor, dimension and level.",
    ),
    Term("Step", "Raising one practice by one level."),
    Term("Success factor", "An outcome that a practice must achieve to fulfill its purpose."),
    Term("Target", "The level that a practice is planned to reach.", ReportPart.ROADMAP),
)


def glossary(subject: Subject, wanted: Collection[str]) -> tuple[Term, ...]:
    """Return the terms that a report with these parts uses, in order."""
    return tuple(
        term for term in TERMS if (term.part is None or term.part in wanted) and (subject.left_out or not term.of_scope)
    )
