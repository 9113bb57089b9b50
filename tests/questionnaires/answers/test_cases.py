"""Cases from the field about files, each with the correct result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from practices_catalog.faults import Fault
from questionnaires.answers.model import Answer
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk


def by_line(faults: tuple[Fault, ...]) -> dict[int | None, Fault]:
    return {fault.place.line: fault for fault in faults}


def test_fl_002_every_cell_between_two_rungs_is_a_fault(whole: Desk) -> None:
    """Eight of nine rows are faults that show the value; the clear one isn't."""
    faults = by_line(whole.faults(whole.case("FL-002-range-became-date.csv")))

    assert list(faults) == [3, 4, 5, 6, 7, 8, 9, 10]
    held = ["3-4", "04-Mar", "2-Jan", "46083", "2/3", "2,5", "3+", "~3"]
    assert all(f"'{text}'" in fault.wrong for text, fault in zip(held, faults.values(), strict=True))
    assert "the serial number of the date 2026-03-02" in faults[6].wrong
    assert "turned something like 3-4 into a date" in faults[4].mend


def test_fl_003_three_ways_to_say_nothing_stay_three(whole: Desk) -> None:
    """Six cells and a missing reason are faults. Once they are fixed, NA, DK and unanswered are read as such."""
    path = whole.case("FL-003-ways-to-say-nothing.csv")
    bad = by_line(whole.faults(path))
    assert list(bad) == [5, 8, 9, 11, 14, 15, 16]
    assert bad[5].wrong == "incident-management.4 is rated NA without a reason"

    good = [row for number, row in enumerate(path.read_text().splitlines(), start=1) if number not in bad]
    response = whole.read(whole.save("a.csv", "\n".join(good)))

    applicable = [f"incident-management.{level}" for level in (1, 2, 3, 5)]
    assert [response.answers[each].rating for each in applicable] == [Rating.NA] * 4
    assert response.answers["service-desk.1"].rating is response.answers["service-desk.4"].rating is Rating.DK
    assert response.answers["problem-management.1"] == Answer(None, comment="blank")


def test_fl_004_percentages_are_not_accepted_and_each_cell_says_so(whole: Desk) -> None:
    """Ten percentages and two bare numbers are refused."""
    faults = whole.faults(whole.case("FL-004-percent-at-the-borders.csv"))

    assert len(faults) == 12
    assert sum("percentages aren't accepted" in fault.wrong for fault in faults) == 10
    assert [fault.place.line for fault in faults if "contains the number" in fault.wrong] == [10, 11]


def test_fl_009_unquoted_yaml_is_text(whole: Desk) -> None:
    """Values that other loaders turn into false, null or 8 are shown as typed; N and n are ratings."""
    faults = {fault.place.key: fault for fault in whole.faults(whole.case("FL-009-yaml-answers.yaml"))}

    assert set(faults) == {
        "wayfinder", "country", "answers.incident-management.5", "answers.service-desk.1", "answers.service-desk.2",
        "answers.service-desk.3", "answers.service-desk.4", "answers.service-desk.5", "answers.problem-management",
    }  # fmt: skip
    assert "'NO'" in faults["country"].wrong
    assert "'010'" in faults["answers.problem-management"].wrong
    assert faults["answers.incident-management.5"].place.line == 12
    assert "'no'" in faults["answers.incident-management.5"].wrong
    assert "write N" in faults["answers.incident-management.5"].mend
    assert "NA without a reason" in faults["answers.service-desk.3"].wrong


def test_fl_010_windows_1252_is_named_with_row_and_fix(whole: Desk) -> None:
    """There is one message, without garbled letters."""
    (fault,) = whole.faults(whole.case("FL-010-german-excel.csv"))

    assert fault.place.line == 2
    assert "Windows-1252" in fault.wrong
    assert "CSV UTF-8" in fault.mend


def test_fl_010_german_headings_are_answered_with_ours(whole: Desk) -> None:
    """The byte order mark isn't part of the first heading."""
    faults = whole.faults(whole.case("FL-010-german-excel-utf8.csv"))

    unknown = [fault.wrong for fault in faults if "isn't recognized" in fault.wrong]
    assert unknown == [
        f"the column '{name}' isn't recognized" for name in ("Aussage", "Bewertung", "Nachweis", "Kommentar")
    ]
    assert [fault.mend for fault in faults] == [
        f"write '{name}'" for name in ("statement", "rating", "evidence", "comment")
    ]


def test_fl_010_a_german_file_with_our_headings_is_read_correctly(whole: Desk) -> None:
    """Umlauts, dashes, low quotes and a semicolon inside quotes are kept; a semicolon outside quotes is a fault."""
    lines = whole.case("FL-010-german-excel-utf8.csv").read_bytes().decode().split("\r\n")
    assert lines[0] == "\ufeffAussage;Bewertung;Nachweis;Kommentar"
    lines[0] = "\ufeffstatement;rating;evidence;comment"
    (fault,) = whole.faults(whole.save("bad.csv", "\r\n".join(lines)))
    assert (fault.place.line, fault.wrong) == (3, "the row has 5 fields, but the heading has 4")

    lines[2] = lines[2].replace(" \u20ac;", " \u20ac:")
    response = whole.read(whole.save("good.csv", "\r\n".join(lines)))

    assert response.answers["incident-management.1"] == Answer(
        Rating.F,
        "Pr\u00fcfbericht \u201eSt\u00f6rungen\u201c",
        "Zust\u00e4ndig: Frau \u00d6zt\u00fcrk \u2013 gepr\u00fcft",
    )
    assert response.answers["incident-management.2"].comment == "Kosten 1.250,00 \u20ac: davon 2,5 Tage Aufwand"
    assert response.answers["incident-management.3"] == Answer(Rating.P, "Liste; Blatt 2", "50 % der Dienste")


def test_fl_013_not_applicable_without_a_reason_is_the_only_fault(whole: Desk) -> None:
    """Six NA with a reason are accepted, and the one without isn't."""
    (fault,) = whole.faults(whole.case("FL-013-not-applicable.csv"))

    assert fault.place.line == 16
    assert fault.wrong == "problem-management.5 is rated NA without a reason"


def test_fl_025_long_names_are_read_completely(whole: Desk) -> None:
    """Once the unknown key is fixed, every word is there, in nested answers too."""
    text = whole.case("FL-025-long-things.yaml").read_text().replace("respondents: 14", "wayfinder: answers/1")

    response = whole.read(whole.save("a.yaml", text))

    assert response.organization.name.startswith("Landesbetrieb f\u00fcr zentrale")
    assert response.organization.name.endswith("(in Gr\u00fcndung)")
    assert response.answers["service-configuration-management.3"].evidence.endswith("anchor=abcdefghijklmnopqrstuvwxyz")
    assert response.answers["incident-management.2"].comment.endswith("unterbeamtengesellschaft")


def test_fl_027_control_characters_are_visible_and_half_characters_are_refused(whole: Desk) -> None:
    """A lone surrogate is named by field and line; control characters are visibly replaced."""
    text = whole.case("FL-027-control-characters.json").read_text()
    text = text.replace("{", '{"wayfinder": "answers/1",', 1)
    (fault,) = whole.faults(whole.save("bad.json", text))
    assert fault.place.key == "answers.incident-management.3.comment"
    assert fault.place.line == 7
    assert "half a character (U+D83D)" in fault.wrong

    response = whole.read(whole.save("good.json", text.replace("\\ud83d", "")))

    comments = [response.answers[f"incident-management.{level}"].comment for level in (1, 2, 4, 5)]
    assert response.organization.name == "Acme\ufffdOperations"
    assert comments == [
        "pasted from a terminal: \ufffd[31mred\ufffd[0m end\ufffd",
        "form feed \ufffd and bell \ufffd and \ufffd",
        "line one\nline two\nline three\nline four",
        "]]> & <b>bold</b> &amp; {{ 7*7 }} \ufffdgnp.exe",
    ]
    assert json.loads(whole.write("out.json", response).read_text())["organization"]["name"] == "Acme\ufffdOperations"
    for ending in ("xlsx", "csv", "yaml"):
        assert whole.read(whole.write(f"out.{ending}", response)).answers == response.answers


def test_fl_043_practices_under_other_names_are_read(whole: Desk) -> None:
    """Seven of ten rows are read; two names of no practice say why, and change enablement is there in two languages."""
    path = whole.case("FL-043-practice-names.csv")
    access, demand, twice = whole.faults(path)
    assert (access.place.line, demand.place.line, twice.place.line) == (6, 7, 10)
    assert "has the id or name 'Access Management' (value '1')" in access.wrong
    assert "granting access is part of service request management" in access.mend

    rows = path.read_text("utf-8").splitlines()
    response = whole.read(
        whole.save("a.csv", "\n".join(row for row in rows if not row.startswith(("Acc", "Dem", "Contr"))))
    )

    reached = {
        practice: sum(response.answers[f"{practice}.{level}"].rating is Rating.F for level in range(1, 6))
        for practice in (
            "service-desk", "service-catalogue-management", "supplier-management", "monitoring-and-event-management",
            "incident-management", "service-financial-management",
        )
    }  # fmt: skip
    assert list(reached.values()) == [3, 2, 2, 1, 2, 0]


def test_fl_043_two_names_of_one_practice_appear_twice(whole: Desk) -> None:
    """The message says what the other name means."""
    (fault,) = whole.faults(whole.save("a.csv", "practice,rung\nChange Control,2\nContrôle des changements,1\n"))

    assert fault.wrong == "'Contrôle des changements' means 'change-enablement', which appears twice, first in line 2"


def test_fl_043_statements_of_another_name_are_read_in_yaml(whole: Desk) -> None:
    """In the short and the nested form, under `rung`, and in a consensus."""
    text = (
        "wayfinder: answers/1\nrung: {Störungsmanagement: 2}\n"
        "answers: {change-management.2: L, Provider Management: {1: F}}\n"
        "consensus: {event-management.1: {rating: P, note: agreed}}\n"
    )

    response = whole.read(whole.save("a.yaml", text))

    assert response.answers["incident-management.2"].rating is Rating.F
    assert response.answers["change-enablement.2"].rating is Rating.L
    assert response.answers["supplier-management.1"].rating is Rating.F
    assert response.consensus["monitoring-and-event-management.1"].rating is Rating.P


def test_fl_041_notes_on_answers_become_comments(whole: Desk) -> None:
    """Without the author's name, which could be an anonymous respondent's."""
    response = whole.read(whole.case("FL-041-notes-on-answers.xlsx"))

    comments = [response.answers[f"service-desk.{level}"].comment for level in (1, 2)]
    assert comments == ["Holds for the data centre; in the branches nobody does it", "Please ask the night shift first"]
    assert (response.notes, response.notes_left) == (2, 0)
