"""Headings in other words and languages are refused with the column that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from practices_catalog.faults import InputError
from practices_catalog.yaml_source import YamlSource
from questionnaires.answers.heading_words import COLUMNS, FILE, columns_of, meant_columns
from questionnaires.answers.table import HEADINGS

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

FRENCH, SPANISH = ("\u00c9nonc\u00e9", "\u00c9valuation", "Preuve"), ("Enunciado", "Calificaci\u00f3n", "Evidencia")


@pytest.mark.parametrize("headings", [("Aussage", "Bewertung", "Nachweis"), FRENCH, SPANISH])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_foreign_heading_names_the_column_that_is_meant(
    desk: Desk, headings: tuple[str, ...], ending: str
) -> None:
    """In German, French and Spanish; below a title too, and nothing else is said to be missing."""
    rows = [("Results",), headings, ("service-desk.1", "F", "a log")]
    if ending == "csv":
        path = desk.save("a.csv", "Results,,\n" + "\n".join(",".join(row) for row in rows[1:]))
    else:
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        path = desk.folder / "a.xlsx"
        book.save(path)

    faults = desk.faults(path)

    assert [(fault.place.line, fault.mend) for fault in faults] == [
        (2, f"write '{name}'") for name in ("statement", "rating", "evidence")
    ]


@pytest.mark.parametrize("heading", ["Befragter", "r\u00e9pondant", "encuestado", "respondent", "Name"])
def test_a_column_of_respondents_names_the_row_instead(desk: Desk, heading: str) -> None:
    """A file has the answers of one respondent."""
    (fault,) = desk.faults(desk.save("a.csv", f"statement,rating,{heading}\nservice-desk.1,F,Ann\n"))

    assert fault.mend == "remove it; a file has the answers of one respondent, named in the row 'respondent.name'"


def test_a_foreign_key_names_ours(desk: Desk) -> None:
    """In YAML and JSON as well."""
    text = "wayfinder: answers/1\nanswers: {service-desk.1: {Bewertung: F, Kommentar: x}}\n"

    assert [fault.mend for fault in desk.faults(desk.save("a.yaml", text))] == ["write 'rating'", "write 'comment'"]


def test_every_word_means_a_column_of_ours_and_is_none_itself() -> None:
    """All four languages have words for each column."""
    assert set(meant_columns().values()) == set(COLUMNS)
    assert not meant_columns().keys() & {*HEADINGS}


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("Kommentar,", "Bewertung,", "the heading 'Bewertung' already means 'rating'"),
        ("comment: [Kommentar", "coment: [Kommentar", "there is no column 'coment'"),
        ("Kommentar,", "Kommentar, kommentar,", "the heading 'kommentar' appears twice"),
        ("Kommentar,", "Evidence,", "the heading 'Evidence' is already the name of a column"),
        ("language: fr", "language: de", "the language 'de' appears twice"),
    ],
)
def test_words_with_two_meanings_or_none_are_faults(old: str, new: str, wrong: str) -> None:
    """With the line of the column."""
    text = FILE.read_text("utf-8").replace(old, new)
    with pytest.raises(InputError) as caught:
        columns_of(YamlSource("headings.yaml", text))

    assert wrong in [fault.wrong for fault in caught.value.faults]
    assert all(fault.place.line for fault in caught.value.faults)
