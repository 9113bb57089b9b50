"""Anonymous responses: each statement keeps its answers, and nothing connects the answers to a person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, TypeVar

from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.answers.text import fold

Said = TypeVar("Said", Answer, int)


def without_names(responses: Sequence[Response], anonymous: Container[str]) -> tuple[Response, ...]:
    """Return the responses, with the answers of anonymous respondents assigned to stand-ins.

    The assignment is made for each statement separately and depends only on the answers, not on who gave them. Two
    answers of a stand-in can therefore come from different people. The counts for each statement don't change.

    Args:
        responses: all responses to one assessment.
        anonymous: the ids of the anonymous respondents.
    """
    hidden = [each for each in responses if each.respondent.id in anonymous]
    if not hidden:
        return tuple(responses)
    # Someone may have answered only the triage, so not every stand-in gets ratings.
    answers = _assigned([each.answers for each in hidden if each.answers], _content)
    triage = _assigned([each.triage for each in hidden if each.triage], str)
    stand_ins = [
        replace(
            hidden[0],
            respondent=Respondent(f"anonymous-{number}", NAMELESS),
            source="",
            hidden_answers=0,
            notes=0,
            notes_left=0,
            digest="",
            overridden_rungs=(),
            names_read=(),
            answers=said or {},
            triage=symptoms or {},
            recorded="",
        )
        for number, (said, symptoms) in enumerate(zip_longest(answers, triage), 1)
        if said or symptoms
    ]
    named = [each for each in responses if each.respondent.id not in anonymous]
    return tuple(sorted([*named, *stand_ins], key=lambda response: fold(response.respondent.id)))


def _assigned(several: Sequence[Mapping[str, Said]], key: Callable[[Said], Any]) -> list[dict[str, Said]]:
    assigned: list[dict[str, Said]] = [{} for _ in several]
    for subject in _subjects(several):
        said = sorted((each[subject] for each in several if subject in each), key=key)
        # The hash spreads the answers evenly, and the same answers give the same result every time.
        first = int(hashlib.sha256(subject.encode()).hexdigest()[:8], 16)
        for position, one in enumerate(said):
            assigned[(first + position) % len(several)][subject] = one
    return assigned


def _subjects(several: Iterable[Mapping[str, Said]]) -> list[str]:
    return sorted({subject for each in several for subject in each})


def _content(answer: Answer) -> tuple[str, str, str, str]:
    return answer.rating or "", answer.evidence, answer.comment, answer.reason
