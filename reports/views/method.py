"""The figures in the chapter on scoring. The rules themselves are prose, in the template."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questionnaires.model import Method
from questionnaires.scoring import confidence
from reports.views import figures
from reports.views.marks import Tile, level_tile
from reports.views.subject import Subject

METHOD_NAMES = {
    Method.LADDER: "the ladder",
    Method.ISO_33020: "ISO/IEC 33020",
    Method.ITIL_SELF: "the ITIL self-assessment",
}
IDS = re.compile(r"\b(" + "|".join(Method) + r")\b")


@dataclass(frozen=True, slots=True)
class MethodDifference:
    """A practice whose level depends on the method, with its level under each."""

    name: str
    levels: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class ConfidenceLimits:
    """The thresholds of the confidence rule, as percentages."""

    high_evidence: str
    high_agreement: str
    low_answered: str
    low_evidence: str
    low_agreement: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """The method, the content behind the figures, and where other methods give other levels.

    Attributes:
        methods: names of all methods, in the order of the levels of `differing`.
        range_example: a range of this result, or "" if no level is a range.
    """

    method: str
    methods: tuple[str, ...]
    questionnaire: str
    catalogue: str
    limits: ConfidenceLimits
    range_example: str
    differing: tuple[MethodDifference, ...]
    maturity: str


def method_name(method: Method) -> str:
    """Return a method's name."""
    return METHOD_NAMES[method]


def in_words(text: str) -> str:
    """Return a sentence with the names of methods in place of their ids."""
    return IDS.sub(lambda found: method_name(Method(found.group())), text)


def _in_a_head(method: Method) -> str:
    return figures.capital(method_name(method).removeprefix("the "))


def method_view(subject: Subject) -> MethodView:
    """Return the chapter on scoring."""
    questionnaire = subject.scores.questionnaire
    return MethodView(
        method=method_name(subject.scores.method),
        methods=tuple(_in_a_head(method) for method in Method),
        questionnaire=f"{questionnaire.name}, version {questionnaire.version}, content {questionnaire.content}",
        catalogue=f"{subject.catalogue.edition_name}, content {subject.catalogue.version}",
        limits=ConfidenceLimits(
            figures.per_cent(confidence.HIGH_EVIDENCE),
            figures.per_cent(confidence.HIGH_AGREEMENT),
            figures.per_cent(confidence.LOW_ANSWERED),
            figures.per_cent(confidence.LOW_EVIDENCE),
            figures.per_cent(confidence.LOW_AGREEMENT),
        ),
        range_example=_range_example(subject),
        differing=tuple(
            MethodDifference(
                subject.practice_name(score.practice),
                tuple(level_tile(score.levels[method]) for method in Method),
            )
            for score in subject.assessed
            if score.methods_differ and score.levels
        ),
        maturity=_maturity(subject),
    )


def _range_example(subject: Subject) -> str:
    score = next((each for each in subject.assessed if each.level != each.level_upper), None)
    if score is None:
        return ""
    return f", such as {figures.level(score.level, score.level_upper)} for {subject.practice_name(score.practice)}"


def _maturity(subject: Subject) -> str:
    maturity = subject.scores.maturity
    if maturity.level is not None:
        return f"Level {maturity.level}, the level of the lowest of its five components."
    said = [
        f"{component.value.replace('-', ' ')} {level}"
        for component, level in maturity.components.items()
        if level is not None
    ]
    known = f" Assessed: {figures.listed(said)}." if said else ""
    return f"Not shown. {maturity.why}{known}"
