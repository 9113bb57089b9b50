"""The columns that headings in other words or languages mean, so that error messages can name our headings."""

from __future__ import annotations

from collections import abc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, with_config

from practices_catalog.documents import read_document
from practices_catalog.faults import Fault, InputError
from practices_catalog.model import Text
from practices_catalog.yaml_source import YamlSource, read_text
from questionnaires.answers.text import fold

FILE = Path(__file__).parents[1] / "data" / "headings.yaml"
RESPONDENT = "respondent"
READ = ("statement", "practice", "rating", "rung", "evidence", "comment", "reason")
COLUMNS = (*READ, RESPONDENT)


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words of one language, by the column that each word means."""

    language: Text
    columns: abc.Mapping[Text, Annotated[tuple[Text, ...], Field(min_length=1)]]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class HeadingsDocument:
    """`headings.yaml`."""

    headings: tuple[HeadingWords, ...]


@cache
def meant_columns() -> Mapping[str, str]:
    """Return the column that each case-folded heading means.

    Raises:
        InputError: a word means two columns or one that doesn't exist, appears twice, or is the name of a column.
    """
    return columns_of(YamlSource(FILE.name, read_text(FILE, FILE.name)))


def columns_of(source: YamlSource) -> Mapping[str, str]:
    """Return the column that each heading in a file means; raises the same errors as `meant_columns`."""
    found: dict[str, str] = {}
    faults = []
    languages: set[str] = set()
    for number, words in enumerate(read_document(HeadingsDocument, source).headings):
        if words.language in languages:
            place = source.place("headings", number, "language")
            faults.append(Fault(place, f"the language {words.language!r} appears twice", "join the two"))
        languages.add(words.language)
        here: set[str] = set()
        for column, headings in words.columns.items():
            place = source.place("headings", number, "columns", column)
            if column not in COLUMNS:
                faults.append(Fault(place, f"there is no column {column!r}", f"use one of {', '.join(COLUMNS)}"))
            for heading in headings:
                folded = fold(heading)
                if folded in READ:
                    wrong = f"the heading {heading!r} is already the name of a column"
                    faults.append(Fault(place, wrong, "remove it"))
                elif found.setdefault(folded, column) != column:
                    wrong = f"the heading {heading!r} already means {found[folded]!r}"
                    faults.append(Fault(place, wrong, "keep it in one place only"))
                elif folded in here:
                    faults.append(Fault(place, f"the heading {heading!r} appears twice", "remove one of the two"))
                here.add(folded)
    if faults:
        raise InputError(faults)
    return found
