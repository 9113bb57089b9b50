"""Answers in JSON: strict types, no duplicate keys, a line number for every fault."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from practices_catalog.faults import Fault, InputError, Place, refuse
from practices_catalog.yaml_source import dotted
from questionnaires.answers.document import DEEPEST, AnswersDocument, Path, Scalar
from questionnaires.answers.ladders import LadderMark
from questionnaires.answers.model import Answer
from questionnaires.answers.raw_values import MOST_NODES, ValueKind
from questionnaires.answers.template import Template
from questionnaires.answers.text import printable, shown
from questionnaires.answers.vocabulary import FORMAT

MOST_TOKENS = 2 * MOST_NODES  # a colon or comma goes with almost every value

# The closing quote is optional: otherwise, the text after each of many quotes would be searched to its end.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\],:]|\n|[^\s{}\[\],:"]+', re.DOTALL)
_CONSTANTS = {
    True: ("true", ValueKind.TRUTH_VALUE),
    False: ("false", ValueKind.TRUTH_VALUE),
    None: ("null", ValueKind.NULL),
}


def read_json(text: str, file: str) -> AnswersDocument:
    """Parse JSON into a document.

    Raises:
        InputError: it isn't JSON, is nested too deeply, or has duplicate keys, all of which are listed.
    """
    _refuse_excess(text, file)
    try:
        content = json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number)
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        mend = "fix this line or the one above it (commas, quotes, brackets)"
        raise refuse(f"isn't valid JSON: {message}", mend, Place(file, line=error.lineno)) from None
    lines, faults = _lines(text, file)
    if faults:
        raise InputError(faults)
    return AnswersDocument(file, _plain(content), lines)


def _number(text: str) -> Scalar:
    return Scalar(text, ValueKind.NUMBER)


def _plain(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_plain(value) for value in content]
    return Scalar(*_CONSTANTS[content]) if content is None or isinstance(content, bool) else content


def _refuse_excess(text: str, file: str) -> None:
    """Refuse deep nesting before any code recurses into it, and huge files before they are built in memory."""
    depth = tokens = 0
    for token in _TOKEN.finditer(text):
        tokens += token[0] != "\n"
        if tokens > MOST_TOKENS:
            raise refuse("is far longer than a questionnaire", "keep only the answers", Place(file))
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            raise refuse("is nested too deeply", "use the structure of a template", Place(file, line=line))


def _lines(text: str, file: str) -> tuple[dict[Path, int], list[Fault]]:
    """Return the line of each path of keys in valid JSON, and a fault for each duplicate key."""
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    path: list[str | int] = []
    line, before = 1, ""
    for piece in _TOKEN.findall(text):
        if piece == "\n":
            line += 1
            continue
        if piece == ":":
            path[-1] = json.loads(before)
            if tuple(path) in lines:
                wrong = f"the key {shown(str(path[-1]))} appears twice, first on line {lines[tuple(path)]}"
                place = Place(file, key=printable(dotted(path[:-1])), line=line)
                faults.append(Fault(place, wrong, "remove one of the two"))
            lines.setdefault(tuple(path), line)
        elif piece in "{[":
            path.append("" if piece == "{" else 0)
        elif piece in "}]":
            path.pop()
        elif piece == "," and isinstance(path[-1], int):
            path[-1] += 1
        before = piece
    return lines, faults


def write_json(template: Template) -> str:
    """Write a response, or an empty one to fill in, as JSON; `text` is for people and is ignored on reading."""
    response = template.response
    content = {
        "wayfinder": FORMAT,
        "questionnaire": template.questionnaire.id,
        "organization": asdict(response.organization) | {"it_staff": response.organization.it_staff or ""},
        "respondent": asdict(response.respondent),
        "assessed_on": response.assessed_on,
        "rung": {each: _rung(template.marks.get(each, LadderMark(None))) for each in template.questionnaire.ladders},
        "answers": {
            statement.id: {"text": statement.text, **_answer(template.single(statement))}
            for statement in template.questionnaire.statements
        },
        "triage": {symptom: response.triage.get(symptom, "") for symptom in template.triage.symptom},
        "consensus": {
            statement: {name: text for name, text in asdict(agreed).items() if text}
            for statement, agreed in response.consensus.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _rung(mark: LadderMark) -> str | dict[str, str]:
    return {"rung": mark.written, "reason": mark.reason} if mark.reason else mark.written


def _answer(answer: Answer) -> dict[str, str]:
    texts = {name: text for name, text in asdict(answer).items() if text and name != "rating"}
    return {"rating": answer.rating or "", **texts}
