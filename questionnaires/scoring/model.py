"""Scores: the figures of an assessment. Shares are exact fractions from 0 to 1 until they are displayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from questionnaires.answers.model import Answer, Assessment, Consensus, Respondent
from questionnaires.model import Dimension, Questionnaire, Rating, Statement


class Method(StrEnum):
    """The rules that turn ratings into capability levels."""

    ISO_33020 = "iso-33020"
    ITIL_SELF = "itil-self"


class PracticeStatus(StrEnum):
    """What an assessment knows about a practice."""

    ASSESSED = "assessed"
    PROVISIONAL = "provisional"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"


class RequirementStatus(StrEnum):
    """What an assessment knows about a requirement."""

    RATED = "rated"
    PROVISIONAL = "provisional"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"
    OUTSIDE = "outside"


class OpenKind(StrEnum):
    """Why a statement has no rating."""

    UNANSWERED = "unanswered"
    WITHHELD = "too-few"
    DONT_KNOW = "dk"


class Grade(StrEnum):
    """How far a practice's figures can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One respondent's answer to a statement."""

    respondent: Respondent
    answer: Answer


@dataclass(frozen=True, slots=True)
class StatementScore:
    """The rating of one statement, and how it was calculated.

    Attributes:
        rating: N to F or NA; None while the statement is open.
        proposal: the respondents' combined rating, before any consensus.
        open_kind: why it is open; None if it isn't.
        spread: steps between the highest and the lowest of the ratings N to F; None with fewer than two.
        disagreement: a spread of two steps or more, or NA against a rating.
        evidenced: whether any respondent or the assessor gave evidence.
        unconfirmed: how many answers were carried over from an earlier assessment and not confirmed.
        rests_on_unconfirmed: whether the rating counts such answers and nothing else.
        withheld: whether it has anonymous answers that are too few to count or to show.
    """

    statement: Statement
    rating: Rating | None
    proposal: Rating | None
    open_kind: OpenKind | None
    spread: int | None
    disagreement: bool
    evidenced: bool
    answers: tuple[GivenAnswer, ...]
    consensus: Consensus | None
    unconfirmed: int = 0
    rests_on_unconfirmed: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What stopped a practice's level.

    Attributes:
        level: the lowest level that stopped it (1 to 5).
        achievement: of that level; None if none of its statements applies.
        rating: of that level; None likewise.
        statements: ids of the statements of that level that fall short: below F, or below L with itil-self.
        why: the explanation in one or two sentences.
    """

    level: int
    achievement: Fraction | None
    rating: Rating | None
    statements: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class PracticeScore:
    """Everything computed about one practice; figures are None if it wasn't assessed or isn't applicable.

    Attributes:
        level: by the assessment's method, with open statements as N; `level_upper` counts them as F.
        level_evidenced: the level if every rating without evidence is N.
        levels: under each method; `methods_differ` explains a difference in one sentence, and is "" if they agree.
        index: the sum of the achievements, 0 to 5; `index_upper` is its upper end.
        achievements: of levels 1 to 5, None for a level without applicable statements; `ratings` likewise.
        dimensions: mean value of each dimension that has applicable statements; `success_factors` likewise.
        achievements_upper, dimensions_upper, success_factors_upper: the same with open statements as F.
        answered: share of the applicable statements that have a rating.
        with_evidence: share of the rated statements that have evidence.
        agreement: share of the rated statements on which two or more respondents agree; None if none can be compared.
        on_proposals: whether it has several respondents but no consensus on any statement, only medians.
        inconsistency: a high level rated above an empty lower one, in one sentence; "" if there is none.
    """

    practice: str
    status: PracticeStatus
    statements: tuple[StatementScore, ...]
    level: int | None = None
    level_upper: int | None = None
    level_evidenced: int | None = None
    levels: Mapping[Method, int] | None = None
    methods_differ: str = ""
    index: Fraction | None = None
    index_upper: Fraction | None = None
    achievements: tuple[Fraction | None, ...] = (None,) * 5
    achievements_upper: tuple[Fraction | None, ...] = (None,) * 5
    ratings: tuple[Rating | None, ...] = (None,) * 5
    gate: Gate | None = None
    dimensions: Mapping[Dimension, Fraction] | None = None
    dimensions_upper: Mapping[Dimension, Fraction] | None = None
    success_factors: Mapping[str, Fraction] | None = None
    success_factors_upper: Mapping[str, Fraction] | None = None
    weakest_dimension: Dimension | None = None
    weakest_success_factor: str | None = None
    answered: Fraction | None = None
    with_evidence: Fraction | None = None
    agreement: Fraction | None = None
    confidence: Grade | None = None
    on_proposals: bool = False
    inconsistency: str = ""

    @property
    def has_figures(self) -> bool:
        """Whether the practice has a level and an index."""
        return self.level is not None

    @property
    def unbacked(self) -> tuple[StatementScore, ...]:
        """Statements up to the claimed level, rated above N without evidence: why the evidenced level is lower."""
        claimed = self.level or 0
        return tuple(
            s
            for s in self.statements
            if s.statement.level <= claimed and s.rating in {Rating.P, Rating.L, Rating.F} and not s.evidenced
        )


@dataclass(frozen=True, slots=True)
class PracticeReadiness:
    """What one practice contributes to a requirement.

    Attributes:
        achievement: its mean value over the statements that count for the requirement; None if it is left out.
        left_out: why it is left out (not assessed, not applicable); otherwise None.
        level: the capability level up to which its statements count.
    """

    practice: str
    weight: Fraction
    level: int
    achievement: Fraction | None
    left_out: PracticeStatus | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementScore:
    """A requirement's readiness.

    Attributes:
        achievement_upper: the same with open statements as F.
        lowest: id of the practice with the lowest achievement; None if no practice counts.
        held_back_by: ids of the statements that aren't F, including open ones.
    """

    requirement: str
    status: RequirementStatus
    achievement: Fraction | None
    achievement_upper: Fraction | None
    rating: Rating | None
    practices: tuple[PracticeReadiness, ...]
    lowest: str | None
    held_back_by: tuple[str, ...]


@dataclass(frozen=True)
class FrameworkScore:
    """An organization's readiness for one framework, by requirement."""

    framework: str
    requirements: tuple[RequirementScore, ...]

    @cached_property
    def requirement(self) -> Mapping[str, RequirementScore]:
        """Requirement scores by id."""
        return {score.requirement: score for score in self.requirements}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha (ordinal) over an assessment; None, with a reason, if it is undefined."""

    alpha: float | None
    raters: int
    why_none: str = ""


class Component(StrEnum):
    """The five components of the service value system."""

    GUIDING_PRINCIPLES = "guiding-principles"
    GOVERNANCE = "governance"
    VALUE_CHAIN = "value-chain"
    PRACTICES = "practices"
    CONTINUAL_IMPROVEMENT = "continual-improvement"


@dataclass(frozen=True, slots=True)
class Maturity:
    """Maturity of the service value system: 1 to 5 for each assessed component, and the lowest once all five are."""

    level: int | None
    components: Mapping[Component, int | None]
    why: str


@dataclass(frozen=True, slots=True)
class TriageReason:
    """A symptom that points to an approach: how often it occurs, and why that matters."""

    symptom: str
    answer: Fraction
    why: str


@dataclass(frozen=True, slots=True)
class TriageShare:
    """How far the symptoms match one approach, from 0 to 1, and the reasons, strongest first."""

    approach: str
    share: Fraction
    reasons: tuple[TriageReason, ...]


@dataclass(frozen=True, slots=True)
class TriageResult:
    """The approaches, best first; `recommended` is None if no symptom occurs."""

    shares: tuple[TriageShare, ...]

    @property
    def recommended(self) -> str | None:
        """Id of the approach that the symptoms match best."""
        return self.shares[0].approach if self.shares[0].share else None

    @property
    def runner_up(self) -> str | None:
        """Id of the second-best approach; None if no symptom points to it."""
        return self.shares[1].approach if len(self.shares) > 1 and self.shares[1].share else None


@dataclass(frozen=True)
class Scores:
    """All the figures of an assessment under one method."""

    questionnaire: Questionnaire
    assessment: Assessment
    method: Method
    practices: tuple[PracticeScore, ...]
    frameworks: tuple[FrameworkScore, ...]
    agreement: Agreement
    maturity: Maturity
    triage: TriageResult | None

    @cached_property
    def practice(self) -> Mapping[str, PracticeScore]:
        """Practice scores by id."""
        return {score.practice: score for score in self.practices}

    @cached_property
    def raters(self) -> tuple[Respondent, ...]:
        """Everyone who answered a statement in scope; the others answered only the triage."""
        asked = self.questionnaire.statement
        return tuple(
            response.respondent
            for response in self.assessment.responses
            if any(statement in asked for statement in response.answers)
        )

    @cached_property
    def statement(self) -> Mapping[str, StatementScore]:
        """Statement scores by id."""
        return {s.statement.id: s for practice in self.practices for s in practice.statements}

    @cached_property
    def disagreements(self) -> tuple[StatementScore, ...]:
        """The statements on which respondents disagree, in questionnaire order."""
        return tuple(s for practice in self.practices for s in practice.statements if s.disagreement)
