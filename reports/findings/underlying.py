"""The cause behind several findings: what shows it in each practice, and what somebody wrote about that."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.diagnosis import Diagnosis, named_causes
from questionnaires.scoring.model import StatementScore
from questionnaires.telling import weight
from reports.findings.causes import level_of, unmet_clause
from reports.findings.consequences import reported_symptoms, suspects
from reports.findings.evidence import best_quote, quote_text, source
from reports.findings.model import Reported
from reports.findings.wording import name, with_frequency
from reports.views import figures
from reports.views.quotes import Quote
from reports.views.subject import Subject, once_per_subject

LEAST_WRITTEN = 2
"""How many practices' signs somebody must have written about before a conclusion may say "because"."""
RUNNERS_UP = 2
CLOSE = Fraction(9, 10)
"""The share of the best fit at which another cause counts as nearly as good."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that shows the cause.

    Attributes:
        practice: the practice's id.
        name: the practice's name, to begin a sentence.
        level: the practice's level, in words.
        lacks: what doesn't hold, as a sentence.
        rating: the statement's rating.
        quote: the best words about it, in quotation marks; "" if there are none or quotations are off.
        source: the author, in parentheses; "" for the only respondent.
        weight: how much the quotation weighs.
    """

    practice: str
    name: str
    level: str
    lacks: str
    rating: str
    quote: str
    source: str
    weight: int

    @property
    def words(self) -> str:
        """The quotation and who wrote it."""
        return f"{self.quote}{self.source}"


@dataclass(frozen=True, slots=True)
class Underlying:
    """What lies behind several findings.

    Attributes:
        says: the cause, as a clause.
        hurts: the symptoms that it leads to and how often they occur, as a sentence.
        facts: what shows it; facts with words come first, the weightiest first.
        choice: what the sponsor has to choose.
        beware: what doesn't help.
        basis: why this cause was chosen and not another one.
        is_proven: whether somebody wrote about it in several practices, so that a conclusion may use it.
    """

    says: str
    hurts: str
    facts: tuple[Fact, ...]
    choice: str
    beware: str
    basis: str
    is_proven: bool

    @property
    def heading(self) -> str:
        """Its heading."""
        return f"Behind several findings: {self.says}"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Its sentences, each with a label."""
        return (
            ("What hurts", self.hurts),
            ("To decide", self.choice),
            ("What won't help", self.beware),
            ("Why this cause", self.basis),
        )


@once_per_subject
def diagnosis_of(subject: Subject) -> Diagnosis | None:
    """Return the underlying cause that fits best, or None if none fits or too little is known."""
    return next(iter(_diagnoses(subject)), None)


@once_per_subject
def _diagnoses(subject: Subject) -> tuple[Diagnosis, ...]:
    return named_causes(subject.triage, subject.scores) if subject.triage else ()


@once_per_subject
def underlying(subject: Subject) -> Underlying | None:
    """Return what lies behind several findings; None if no underlying cause fits."""
    found = diagnosis_of(subject)
    if found is None or not explained(subject):
        return None
    return Underlying(
        says=found.cause.says,
        hurts=_hurts(subject),
        facts=_facts(subject, found),
        choice=found.cause.choice,
        beware=found.cause.beware,
        basis=_basis(found, _close(subject, found)),
        is_proven=is_proven(subject),
    )


def is_proven(subject: Subject) -> bool:
    """Return whether somebody wrote about the cause's signs in two or more practices, in words that point to it."""
    found = diagnosis_of(subject)
    if found is None or not found.told:
        return False
    written = [each for each in found.signs if best_quote(subject, [each])]
    return len({each.statement.practice for each in written}) >= LEAST_WRITTEN


def best_explained(subject: Subject) -> Reported | None:
    """Return the strong symptom that the underlying cause explains best, or None if none has a weak practice."""
    reported = {each.symptom.id: each for each in explained(subject)}
    found = diagnosis_of(subject)
    return next((reported[each] for each in found.strong if each in reported), None) if found else None


def explained(subject: Subject) -> tuple[Reported, ...]:
    """Return the strong symptoms that the underlying cause explains and that have a weak practice behind them."""
    found = diagnosis_of(subject)
    strong = found.strong if found else ()
    own = (each for each in reported_symptoms(subject) if each.symptom.id in strong)
    return tuple(each for each in own if suspects(subject, each.symptom))


def place(subject: Subject, practice: str, symptoms: Sequence[Reported]) -> int:
    """Return the place of a practice's symptoms among the ones that the underlying cause explains, from 0.

    Symptoms that the cause doesn't explain, and practices that don't show it, come last.
    """
    found = diagnosis_of(subject)
    told = {each.symptom.id for each in symptoms}
    strong = found.strong if found and practice in found.practices else ()
    return next((number for number, each in enumerate(strong) if each in told), sys.maxsize)


def _hurts(subject: Subject) -> str:
    said = [with_frequency(subject.triage, each) for each in explained(subject) if subject.triage]
    return f"Reported: {figures.listed(said)}."


def _facts(subject: Subject, found: Diagnosis) -> tuple[Fact, ...]:
    facts = [_fact(subject, each, best_quote(subject, [each])) for each in found.signs]
    return tuple(sorted(facts, key=lambda each: (not each.words, -each.weight)))


def _fact(subject: Subject, sign: StatementScore, words: Quote | None) -> Fact:
    score = subject.scores.practice[sign.statement.practice]
    shown = words if subject.options.quotes else None
    clause = unmet_clause(sign)
    return Fact(
        practice=score.practice,
        name=figures.capital(name(subject, score.practice)),
        level=level_of(score),
        lacks=figures.capital(f"{clause}.") if clause else sign.statement.text,
        rating=sign.rating.value if sign.rating else "",
        quote=quote_text(shown) if shown else "",
        source=source(subject, shown) if shown else "",
        weight=weight(words.text) if words else 0,
    )


def _basis(found: Diagnosis, others: Sequence[Diagnosis]) -> str:
    practices = figures.count(len(found.practices), "practice")
    all_ = len(found.signs) == found.rated
    many = f"all {found.rated}" if all_ else f"{len(found.signs)} of the {found.rated}"
    said = (
        f"It shows in {many} rated statements that could show it, in {practices}, and no other cause fits the answers "
        "better."
    )
    close = "; or ".join(each.cause.says for each in others)
    return f"{said} Nearly as good a fit: {close}." if close else said


def _close(subject: Subject, found: Diagnosis) -> list[Diagnosis]:
    """Return the causes that fit the answers nearly as well."""
    return [each for each in _diagnoses(subject)[1:] if each.fit >= CLOSE * found.fit][:RUNNERS_UP]


def close_cause(subject: Subject) -> Diagnosis | None:
    """Return a cause that fits nearly as well as the one that is named and proven; None if none does."""
    found = diagnosis_of(subject) if is_proven(subject) else None
    return next(iter(_close(subject, found)), None) if found else None


def nearly_as_likely(subject: Subject) -> str:
    """Return the same as a clause; "" for none."""
    other = close_cause(subject)
    return other.cause.says if other else ""
