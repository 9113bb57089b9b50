"""The chapter on scoring: the rules in words, with the figures of this result."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questionnaires.model import Method
from reports.views import figures
from reports.views.marks import Tile, level_tile
from reports.views.method_rules import LEVEL_RULES, RATING_RULES, TRUST_RULES, Rule
from reports.views.recommendation import FORMULA, RULE
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
class MethodView:
    """The method, the content behind the figures, and the practices to which other methods give different levels.

    Attributes:
        content: the versions of questionnaire and catalogue.
        methods: names of all methods, in the order of the levels of `differing`.
    """

    lead: str
    content: str
    rules: tuple[Rule, ...]
    methods: tuple[str, ...]
    differing: tuple[MethodDifference, ...]


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
    return MethodView(
        lead=(
            f"The levels in this report follow {method_name(subject.scores.method)}. "
            "The same answers and content always give the same figures."
        ),
        content=_content(subject),
        rules=_rules(subject),
        methods=tuple(_in_a_head(method) for method in Method),
        differing=tuple(
            MethodDifference(
                subject.practice_name(score.practice),
                tuple(level_tile(score.levels[method]) for method in Method),
            )
            for score in subject.assessed
            if score.methods_differ and score.levels
        ),
    )


def _content(subject: Subject) -> str:
    questionnaire, catalogue = subject.scores.questionnaire, subject.catalogue
    return (
        f"{questionnaire.name}, version {questionnaire.version}, content {questionnaire.content}; "
        f"catalogue {catalogue.edition_name}, content {catalogue.version}."
    )


def _rules(subject: Subject) -> tuple[Rule, ...]:
    return (
        Rule("Content", _content(subject)),
        *RATING_RULES,
        *LEVEL_RULES,
        Rule(
            "Provisional",
            f"If a practice has open statements, each of its figures is a range{_range_example(subject)}: the lower "
            "end counts the open statements as N, the upper end as F. If level 3 is reached and nothing known keeps a "
            "practice below the highest level, tables and charts show 3+, and sentences level 3.",
        ),
        *TRUST_RULES,
        Rule("Recommended approach", f"{RULE} {FORMULA}"),
        Rule("Maturity of the service value system", _maturity(subject)),
    )


def _range_example(subject: Subject) -> str:
    score = next((each for each in subject.assessed if each.level != each.level_upper), None)
    if score is None:
        return ""
    return (
        f", such as {figures.level_range(score.level, score.level_upper)} for {subject.practice_name(score.practice)}"
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
