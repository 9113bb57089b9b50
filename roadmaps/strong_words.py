"""What people wrote in strong words about what a practice lacks: a claim beside a fact, or a count of harm."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.model import Catalogue
from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, Scores, StatementScore
from questionnaires.telling import FIGURE, is_pair, is_strong, telling, weight
from questionnaires.weighing import STRONG, WORST
from roadmaps.current_state import CurrentStates
from roadmaps.symptoms import TREATED

UNMET = frozenset({Rating.N, Rating.P})


def known_risks(catalogue: Catalogue, current: CurrentStates, scores: Scores) -> dict[str, int]:
    """Return the assessed practices below level 2 that guard against serious events and whose gaps are known.

    Somebody wrote evidence or a comment about a statement rated N or P. Each practice has the weight of a strong
    symptom, or of the worst one if the words are strong.
    """
    low = (each for each, state in current.items() if state.assessed and state.level < TREATED)
    grave = (each for each in low if catalogue.practice[each].grave)
    known = (each for each in grave if any(map(_is_written_about, scores.practice[each].statements)))
    return {each: (WORST if strongest_statement(scores.practice[each], TREATED) else STRONG) ** 2 for each in known}


def _is_written_about(score: StatementScore) -> bool:
    return score.rating in UNMET and (score.evidenced or any(given.answer.comment for given in score.answers))


def strongest_statement(score: PracticeScore, most: int) -> StatementScore | None:
    """Return the statement rated N or P about which somebody wrote the strongest words; None if none are strong.

    Args:
        score: the practice's score.
        most: the highest level of a statement that counts.

    Ties prefer the lowest level. What anonymous people wrote counts like their ratings: it only decides what comes
    first, where nobody can read it, and a report without names shows the same roadmap.
    """
    told = [each for each in score.statements if each.statement.level <= most and strength(each)]
    return max(told, key=lambda each: (strength(each), -each.statement.level), default=None)


def is_told_in_figures(score: PracticeScore, most: int) -> bool:
    """Return whether somebody wrote a figure, other than a date, about what a practice lacks up to a level."""
    unmet = [each for each in score.statements if each.rating in UNMET and each.statement.level <= most]
    low = [given.answer for each in unmet for given in each.answers if given.answer.rating in UNMET]
    return any(telling(text) >= FIGURE for answer in low for text in (answer.evidence, answer.comment))


def strength(score: StatementScore) -> int:
    """Return the weight of the strongest words about what a statement rated N or P lacks; 0 if none are strong."""
    return max(map(weight, _strong_texts(score)), default=0) if score.rating in UNMET else 0


def _strong_texts(score: StatementScore) -> Iterator[str]:
    for given in score.answers:
        answer = given.answer
        for text in (answer.evidence, answer.comment, f"{answer.evidence}; {answer.comment}"):
            if is_strong(text) and (answer.rating in UNMET or is_pair(text)):
                yield text
