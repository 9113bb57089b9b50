"""Responses without names: what was said stays, statement by statement, and nothing leads from it to a person."""

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
    """Return the responses with those of some respondents dealt out anew to stand-ins.

    Which stand-in says what is decided for each statement on its own, by what was said and not by who said it: two
    answers of one stand-in need not come from one person. What is counted for each statement stays the same.

    Args:
        responses: of one assessment.
        anonymous: ids of the respondents.
    """
    hidden = [each for each in responses if each.respondent.id in anonymous]
    if not hidden:
        return tuple(responses)
    # whoever told of symptoms alone does not rate: as many stand-ins rate as people did, at most
    answers = _dealt([each.answers for each in hidden if each.answers], _content)
    triage = _dealt([each.triage for each in hidden if each.triage], str)
    stand_ins = [
        replace(
            hidden[0], respondent=Respondent(f"anonymous-{number}", NAMELESS), answers=said or {}, triage=symptoms or {}
        )
        for number, (said, symptoms) in enumerate(zip_longest(answers, triage), 1)
        if said or symptoms
    ]
    named = [each for each in responses if each.respondent.id not in anonymous]
    return tuple(sorted([*named, *stand_ins], key=lambda response: fold(response.respondent.id)))


def _dealt(several: Sequence[Mapping[str, Said]], key: Callable[[Said], Any]) -> list[dict[str, Said]]:
    dealt: list[dict[str, Said]] = [{} for _ in several]
    for subject in _subjects(several):
        said = sorted((each[subject] for each in several if subject in each), key=key)
        first = int(hashlib.sha256(subject.encode()).hexdigest()[:8], 16)
        for position, one in enumerate(said):
            dealt[(first + position) % len(several)][subject] = one
    return dealt


def _subjects(several: Iterable[Mapping[str, Said]]) -> list[str]:
    return sorted({subject for each in several for subject in each})


def _content(answer: Answer) -> tuple[str, str, str, str]:
    return answer.rating or "", answer.evidence, answer.comment, answer.reason
