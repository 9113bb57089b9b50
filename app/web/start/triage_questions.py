"""The triage's questions, and the answers to them in a URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from app.web.services import content
from questionnaires.answers.text import one_line, shown
from questionnaires.model import Symptom, Triage


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One of the answers to choose from."""

    value: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TriageQuestion:
    """A question and its answer options; `wrong` is the error message, or "" if there is none."""

    id: str
    number: int
    text: str
    short: str
    options: tuple[AnswerOption, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class TriageAnswers:
    """The answers in a URL by symptom, and error messages for those that can't be used."""

    answers: Mapping[str, int]
    wrong: Mapping[str, str]


def read_triage_answers(triage: Triage, sent: MultiDict[str, str]) -> TriageAnswers:
    """Return the answers in the query parameters; other parameters are ignored."""
    answers: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for symptom in triage.symptoms:
        allowed = {str(value): value for value in range(len(triage.scale(symptom.id)))}
        values = {one_line(value) for value in sent.getlist(symptom.id)} - {""}
        if len(values) > 1:
            wrong[symptom.id] = "The URL contains two answers to this question. Choose one."
            continue
        for value in values:
            if value in allowed:
                answers[symptom.id] = allowed[value]
            else:
                wrong[symptom.id] = f"{shown(value)} isn't a valid answer. Choose one of these."
    return TriageAnswers(answers, wrong)


def answers_in_url() -> TriageAnswers:
    """Return the answers in the URL of this request."""
    return read_triage_answers(content().triage, request.args)


def questions(triage: Triage, sent: TriageAnswers) -> tuple[TriageQuestion, ...]:
    """Return the questions as the form shows them."""
    return tuple(_question(triage, sent, number, symptom) for number, symptom in enumerate(triage.symptoms, 1))


def _question(triage: Triage, sent: TriageAnswers, number: int, symptom: Symptom) -> TriageQuestion:
    chosen = sent.answers.get(symptom.id)
    options = tuple(AnswerOption(value, words, value == chosen) for value, words in enumerate(triage.scale(symptom.id)))
    return TriageQuestion(symptom.id, number, symptom.question, symptom.short, options, sent.wrong.get(symptom.id, ""))
