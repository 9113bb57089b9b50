"""Scores: the figures of an assessment. Shares are exact fractions from 0 to 1 until they are displayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from questionnaires.answers.model import Answer, Assessment, Consensus, Respondent
from questionnaires.model import Dimension, Method, Questionnaire, Rating, Statement
from questionnaires.recommendation import Recommendation


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


class TooLittleKnown(StrEnum):
    """Why a requirement that might apply has no rating."""

    NO_PRACTICE = "no-practice"
    NO_PRIMARY_PRACTICE = "no-primary-practice"
    FEW_ANSWERS = "few-answers"


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
        lower_middle: whether the proposal is the lower of two different ratings in the middle.
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
    unconfirmed: int
    rests_on_unconfirmed: bool
    withheld: bool
    lower_middle: bool

    @property
    def is_disputed(self) -> bool:
        """Whether respondents disagree on the statement and nobody has set a consensus."""
        return self.disagreement and self.consensus is None


@dataclass(frozen=True, slots=True)
class Gate:
    """What stopped a practice's level.

    Attributes:
        level: the lowest level that stopped it (1 to 5).
        achievement: that level's achievement; None if none of its statements applies.
        rating: that level's rating; None in the same case.
        statements: ids of that level's statements that fall short: below F with iso-33020, otherwise below L.
        why: the explanation in one to three sentences.
        hole: whether the level is rated L only because one of its statements is N.
        open_kinds: why statements that fall short are open; empty if all of them have a rating.
    """

    level: int
    achievement: Fraction | None
    rating: Rating | None
    statements: tuple[str, ...]
    why: str
    hole: bool
    open_kinds: tuple[OpenKind, ...]


@dataclass(frozen=True)
class PracticeScore:
    """Everything computed about one practice; figures are None if it wasn't assessed or isn't applicable.

    Attributes:
        level: by the assessment's method, with open statements as N; `level_upper` counts them as F.
        level_evidenced: the level that evidence backs.
        backed: ids of the statements that evidence backs; `unbacked` has the ids of the statements whose missing
            evidence stops the evidenced level.
        levels: under each method; `methods_differ` says in a sentence which differ from `level` and why.
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
    backed: frozenset[str] = frozenset()
    unbacked: tuple[str, ...] = ()
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
    def is_level_open(self) -> bool:
        """Whether the level may turn out higher once the open statements are answered."""
        return self.level != self.level_upper

    @property
    def has_figures(self) -> bool:
        """Whether the practice has a level and an index."""
        return self.level is not None

    @property
    def only_dont_know(self) -> bool:
        """Whether people answered, but nobody knew: unlike a practice that nobody touched."""
        kinds = {score.open_kind for score in self.statements}
        return self.status is PracticeStatus.NOT_ASSESSED and OpenKind.DONT_KNOW in kinds


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
        lowest: id of the practice with the lowest achievement; None if there is no rating.
        held_back_by: ids of the statements that aren't F, including open ones; empty if there is no rating.
        asked: number of applicable statements behind it, of the practices that aren't left out.
        answered: how many of these have a rating.
        too_little_known: why it has no rating if its status is `not-assessed`.
    """

    requirement: str
    status: RequirementStatus
    achievement: Fraction | None
    achievement_upper: Fraction | None
    rating: Rating | None
    practices: tuple[PracticeReadiness, ...]
    lowest: str | None
    held_back_by: tuple[str, ...]
    asked: int = 0
    answered: int = 0
    too_little_known: TooLittleKnown | None = None


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
    recommendation: Recommendation

    @cached_property
    def practice(self) -> Mapping[str, PracticeScore]:
        """Practice scores by id."""
        return {score.practice: score for score in self.practices}

    @cached_property
    def answered(self) -> int:
        """How many statements in scope have a rating from N to F, or NA."""
        return sum(s.rating is not None for practice in self.practices for s in practice.statements)

    @property
    def is_first_glimpse(self) -> bool:
        """Whether under a third of the statements and under a third of the levels are known: too little to plan from.

        Assessors skip the statements above a level that is decided, so statements alone make a sound assessment look
        thin.
        """
        decided = sum(score.level is not None and score.level == score.level_upper for score in self.practices)
        in_scope = len(self.questionnaire.by_practice)
        return 3 * self.answered < len(self.questionnaire.statements) and 3 * decided < in_scope

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
