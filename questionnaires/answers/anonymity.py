"""Anonymous answers, and how many of them there must be before any may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from questionnaires.answers.model import Assessment, Respondent, Response

NAMELESS, SOMEBODY = "Anonymous", "A respondent"
LEAST_ANSWERS = 3
"""If a statement has fewer anonymous ratings, no figure counts them, and no rating or comment is shown."""
TOO_FEW_ANSWERS = "too few answers to show"


def is_anonymous(respondent: Respondent) -> bool:
    """Return whether someone answered anonymously."""
    return respondent.name == NAMELESS


def with_enough_answers(
    responses: Sequence[Response], anonymous: Container[str]
) -> tuple[tuple[Response, ...], frozenset[str]]:
    """Return the responses without anonymous answers that are too few to show, and the statements concerned.

    Any figure could reveal one or two anonymous ratings, so figures leave them out. The same goes for symptoms.

    Args:
        responses: all responses to one assessment.
        anonymous: the ids of the anonymous respondents.
    """
    hidden = [each for each in responses if each.respondent.id in anonymous]
    rated = Counter(key for each in hidden for key, answer in each.answers.items() if answer.rating is not None)
    noticed = Counter(key for each in hidden for key in each.triage)
    withheld = {key for each in hidden for key in each.answers if rated[key] < LEAST_ANSWERS}
    shown = tuple(
        replace(
            each,
            answers={key: answer for key, answer in each.answers.items() if rated[key] >= LEAST_ANSWERS},
            triage={key: value for key, value in each.triage.items() if noticed[key] >= LEAST_ANSWERS},
        )
        if each.respondent.id in anonymous
        else each
        for each in responses
    )
    return shown, frozenset(withheld)


def withhold_few(assessment: Assessment) -> Assessment:
    """Return an assessment from files, without anonymous answers that are too few to show."""
    anonymous = {each.respondent.id for each in assessment.responses if is_anonymous(each.respondent)}
    responses, withheld = with_enough_answers(assessment.responses, anonymous)
    return replace(assessment, responses=responses, withheld=withheld)
