"""How far respondents agree about each practice: the statements that two or more of them rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.model import Rating
from questionnaires.scoring.model import StatementScore
from reports.views import figures
from reports.views.subject import Subject

RATERS = 2


@dataclass(frozen=True, slots=True)
class PracticeAgreement:
    """A practice: how many statements got the same rating, ratings one step apart, or ratings that disagree."""

    name: str
    same: int
    near: int
    apart: int

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many statements by kind, in the order of the bars."""
        return (("same", self.same), ("near", self.near), ("apart", self.apart))

    @property
    def total(self) -> int:
        """Statements that can be compared."""
        return self.same + self.near + self.apart


@dataclass(frozen=True, slots=True)
class AgreementByPractice:
    """The practices on which respondents disagree, the most disputed first; all compared ones where there are none.

    Attributes:
        others: how many compared practices are left out, since nothing in them is disputed.
    """

    rows: tuple[PracticeAgreement, ...]
    others: int
    lead: str


def agreement_by_practice(subject: Subject) -> AgreementByPractice | None:
    """Return the agreement by practice, None where no two respondents rated the same statement."""
    rows = [_row(subject.practice_name(score.practice), score.statements) for score in subject.scores.practices]
    compared = sorted((row for row in rows if row.total), key=lambda row: (-row.apart, -row.near))
    disputed = [row for row in compared if row.apart]
    if not compared:
        return None
    apart, total = sum(row.apart for row in compared), sum(row.total for row in compared)
    lead = f"Respondents disagree on {apart} of {figures.count(total, 'statement')} that two or more of them rated."
    return AgreementByPractice(tuple(disputed or compared), len(compared) - len(disputed or compared), lead)


def _row(name: str, statements: Sequence[StatementScore]) -> PracticeAgreement:
    compared = [each for each in statements if _raters(each) >= RATERS]
    apart = sum(each.disagreement for each in compared)
    near = sum(each.spread == 1 and not each.disagreement for each in compared)
    return PracticeAgreement(name, len(compared) - apart - near, near, apart)


def _raters(score: StatementScore) -> int:
    return sum(given.answer.rating not in {None, Rating.DK} for given in score.answers)
