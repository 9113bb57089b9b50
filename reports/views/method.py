"""The figures in the chapter on scoring. The rules themselves are prose, in the template."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.scoring import confidence
from questionnaires.scoring.model import Method
from reports.views import figures
from reports.views.marks import Tile, level_tile
from reports.views.subject import Subject

METHOD_NAMES = {Method.ISO_33020: "ISO/IEC 33020", Method.ITIL_SELF: "the ITIL self-assessment"}


@dataclass(frozen=True, slots=True)
class MethodDifference:
    """A practice that has different levels under the two methods."""

    name: str
    iso: Tile
    itil: Tile


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
    """The method, the content behind the figures, and where the two methods differ."""

    method: str
    questionnaire: str
    catalogue: str
    limits: ConfidenceLimits
    differing: tuple[MethodDifference, ...]
    maturity: str


def method_name(method: Method) -> str:
    """Return a method's name."""
    return METHOD_NAMES[method]


def in_words(text: str) -> str:
    """Return a sentence with the names of methods in place of their ids."""
    for method, name in METHOD_NAMES.items():
        text = text.replace(method.value, name)
    return text


def method_view(subject: Subject) -> MethodView:
    """Return the chapter on scoring."""
    questionnaire = subject.scores.questionnaire
    return MethodView(
        method=method_name(subject.scores.method),
        questionnaire=f"{questionnaire.name}, version {questionnaire.version}, content {questionnaire.content}",
        catalogue=f"{subject.catalogue.edition_name}, content {subject.catalogue.version}",
        limits=ConfidenceLimits(
            figures.per_cent(confidence.HIGH_EVIDENCE),
            figures.per_cent(confidence.HIGH_AGREEMENT),
            figures.per_cent(confidence.LOW_ANSWERED),
            figures.per_cent(confidence.LOW_EVIDENCE),
            figures.per_cent(confidence.LOW_AGREEMENT),
        ),
        differing=tuple(
            MethodDifference(
                subject.practice_name(score.practice),
                level_tile(score.levels[Method.ISO_33020]),
                level_tile(score.levels[Method.ITIL_SELF]),
            )
            for score in subject.assessed
            if score.methods_differ and score.levels
        ),
        maturity=_maturity(subject),
    )


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
