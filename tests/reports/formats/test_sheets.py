"""The report as a workbook: real numbers and dates, names that Excel accepts, nothing that runs, nothing hidden."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from practices_catalog.model import Catalogue
from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer
from questionnaires.model import Rating, Triage
from questionnaires.scoring.model import Scores
from reports.formats.sheets import write
from reports.options import Edition, ReportOptions, ReportPart
from reports.tokens import tokens
from reports.views.report import report_view
from reports.views.subject import Subject
from roadmaps.model import Check, Roadmap

FULL = ReportOptions(edition=Edition.FULL)
OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
EVERY = [
    "Summary",
    "Findings",
    "Practices",
    "Statements",
    "Readiness",
    "Roadmap",
    "Actions",
    "Disagreements",
    "Symptoms",
    "About",
]
NAME = re.compile(r"[^\[\]:*?/\\]{1,31}")


def written(subject: Subject) -> bytes:
    """Return the workbook of a subject."""
    return write(subject, report_view(subject), b"")


def opened(subject: Subject) -> Any:
    """Return the workbook as a spreadsheet program sees it."""
    return load_workbook(BytesIO(written(subject)))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows below the heads, by heading."""
    head = int(sheet.freeze_panes[-1]) - 1 if sheet.freeze_panes[-2].isalpha() else int(sheet.freeze_panes[-2:]) - 1
    headings = [cell.value for cell in sheet[head]]
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=head + 1)]


def midnight(subject: Subject) -> datetime:
    """Return the first day of the roadmap as spreadsheets have it."""
    assert subject.roadmap
    return datetime.combine(subject.roadmap.settings.start, datetime.min.time())


def cells(book: Any) -> list[Any]:
    """Return all cells with a value."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_full_edition_has_a_sheet_for_each_subject(full: Subject) -> None:
    """Their names are valid in Excel, and each has frozen heads, a filter and a landscape page as wide as its table."""
    book = opened(full)

    assert book.sheetnames == EVERY
    for sheet in book:
        assert NAME.fullmatch(sheet.title)
        assert sheet.title.casefold() != "history"
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows


def test_figures_are_numbers_with_the_digits_of_the_report(full: Subject) -> None:
    """A level is a whole number, a share a percentage, an index has one decimal; all equal the report's figures."""
    book = opened(full)
    incident = full.scores.practice["incident-management"]
    [row] = [each for each in rows_of(book["Practices"]) if each["Practice"] == "Incident management"]

    assert (row["Level"], row["Evidenced level"]) == (incident.level, incident.level_evidenced)
    assert row["Index"] == pytest.approx(float(incident.index or 0), abs=0.05)
    assert row["Answered"] == pytest.approx(float(incident.answered or 0), abs=0.01)
    assert row["Confidence"] == incident.confidence
    formats = {cell.number_format for cell in cells(book) if isinstance(cell.value, float)}
    assert formats <= {"0%", "0.0"}
    assert "0%" in formats


def test_dates_and_days_of_the_roadmap_are_dates_and_numbers(full: Subject) -> None:
    """The first step begins on the first day of the roadmap; 10 and 15 days have 12.5 as their middle."""
    first = rows_of(opened(full)["Roadmap"])[0]

    assert first["Start"] == midnight(full)
    assert (first["Kind"], first["Days"], first["Low"], first["High"]) == ("Step", 13, 10, 15)
    assert first["To"] == first["From"] + 1


def test_an_action_has_the_day_on_which_it_begins(full: Subject) -> None:
    """It begins in the first week of its phase."""
    first = rows_of(opened(full)["Actions"])[0]

    assert first["Begins"] == midnight(full)
    assert (first["Week"], first["Who"], first["What to do"]) == (1, "Owner", "Name one owner for each record.")


def test_checks_and_missed_targets_are_in_the_roadmap_without_days(full: Subject, few_roadmap: Roadmap) -> None:
    """Their days don't add to the sum of the steps."""
    first = few_roadmap.phases[0]
    checked = replace(first, checks=(Check("problem-management", 2, first.capacity),))
    roadmap = replace(few_roadmap, phases=(checked, *few_roadmap.phases[1:]))

    rows = rows_of(opened(replace(full, roadmap=roadmap))["Roadmap"])

    [check] = [each for each in rows if each["Kind"] == "Check first"]
    [missed] = [each for each in rows if each["Kind"] == "Not reached"]
    assert (check["Practice"], check["To"], check["Days"]) == ("Problem management", 2, None)
    assert check["Why"].startswith("Assess Problem management: level 2 is assumed.")
    assert (missed["From"], missed["To"], missed["Days"]) == (1, 3, None)


def test_changes_have_both_levels_and_the_reason(full: Subject) -> None:
    """The earlier assessment is the same one with a practice one level lower."""
    assessed = next(each for each in full.assessed if each.level)
    lower = replace(assessed, level=(assessed.level or 0) - 1)
    practices = tuple(lower if each.practice == assessed.practice else each for each in full.scores.practices)
    said = replace(full.scores.assessment, assessed_on="2020-01-02")
    earlier = replace(full.scores, practices=practices, assessment=said)

    rows = rows_of(opened(replace(full, earlier=earlier))["Changes"])

    [row] = [each for each in rows if each["Practice"] == full.practice_name(assessed.practice)]
    assert (row["Level before"], row["Level after"]) == (lower.level, assessed.level)
    assert "Changes" not in opened(full).sheetnames


def test_every_rating_is_there_by_respondent(full: Subject) -> None:
    """A column for each of three people, with the evidence and comments that they gave, and the action if not F."""
    rows = rows_of(opened(full)["Statements"])
    people = [heading for heading in rows[0] if heading[:2] in {"A ", "B ", "C "}]

    assert len(rows) == len(full.scores.questionnaire.statements)
    assert people == ["A Head of IT", "B Service desk lead", "C Operations manager"]
    for row, score in zip(rows, full.scores.statement.values(), strict=True):
        assert row["Level"] == score.statement.level
        assert row["Rating"] == (score.rating or (Rating.DK if score.open_kind == "dk" else None))
        assert bool(row["What to do"]) == (score.rating not in {Rating.F, Rating.NA})
        assert bool(row["Evidence"]) == (
            any(given.answer.evidence for given in score.answers) or bool(score.consensus and score.consensus.evidence)
        )
    assert any(row["Status"] == "consensus" and row["Consensus"] for row in rows)


def test_requirements_without_a_rating_say_why(catalogue: Catalogue, scores: Scores, triage: Triage) -> None:
    """Not covered, too little known and rated are different states."""
    rows = rows_of(opened(Subject(catalogue, scores, None, triage, FULL))["Readiness"])
    by_status = {status: [row for row in rows if row["Status"] == status] for status in {row["Status"] for row in rows}}

    assert set(by_status) == {"rated", "too little known", "not covered"}
    assert all(row["Rating"] and 0 <= row["Readiness"] <= 1 for row in by_status["rated"])
    for row in (*by_status["not covered"], *by_status["too little known"]):
        assert (row["Rating"], row["Readiness"]) == (None, None)
        assert row["Left out, or why there is no rating"]
    assert all(isinstance(row["Requirement"], str) for row in rows)


def test_levels_have_the_colors_of_the_report(full: Subject) -> None:
    """An empty cell has none, because the condition asks for a number."""
    found = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:].lower()
        for area in opened(full)["Practices"].conditional_formatting
        for rule in area.rules
    }

    for level in range(6):
        colors = {color for formula, color in found.items() if formula.endswith(f"={level})")}
        assert colors == {tokens()[f"level-{level}"].removeprefix("#")}
    assert all("ISNUMBER" in formula or "EXACT" in formula for formula in found)


def test_no_text_is_a_formula_a_link_or_a_control_character(nasty: Subject) -> None:
    """Formulas stay text even if somebody edits the cell; what can't be seen appears as its code."""
    book = opened(nasty)

    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells(book))
    texts = [cell for cell in cells(book) if isinstance(cell.value, str)]
    assert any("[U+0007] [U+202E]abc" in cell.value for cell in texts)
    assert all(cell.quotePrefix for cell in texts if cell.value.startswith(("=", "+", "-", "@")))


def test_a_text_longer_than_a_cell_is_cut(said_by: Callable[..., Subject]) -> None:
    """Excel allows 32,767 characters."""
    answer = {"incident-management.1": Answer(Rating.P, "x" * 16_000)}

    first = rows_of(opened(said_by(("A", "B", "C"), answer))["Statements"])
    evidence = next(row["Evidence"] for row in first if row["Evidence"])

    assert len(evidence) == 32_767
    assert evidence.endswith("\u2026")


def test_anonymous_answers_follow_the_rules_of_the_report(said_by: Callable[..., Subject]) -> None:
    """Three are counted; one is hidden with everything that it says."""
    answer = {"incident-management.1": Answer(Rating.P, "told in secret")}
    statements = rows_of(opened(said_by((NAMELESS,) * 3, answer))["Statements"])
    hidden = opened(said_by(("Anna", NAMELESS), {"incident-management.1": Answer(Rating.P)}))
    secret = opened(said_by((NAMELESS,), answer))

    assert [row["Ratings"] for row in statements if row["Rating"]] == ["Anonymous: 3\u00a0\u00d7\u00a0P"]
    assert "A: P, anonymous: hidden" in {
        str(row["Ratings"]).replace("\u00a0", " ") for row in rows_of(hidden["Statements"])
    }
    assert not any("secret" in str(cell.value) for cell in cells(secret))
    assert {row["Status"] for row in rows_of(secret["Statements"])} == {"not answered", "too few answers to show"}


@pytest.mark.parametrize(
    ("options", "sheets"),
    [
        (ReportOptions(Edition.BOARD), ["Summary", "Practices", "Roadmap", "Actions", "About"]),
        (
            ReportOptions(Edition.MANAGEMENT),
            [each for each in EVERY if each != "Symptoms"],
        ),
        (ReportOptions(chosen=frozenset({ReportPart.READINESS})), ["Readiness", "About"]),
        (
            ReportOptions(Edition.FULL, left_out=frozenset({ReportPart.RATINGS, ReportPart.PRACTICES})),
            [each for each in EVERY if each not in {"Statements", "Symptoms"}],
        ),
    ],
)
def test_the_sheets_follow_the_parts_of_the_report(full: Subject, options: ReportOptions, sheets: list[str]) -> None:
    """What a part leaves out isn't in another sheet either; versions and owners of names always are."""
    book = opened(replace(full, options=options))

    assert book.sheetnames == sheets
    about = {row["Part"] for row in rows_of(book["About"])}
    assert {"Content", "Readiness", "Trademarks"} <= about
    assert ("Glossary" in about) == (options.edition is Edition.FULL)


def test_management_has_the_statements_of_its_priority_practices_only(
    catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage
) -> None:
    """The ladders that the report shows, not all 34."""
    subject = Subject(catalogue, scores, roadmap, triage, ReportOptions(Edition.MANAGEMENT))
    view = report_view(subject)
    assert view.ladders

    rows = rows_of(opened(subject)["Statements"])

    assert {row["Practice"] for row in rows} == {each.section.name for each in view.ladders.sections}


def test_a_practice_out_of_scope_says_why(said_by: Callable[..., Subject]) -> None:
    """It has no figures, which is told apart from practices that nobody was asked about."""
    subject = said_by(("Anna",), {"incident-management.1": Answer(Rating.F)})
    assessment = replace(subject.scores.assessment, left_out={"service-desk": "The supplier runs it."})
    scores = replace(
        subject.scores,
        assessment=assessment,
        practices=tuple(each for each in subject.scores.practices if each.practice != "service-desk"),
    )

    rows = {row["Practice"]: row for row in rows_of(opened(replace(subject, scores=scores))["Practices"])}

    assert (rows["Service desk"]["Status"], rows["Service desk"]["Level"]) == ("not in scope", None)
    assert rows["Service desk"]["Why there are no figures"] == "The supplier runs it."
    assert rows["Problem management"]["Status"] == "not asked"


def test_odd_assessments_can_be_written(odd: Subject) -> None:
    """Sheets without anything to show are left out, and no empty cell has a color."""
    book = opened(odd)

    assert {"Summary", "Practices", "About"} <= set(book.sheetnames)
    assert "Actions" not in book.sheetnames
    assert len(rows_of(book["Practices"])) == len(odd.catalogue.practices)


def test_the_same_report_has_the_same_bytes(full: Subject) -> None:
    """Nothing depends on the time or the machine."""
    assert written(full) == written(full)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; ./dev test installs it")
def test_libreoffice_opens_it(full: Subject, tmp_path: Path) -> None:
    """The first sheet has the conclusion of the report."""
    assert OFFICE
    (tmp_path / "r.xlsx").write_bytes(written(full))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    csv = "csv:Text - txt - csv (StarCalc):44,34,76"  # commas, quotes, UTF-8
    command = [OFFICE, profile, "--headless", "--convert-to", csv, "--outdir", str(tmp_path), str(tmp_path / "r.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=600)

    assert report_view(full).verdict.headline in (tmp_path / "r.csv").read_text("utf-8")
