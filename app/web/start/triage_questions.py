"""The triage's questions, and the answers to them that an address carries."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from app.web.services import content
from questionnaires.answers.text import one_line, shown
from questionnaires.model import Symptom, Triage

Asked = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers; `wrong` says what is wrong with what was sent, "" for nothing."""

    id: str
    number: int
    text: str
    short: str
    options: tuple[Option, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers of an address by symptom, and what is wrong with the others."""

    answers: Dict[str, int]
    wrong: Dict[str, str]


def read_sent(triage: Triage, asked: Asked) -> Sent:
    """Return the answers of an address; what stands there besides is not ours, and is left alone."""
    answers: dict[str, int] = {}
    wrong: dict[str, str] = {}
    allowed = {str(value): value for value in range(len(triage.answers))}
    for symptom in triage.symptoms:
        values = {one_line(value) for value in asked.getlist(symptom.id)} - {""}
        if len(values) > 1:
            wrong[symptom.id] = "The address answers this twice. Choose one of these."
            continue
        for value in values:
            if value in allowed:
                answers[symptom.id] = allowed[value]
            else:
                wrong[symptom.id] = f"{shown(value)} is no answer. Choose one of these."
    return Sent(answers, wrong)


def carried() -> Sent:
    """Return the answers of this request's address."""
    return read_sent(content().triage, request.args)


def questions(triage: Triage, sent: Sent) -> tuple[Question, ...]:
    """Return the questions as the form shows them."""
    return tuple(_question(triage, sent, number, symptom) for number, symptom in enumerate(triage.symptoms, 1))


def _question(triage: Triage, sent: Sent, number: int, symptom: Symptom) -> Question:
    chosen = sent.answers.get(symptom.id)
    options = tuple(Option(value, words, value == chosen) for value, words in enumerate(triage.answers))
    return Question(symptom.id, number, symptom.question, symptom.short, options, sent.wrong.get(symptom.id, ""))
