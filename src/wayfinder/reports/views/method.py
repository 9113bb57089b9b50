"""The figures in "How the scores were made"; the rules themselves are prose, in the template."""

from __future__ import annotations

from dataclasses import dataclass

from wayfinder.questionnaires.scoring import confidence
from wayfinder.questionnaires.scoring.model import Method
from wayfinder.reports.views import figures
from wayfinder.reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Differing:
    """A practice to which the other rulebook gives another level, and why."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the confidence rule, in per cent."""

    high_evidence: str
    high_agreement: str
    low_answered: str
    low_evidence: str
    low_agreement: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """The method in use, the content behind the figures, limits, and where the rulebooks part."""

    method: str
    questionnaire: str
    catalogue: str
    limits: Limits
    differing: tuple[Differing, ...]
    maturity: str


def method_name(method: Method) -> str:
    """Return a method's name with its id."""
    return "ISO/IEC 33020 (iso-33020)" if method is Method.ISO_33020 else "ITIL self-assessment (itil-self)"


def method_view(subject: Subject) -> MethodView:
    """Return what the chapter needs."""
    questionnaire = subject.scores.questionnaire
    return MethodView(
        method=method_name(subject.scores.method),
        questionnaire=f"{questionnaire.name}, version {questionnaire.version}, content {questionnaire.content}",
        catalogue=f"{subject.catalogue.edition_name}, content {subject.catalogue.version}",
        limits=Limits(
            figures.per_cent(confidence.HIGH_EVIDENCE),
            figures.per_cent(confidence.HIGH_AGREEMENT),
            figures.per_cent(confidence.LOW_ANSWERED),
            figures.per_cent(confidence.LOW_EVIDENCE),
            figures.per_cent(confidence.LOW_AGREEMENT),
        ),
        differing=tuple(
            Differing(subject.practice_name(score.practice), score.methods_differ)
            for score in subject.assessed
            if score.methods_differ
        ),
        maturity=_maturity(subject),
    )


def _maturity(subject: Subject) -> str:
    maturity = subject.scores.maturity
    if maturity.level is not None:
        return f"Level {maturity.level}, the lowest of its five components."
    said = [
        f"{component.value.replace('-', ' ')} {level}"
        for component, level in maturity.components.items()
        if level is not None
    ]
    known = f" Assessed: {figures.listed(said)}." if said else ""
    return f"Not given. {maturity.why}{known}"
