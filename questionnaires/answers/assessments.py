"""Combines several respondents' files into one assessment; contradictions between them are faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from practices_catalog.faults import Fault, InputError, Place, refuse
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment, Consensus, Organization, Response, names_read_in_words
from questionnaires.answers.reading import read_response
from questionnaires.answers.same_respondents import Read, same_respondents, without_copies
from questionnaires.answers.text import fold, printable, shown
from questionnaires.model import Questionnaire, Triage

Value = TypeVar("Value", str, int)


def read_assessment(
    paths: Sequence[Path], catalogue: Catalogue, questionnaires: Sequence[Questionnaire], triage: Triage
) -> Assessment:
    """Combine files into an assessment; their order doesn't matter.

    Raises:
        InputError: lists every error in every file, and every contradiction between files.
    """
    if not paths:
        raise refuse("no file was given", "give at least one filled-in file")
    read: list[Read] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            read.append((printable(str(path)), read_response(path, catalogue, questionnaires, triage)))
        except InputError as error:
            faults.extend(error.faults)
    read.sort(key=lambda each: (fold(each[1].respondent.id), each[0]))
    kept, remarks = without_copies(read)
    faults.extend(_contradictions(kept))
    if faults:
        raise InputError(faults)
    responses = [response for _, response in kept]
    remarks += filter(None, [names_read_in_words(responses)])
    return replace(combine(responses), remarks=tuple(remarks))


def combine(responses: Sequence[Response]) -> Assessment:
    """Combine responses that don't contradict each other."""
    ordered = sorted(responses, key=lambda each: fold(each.respondent.id))
    return Assessment(
        questionnaire=ordered[0].questionnaire,
        organization=_organization([response.organization for response in ordered]),
        assessed_on=max(response.assessed_on for response in ordered),
        responses=tuple(ordered),
        consensus=_consensus(ordered),
    )


def _organization(said: Sequence[Organization]) -> Organization:
    return Organization(
        next((each.name for each in said if each.name), ""),
        next((each.industry for each in said if each.industry), ""),
        next((each.it_staff for each in said if each.it_staff is not None), None),
    )


def _consensus(responses: Sequence[Response]) -> dict[str, Consensus]:
    """Return all consensus ratings, with the notes and evidence of every file."""
    agreed: dict[str, Consensus] = {}
    for response in responses:
        for statement, consensus in response.consensus.items():
            before = agreed.get(statement)
            agreed[statement] = consensus if before is None else _joined(before, consensus)
    return agreed


def _joined(one: Consensus, other: Consensus) -> Consensus:
    def both(first: str, second: str) -> str:
        return first if second in first else "\n".join(filter(None, (first, second)))

    return replace(one, note=both(one.note, other.note), evidence=both(one.evidence, other.evidence))


def _contradictions(read: Sequence[Read]) -> list[Fault]:
    """Return a fault for each file that contradicts an earlier one."""
    return [
        *_differing(read, "questionnaire", lambda r: r.questionnaire, "use files from one questionnaire at a time"),
        *same_respondents(read),
        *_differing(read, "name of the organization", lambda r: r.organization.name, "use the same in all files"),
        *_differing(read, "number of IT staff", lambda r: r.organization.it_staff, "use the same in all files"),
        *_differing_consensus(read),
    ]


def _differing(read: Sequence[Read], what: str, value_of: Callable[[Response], Value | None], mend: str) -> list[Fault]:
    first: tuple[str, Value] | None = None
    faults = []
    for file, response in read:
        value = value_of(response)
        if not value:
            continue
        if first is None:
            first = (file, value)
        elif fold(str(value)) != fold(str(first[1])):
            wrong = f"the {what} is {shown(str(value))}, but {shown(str(first[1]))} in {first[0]}"
            faults.append(Fault(Place(file), wrong, mend))
    return faults


def _differing_consensus(read: Sequence[Read]) -> list[Fault]:
    first: dict[str, tuple[str, Consensus]] = {}
    faults = []
    for file, response in read:
        for statement, consensus in response.consensus.items():
            before_file, before = first.setdefault(statement, (file, consensus))
            if before.rating is not consensus.rating:
                wrong = f"the consensus is {consensus.rating}, but {before.rating} in {before_file}"
                faults.append(Fault(Place(file, key=statement), wrong, "keep the consensus in one file"))
    return faults
