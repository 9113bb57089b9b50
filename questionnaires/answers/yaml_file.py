"""Answers in YAML: read as text only, and written so that every loader reads the same values back."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from contextlib import suppress

import yaml

from practices_catalog.faults import Place, refuse
from practices_catalog.yaml_source import parse
from questionnaires.answers.document import DEEPEST, AnswersDocument, Path
from questionnaires.answers.ladders import LadderMark
from questionnaires.answers.model import Answer, Consensus, Response
from questionnaires.answers.ratings import ALLOWED
from questionnaires.answers.raw_values import MOST_NODES
from questionnaires.answers.template import Template
from questionnaires.answers.vocabulary import FORMAT
from questionnaires.model import Rating, Scale

WIDTH = 112
_PLAIN = re.compile(r"[a-z][a-z0-9]*([-./][a-z0-9]+)*")
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def read_yaml(text: str, file: str) -> AnswersDocument:
    """Parse YAML into a document.

    Raises:
        InputError: it isn't strict YAML; lists every error found.
    """
    # `parse` finds the same syntax errors, and reports them properly.
    with suppress(yaml.YAMLError):
        _refuse_excess(text, file)
    content = parse(text, file)
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    return AnswersDocument(file, content, dict(_lines(node, ())))


def _refuse_excess(text: str, file: str) -> None:
    """Refuse deep nesting before any code recurses into it, and huge files before parsing them takes too long."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if number > MOST_NODES:
            raise refuse("is far longer than a questionnaire", "keep only the answers", Place(file))
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else None
            raise refuse("is nested too deeply", "use the structure of a template", Place(file, line=line))


def _lines(node: yaml.Node | None, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, key.value)
            yield below, key.start_mark.line + 1
            yield from _lines(value, below)


def write_yaml(template: Template) -> str:
    """Write a response, or an empty one to fill in, as YAML with the statements as comments."""
    return "\n".join(_document(template)) + "\n"


def _document(template: Template) -> Iterator[str]:
    response, questionnaire = template.response, template.questionnaire
    yield from _comment(f"{questionnaire.name}, version {questionnaire.version}. {questionnaire.intro}")
    yield f"wayfinder: {FORMAT}"
    yield f"questionnaire: {scalar(questionnaire.id)}"
    yield "organization:"
    yield f"  name: {scalar(response.organization.name)}"
    yield f"  industry: {scalar(response.organization.industry)}"
    yield (f"  it_staff: {response.organization.it_staff or ''}".rstrip() + "   # people who work in IT, roughly")
    yield "respondent:"
    yield f"  id: {scalar(response.respondent.id)}"
    yield f"  name: {scalar(response.respondent.name)}"
    yield f"  role: {scalar(response.respondent.role)}"
    yield f"assessed_on: {scalar(response.assessed_on)}   # year-month-day"
    yield from _rungs(template)
    yield from _answers(template)
    yield from _triage(template)
    yield from _consensus(response)


def _rungs(template: Template) -> Iterator[str]:
    yield ""
    yield from _comment(
        "One rung per practice: the highest that holds together with all the rungs below it, 0 if none does, DK for "
        "don't know, or {rung: NA, reason: why} if the whole practice doesn't apply. A rung is enough; "
        "individual answers below override it."
    )
    yield "rung:"
    for practice in template.questionnaire.ladders:
        yield from _rung(practice, template.marks.get(practice, LadderMark(None)))


def _rung(practice: str, mark: LadderMark) -> Iterator[str]:
    if not mark.reason:
        yield f"  {practice}: {mark.written}".rstrip()
        return
    yield f"  {practice}:"
    yield f"    rung: {mark.written}"
    yield from _texts(reason=mark.reason)


def _answers(template: Template) -> Iterator[str]:
    yield ""
    yield from _comment(
        f"Individual answers: {ALLOWED}, or a map with rating, evidence, comment and reason. NA needs a reason:\n"
        "incident-management.2: {rating: L, evidence: ticket export of June, comment: nights differ}"
    )
    yield "answers:"
    for practice, statements in template.questionnaire.by_practice.items():
        yield ""
        yield f"  # {template.name(practice)}"
        for statement in statements:
            yield from _comment(f"{statement.level}  {statement.text}", "  ")
            yield from _answer(statement.id, template.single(statement))


def _answer(statement: str, answer: Answer) -> Iterator[str]:
    rating = scalar(answer.rating or "", empty="")
    if not (answer.evidence or answer.comment or answer.reason):
        yield f"  {statement}: {rating}".rstrip()
        return
    yield f"  {statement}:"
    if answer.rating:
        yield f"    rating: {rating}"
    yield from _texts(evidence=answer.evidence, comment=answer.comment, reason=answer.reason)


def _triage(template: Template) -> Iterator[str]:
    yield ""
    yield from _comment(f"{template.triage.intro} {_scale(template.triage.answers)}, unless a symptom says otherwise.")
    yield "triage:"
    for symptom in template.triage.symptoms:
        own = f" {_scale(symptom.answers)}." if symptom.answers else ""
        yield from _comment(f"{symptom.question}{own}", "  ")
        yield f"  {symptom.id}: {template.response.triage.get(symptom.id, '')}".rstrip()


def _scale(scale: Scale) -> str:
    return ", ".join(f"{number} {words}" for number, words in enumerate(scale))


def _consensus(response: Response) -> Iterator[str]:
    yield ""
    yield from _comment(
        "Only for the assessor: ratings that override all respondents' ratings, each with a note:\n"
        "incident-management.2: {rating: P, note: agreed in the workshop of 3 June}"
    )
    yield "consensus:"
    for statement, agreed in response.consensus.items():
        yield from _agreed(statement, agreed)


def _agreed(statement: str, agreed: Consensus) -> Iterator[str]:
    yield f"  {statement}:"
    yield f"    rating: {scalar(agreed.rating)}"
    yield from _texts(note=agreed.note, evidence=agreed.evidence)


def _texts(**texts: str) -> Iterator[str]:
    yield from (f"    {name}: {scalar(text)}" for name, text in texts.items() if text)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    for paragraph in text.splitlines():
        yield from textwrap.wrap(
            paragraph, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_long_words=False
        )


def scalar(text: str, empty: str = '""') -> str:
    """Return text as a YAML scalar: plain if no loader can mistake it for anything else, otherwise in double quotes."""
    if not text:
        return empty
    plain = _PLAIN.fullmatch(text) and text not in _TAKEN
    if plain or (text in list(Rating) and text != Rating.N):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", quoted)
