"""Findings, strengths and the conclusion of an assessment, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from questionnaires.model import Symptom
from questionnaires.scoring.leverage import Leverage
from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import gravity
from reports.views import figures


class FindingKind(StrEnum):
    """What a finding is about."""

    GAP = "gap"
    CONTRADICTION = "contradiction"
    UNKNOWN = "unknown"
    EVIDENCE = "evidence"
    DISPUTE = "dispute"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Reported:
    """A symptom that occurs; `answer` is the respondents' mean, above 0 and up to 3."""

    symptom: Symptom
    answer: Fraction

    @property
    def gravity(self) -> Fraction:
        """How much it hurts, above 0 and up to 3."""
        return gravity(self.symptom, self.answer)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could become a finding.

    Attributes:
        practice: id of the practice that it is about, which is the likely cause of any symptoms.
        score: the practice's score; None if it isn't in the questionnaire.
        symptoms: what the practice may cause, loudest first.
        points: how serious the consequences are; see `choosing`.
        dispute: the disagreement that decides its level, if there is one.
        settled: whether a count backs the low rating in that disagreement, and nothing equally telling backs the high
            ones.
        shares: the first finding's symptom, if this practice is known to contribute to it.
    """

    kind: FindingKind
    practice: str
    score: PracticeScore | None
    points: Fraction
    symptoms: tuple[Reported, ...] = ()
    dispute: Leverage | None = None
    settled: bool = False
    shares: Reported | None = None

    @property
    def loudest(self) -> Reported | None:
        """The most serious of its symptoms."""
        return next(iter(self.symptoms), None)

    @property
    def disputed(self) -> bool:
        """Whether respondents disagree on a statement that stops the level, so that the gap isn't a fact."""
        gate = self.score.gate if self.score else None
        if self.dispute is None or self.settled or gate is None:
            return False
        return self.dispute.statement.statement.id in gate.statements


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a conclusion as its headline, and what supports it; each part is one or more sentences, or "".

    Attributes:
        hurts: what users or the business notice.
        cause: the practice's level, and what stopped it.
        quotes: the most telling quotations of respondents or the assessor, those about the cause first.
        borrowed: the most telling quotation about another practice behind the loudest symptom, for a card without its
            own.
        shared: other practices that may cause the same symptoms, with their level, plan and most telling evidence.
        blocks: the requirements and practices that it holds back.
        plan: what the roadmap does about it, or why it does nothing, and what it would cost.
        short_plan: the plan in a few words, for a summary.
        first: what to do first.
        because: the statement that stopped the level, in a few words, for a card.
        title, where: the headline without the practice, and the practice with its level, for a card; "" if the
            headline can't be split.
        reported: the symptoms that it may cause, loudest first.
    """

    kind: FindingKind
    practice: str
    headline: str
    reported: tuple[Reported, ...] = ()
    hurts: str = ""
    cause: str = ""
    quotes: tuple[str, ...] = ()
    borrowed: str = ""
    shared: str = ""
    blocks: str = ""
    plan: str = ""
    short_plan: str = ""
    first: str = ""
    because: str = ""
    title: str = ""
    where: str = ""

    @property
    def evidence(self) -> str:
        """All its quotations."""
        return " ".join(self.quotes)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Its parts, each with a label; empty ones are left out."""
        parts = (
            ("What hurts", self.hurts),
            ("Cause", self.cause),
            ("Evidence and comments", self.evidence),
            ("May also cause it", self.shared),
            ("What it blocks", self.blocks),
            ("What is planned" if self.short_plan else "What it takes", self.plan),
            ("First step", self.first.removeprefix("First: ")),
        )
        return tuple((label, figures.capital(text)) for label, text in parts if text)

    @property
    def body(self) -> str:
        """All its sentences."""
        may = f"May also cause it: {self.shared}" if self.shared else ""
        parts = (self.hurts, self.cause, self.evidence, may, self.blocks, self.plan, self.first)
        return " ".join(filter(None, parts))

    @property
    def brief(self) -> str:
        """The parts that fit in a summary."""
        return " ".join(filter(None, (self.evidence or self.cause, self.short_plan)))


@dataclass(frozen=True, slots=True)
class Strength:
    """A practice that works, with its evidence, or a single statement that holds if no practice works yet.

    Attributes:
        telling: how telling the evidence is; see `evidence.telling`.
        has_figures: whether the evidence has a figure other than a date, so that a headline may use it.
        is_foundation: whether only a statement holds, which is something to build on, but no more.
    """

    practice: str
    name: str
    level: int
    text: str
    telling: int
    has_figures: bool
    is_foundation: bool = False


def strengths_heading(strengths: Sequence[Strength]) -> str:
    """Return the heading for the strengths: what works, what there is to build on, or both."""
    kinds = {each.is_foundation for each in strengths}
    if len(kinds) > 1:
        return "What works, and what to build on"
    return "What there is to build on" if True in kinds else "What works"


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings, the most consequential first, the strengths, and the conclusion from both.

    Attributes:
        headline: the conclusion, without a period.
        glimpse: why these results are only a first glimpse; "" if enough is answered.
    """

    headline: str
    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    glimpse: str
