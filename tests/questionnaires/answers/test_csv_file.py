"""CSV as spreadsheets, scripts and people write it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_smallest_file_is_two_columns(desk: Desk, separator: str, mark: str, end: str) -> None:
    """Three separators, both line endings and a byte order mark are accepted."""
    text = f"{mark}Statement{separator}Rating{end}incident-management.1{separator}l{end}"

    assert desk.read(desk.save("r1.csv", text)).answers == {"incident-management.1": Answer(Rating.L)}


def test_a_line_that_names_the_separator_is_followed(desk: Desk) -> None:
    """Excel writes such a line itself."""
    response = desk.read(desk.save("a.csv", "sep=;\nstatement;rating\nservice-desk.1;F\n"))

    assert response.answers == {"service-desk.1": Answer(Rating.F)}


def test_rows_may_name_practices_and_statements(desk: Desk) -> None:
    """The practice's row gives the rung, a single rating overrides it, and the comment stays with the rung."""
    text = "practice,statement,rung,rating,comment\nservice-desk,,2,,as a whole\n,service-desk.2,,P,this one\n"

    answers = desk.read(desk.save("a.csv", text)).answers

    assert answers["service-desk.1"] == Answer(Rating.F)
    assert answers["service-desk.2"] == Answer(Rating.P, comment="this one\nas a whole")
    assert [answers[f"service-desk.{level}"] for level in (3, 4, 5)] == [Answer(Rating.N)] * 3


def test_everything_else_has_rows_of_its_own(desk: Desk) -> None:
    """Organization, respondent, date, triage and consensus have the same two headings."""
    text = (
        "statement,rating,comment\norganization.name,Northfield,\norganization.it_staff,400,\nrespondent.id,r1,\n"
        "assessed_on,31.3.2026,\ntriage.repeat-incidents,3,\nconsensus.service-desk.1,P,workshop of 3 June\n"
    )

    assert desk.read(desk.save("a.csv", text)) == Response(
        "quick-scan",
        Respondent("r1"),
        Organization("Northfield", it_staff=400),
        source="a.csv",
        assessed_on="2026-03-31",
        triage={"repeat-incidents": 3},
        consensus={"service-desk.1": Consensus(Rating.P, "workshop of 3 June")},
    )


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("service-desk.1,F,a, b", "the row has 4 fields, but the heading has 3"),
        ("service-desk.1,F", "the row has 2 fields, but the heading has 3"),
        ('service-desk.1,F,"open', "has an unclosed quote"),
        (",F,", "the row has no statement"),
        (
            "service-desk.7,F,",
            "nothing in the questionnaire 'quick-scan' has the id or name 'service-desk.7' (value 'F')",
        ),
        ("consensus.service-desk.1,F,", "the consensus on service-desk.1 has no note"),
        ("consensus.service-desk.1,DK,x", "a consensus can't be DK"),
        ("consensus.service-desk.1,,x", "the consensus on service-desk.1 has no rating"),
        ('organization.it_staff,"1,250",', "contains '1,250', which isn't a whole number of people"),
        ("assessed_on,05/06/2026,", "contains '05/06/2026', which is ambiguous"),
        ("assessed_on,2026-02-30,", "contains '2026-02-30', which isn't a date from 2000 to 2099"),
        ("triage.repeat-incidents,4,", "contains '4', which isn't an answer to a symptom"),
        ("questionnaire,quik-scan,", "no questionnaire has the id 'quik-scan'"),
        ("wayfinder,answers/9,", "the format 'answers/9' isn't supported"),
    ],
)
def test_an_invalid_row_is_named_with_its_line(desk: Desk, row: str, wrong: str) -> None:
    """There is one fault, on line 3."""
    (fault,) = desk.faults(desk.save("a.csv", f"statement,rating,comment\nservice-desk.2,F,\n{row}\n"))

    assert fault.place.line == 3
    assert wrong in fault.wrong


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ("incident-managment.3", "did you mean 'incident-management.3'?"),
        ("problem-managment", "did you mean 'problem-management'?"),
        (
            "incident-management.7",
            f"its statements are {', '.join(f'incident-management.{each}' for each in range(1, 6))}",
        ),
        ("organisation.name", "write 'organization.name'"),
        ("triage.repeat-incident", "write 'triage.repeat-incidents'"),
        ("consensus.service-dsk.1", "did you mean 'consensus.service-desk.1'?"),
        ("change", "did you mean 'organizational-change-management' or 'change-enablement'?"),
        ("Risk management", "remove it: this questionnaire doesn't ask about 'risk-management'"),
    ],
)
def test_an_unknown_id_is_answered_with_what_may_be_meant(desk: Desk, wrong: str, mend: str) -> None:
    """Of the same kind and level; what may be another practice is asked."""
    (fault,) = desk.faults(desk.save("a.csv", f"statement,rating\n{wrong},1\n"))

    assert fault.mend == mend


def test_all_faults_of_a_file_are_reported_together(desk: Desk) -> None:
    """They are in the order of the lines."""
    rows = ["statement,rating,color", "service-desk.1,?,", "service-desk.1,F,", "service-desk.2,3-4,", "x", "nope,F,"]

    faults = desk.faults(desk.save("a.csv", "\n".join(rows)))

    assert [fault.place.line for fault in faults] == [1, 2, 3, 4, 5, 6]


def test_formulas_are_written_as_text(desk: Desk) -> None:
    """A field that starts like a formula gets an apostrophe, and reading removes it."""
    answers = {
        f"service-desk.{level}": Answer(Rating.F, comment=text)
        for level, text in enumerate(("=1+1", "+49 30", "-", "@me", "'=kept"), start=1)
    }
    response = Response("quick-scan", Respondent("r1"), source="a.csv", answers=answers)
    path = desk.write("a.csv", response)

    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]

    assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    assert desk.read(path) == response


def test_the_byte_order_mark_is_written_only_if_excel_needs_it(desk: Desk) -> None:
    """An ASCII template has none; a response with an umlaut has one."""
    assert desk.write("a.csv").read_bytes().startswith(b"statement,rating,")
    named = Response("quick-scan", Respondent("r1", "M\u00fcller"))
    assert desk.write("b.csv", named).read_bytes().startswith(b"\xef\xbb\xbfstatement,rating,")


def test_a_sheet_saved_as_csv_may_have_a_title_above_its_heading(desk: Desk) -> None:
    """LibreOffice and Excel save the answers sheet like this.

    Rows are found by id; the texts beside the ids are ignored.
    """
    text = (
        "Quick scan: answers;;;\n;;;\nPractice;Statement;Rating (optional);Id\n"
        "Service management practices;;;\nService desk;Someone answers, soon;F;service-desk.1\n"
    )

    assert desk.read(desk.save("a.csv", text)).answers == {"service-desk.1": Answer(Rating.F)}


def test_a_different_kind_of_file_is_refused_quickly(desk: Desk) -> None:
    """Thousands of rows give thousands of faults, without a long search for what each row may have meant."""
    rows = [f"incident {number},F" for number in range(5_000)]

    assert len(desk.faults(desk.save("a.csv", "\n".join(["statement,rating", *rows])))) == 5_000


def test_utf_16_is_named(desk: Desk) -> None:
    """Excel calls this format “Unicode text”."""
    (fault,) = desk.faults(desk.save("a.csv", "statement,rating".encode("utf-16")))

    assert "UTF-16" in fault.wrong
