"""How far respondents agree on each practice: the statements that two or more of them rated.

Anonymous ratings that are too few to be shown don't count here, because a bar could reveal them. A disagreement
always counts, because pages and the report list all disagreements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.model import Rating
from questionnaires.scoring.model import GivenAnswer, StatementScore
from reports.views import figures
from reports.views.anonymity import ratings_of, visible_answers
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
    """The practices on which respondents disagree, most disputed first; if there are none, all compared practices.

    Attributes:
        others: how many compared practices are left out because respondents agree on them.
        hidden: how many statements are left out to protect anonymous respondents.
    """

    rows: tuple[PracticeAgreement, ...]
    others: int
    hidden: int
    lead: str


def agreement_by_practice(subject: Subject) -> AgreementByPractice | None:
    """Return the agreement by practice, or None if no two ratings can be compared and shown."""
    rows = [_row(subject.practice_name(score.practice), score.statements) for score in subject.scores.practices]
    compared = sorted((row for row in rows if row.total), key=lambda row: (-row.apart, -row.near))
    disputed = [row for row in compared if row.apart]
    if not compared:
        return None
    rated = [each for score in subject.scores.practices for each in score.statements if _count(each.answers) >= RATERS]
    apart, total, shown = (sum(row.apart for row in compared), len(rated), sum(row.total for row in compared))
    lead = f"Respondents disagree on {apart} of {figures.count(total, 'statement')} that two or more of them rated."
    others = len(compared) - len(disputed or compared)
    return AgreementByPractice(tuple(disputed or compared), others, total - shown, lead)


def _row(name: str, statements: Sequence[StatementScore]) -> PracticeAgreement:
    kinds = [_kind(each) for each in statements]
    return PracticeAgreement(name, kinds.count("same"), kinds.count("near"), kinds.count("apart"))


def _kind(score: StatementScore) -> str:
    """Return how far apart a statement's ratings are, or "" if they can't be compared or are hidden."""
    found = visible_answers(score)
    shown = (*found.named, *found.crowd)
    if score.disagreement:
        return "apart"
    if _count(shown) < RATERS:
        return ""
    return "near" if len({each.step for each in ratings_of(shown) if each.on_scale}) > 1 else "same"


def _count(answers: Sequence[GivenAnswer]) -> int:
    return sum(given.answer.rating not in {None, Rating.DK} for given in answers)
