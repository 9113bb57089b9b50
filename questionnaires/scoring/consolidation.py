"""Combines all respondents' ratings of a statement into one, and records disagreement."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.answers.model import Assessment, Consensus
from questionnaires.model import Rating, Statement
from questionnaires.scoring.model import GivenAnswer, OpenKind, StatementScore

DISAGREEMENT_STEPS = 2


def consolidate(statement: Statement, assessment: Assessment) -> StatementScore:
    """Combine the respondents' ratings and the assessor's consensus; a consensus of DK leaves the statement open.

    Source: docs/scoring.md, "Several respondents".
    """
    answers = tuple(
        GivenAnswer(response.respondent, response.answers[statement.id])
        for response in assessment.responses
        if statement.id in response.answers
    )
    ratings = [given.answer.rating for given in answers if given.answer.rating is not None]
    consensus = assessment.consensus.get(statement.id)
    proposed = proposal(ratings)
    agreed = consensus.rating if consensus else proposed
    rating = None if agreed is Rating.DK else agreed
    spread = _spread(ratings)
    unconfirmed = assessment.unconfirmed.get(statement.id, 0)
    counted = unconfirmed if assessment.counts_unconfirmed and not consensus else 0
    withheld = statement.id in assessment.withheld
    return StatementScore(
        statement=statement,
        rating=rating,
        proposal=proposed,
        open_kind=None if rating else _open_kind(is_answered=bool(ratings or consensus), withheld=withheld),
        spread=spread,
        disagreement=(spread or 0) >= DISAGREEMENT_STEPS or _na_against_rating(ratings),
        evidenced=_evidenced(answers, consensus),
        answers=answers,
        consensus=consensus,
        unconfirmed=unconfirmed,
        rests_on_unconfirmed=rating is not None and 0 < len(ratings) <= counted,
        withheld=withheld,
        lower_middle=proposed is not None and proposed.on_scale and _lower_middle(ratings),
    )


def _open_kind(*, is_answered: bool, withheld: bool) -> OpenKind:
    if is_answered:
        return OpenKind.DONT_KNOW
    return OpenKind.WITHHELD if withheld else OpenKind.UNANSWERED


def proposal(given: Sequence[Rating]) -> Rating | None:
    """Return the combined rating, or None if everyone abstained or nobody answered.

    DK is an abstention. NA wins only if more than half of the others chose it, and is otherwise ignored. The remaining
    ratings give their median.
    """
    voting = [rating for rating in given if rating is not Rating.DK]
    if not voting:
        return None
    if 2 * voting.count(Rating.NA) > len(voting):
        return Rating.NA
    # The lower of two middle ratings: more than half of the respondents must have given that rating or a higher one.
    ordered = sorted((rating for rating in voting if rating.on_scale), key=lambda rating: rating.step)
    return ordered[(len(ordered) - 1) // 2]


def _lower_middle(given: Sequence[Rating]) -> bool:
    """Return whether the two middle ratings differ, so that the lower one counts."""
    ordered = sorted(rating.step for rating in given if rating.on_scale)
    middle = len(ordered) // 2
    return len(ordered) % 2 == 0 and ordered[middle - 1] != ordered[middle]


def _spread(given: Sequence[Rating]) -> int | None:
    steps = [rating.step for rating in given if rating.on_scale]
    return max(steps) - min(steps) if len(steps) > 1 else None


def _na_against_rating(given: Sequence[Rating]) -> bool:
    return Rating.NA in given and any(rating.on_scale for rating in given)


def _evidenced(answers: Sequence[GivenAnswer], consensus: Consensus | None) -> bool:
    return any(given.answer.evidence for given in answers) or bool(consensus and consensus.evidence)
