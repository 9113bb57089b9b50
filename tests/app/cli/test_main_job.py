"""From template to answers to report, on the command line."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.options import ReportPart

Run = Callable[..., Any]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "yaml", "json"])
def test_an_empty_template_can_be_read_back(run: Run, tmp_path: Path, ending: str) -> None:
    """In a template that nobody filled in, every practice is not assessed."""
    path = tmp_path / f"answers.{ending}"

    assert run("template", "-o", path).status == 0
    document = run("score", path, "--format", "json").document

    assert {practice["status"] for practice in document["practices"]} == {"not-assessed"}


def test_a_report_is_written_to_the_given_path(sample_report: tuple[Path, Any]) -> None:
    """A summary says who chose the approach, and the path is printed last."""
    path, outcome = sample_report

    assert outcome.status == 0
    assert "based on the reported symptoms" in outcome.out
    assert outcome.out.endswith(f"\n{path}\n")
    assert path.read_bytes().startswith(b"%PDF")


def test_a_report_into_a_missing_folder_leaves_nothing(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """The message names the path, and no partial file is left."""
    parts = (word for part in ReportPart for word in ("--leave-out", part.value))

    outcome = run("report", *samples, *parts, "-o", tmp_path / "nowhere" / "out.pdf")

    assert outcome.status == 2
    assert "nowhere" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_color_that_cannot_be_read_on_paper_is_refused_by_its_option(
    run: Run, samples: list[Path], tmp_path: Path
) -> None:
    """Each option says what is wrong; dark enough ones reach the report."""
    path = tmp_path / "report.html"

    light = run("report", *samples, "--second-color", "#fc0", "-o", path)
    done = run("report", *samples, "--color", "8A1538", "--part", "plan", "-o", path)

    assert light.status == 2
    assert "--second-color: #ffcc00 is too light" in light.err
    assert done.status == 0
    assert "--accent: #8a1538" in path.read_text("utf-8")


def test_a_report_compares_with_an_earlier_assessment(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """The same answers years before have the same levels; swapped files are refused."""
    after = tmp_path / "after.yaml"
    after.write_text(samples[0].read_text("utf-8"), "utf-8")
    before = tmp_path / "before.yaml"
    [day] = re.findall(r"^assessed_on: .*$", after.read_text("utf-8"), re.MULTILINE)
    before.write_text(after.read_text("utf-8").replace(day, 'assessed_on: "2020-02-03"'), "utf-8")
    path = tmp_path / "report.md"

    done = run("report", after, "--before", before, "--part", "changes", "-o", path)
    swapped = run("report", before, "--before", after, "--part", "changes", "-o", path)

    assert done.status == 0
    assert "No practice has changed its level since 3 Feb 2020" in path.read_text("utf-8")
    assert swapped.status == 2
    assert "swap their files" in swapped.err


@pytest.mark.parametrize("more", [(), ("--day-rate", "800"), ("--paper", "letter")])
def test_the_board_edition_has_four_pages(run: Run, samples: list[Path], tmp_path: Path, more: tuple[str, ...]) -> None:
    """The sample has as much to say as a board can read."""
    path = tmp_path / "board.pdf"

    assert run("report", *samples, "--edition", "board", *more, "-o", path).status == 0

    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages: +4$", told, re.MULTILINE)


def test_no_page_of_the_management_edition_is_nearly_empty(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """The text of each page ends below its first quarter."""
    path = tmp_path / "report.pdf"

    assert run("report", *samples, "-o", path).status == 0

    words = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    for each in words.split("<page ")[1:]:
        height = float(re.findall(r'height="([\d.]+)"', each)[0])
        ends = [float(end) for end in re.findall(r'yMax="([\d.]+)"', each)]
        assert max(end for end in ends if end < height * 0.93) > height / 4  # the rest is the foot


def test_what_works_stands_in_a_report_once(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """On the first page, or else after the findings."""
    path = tmp_path / "report.md"
    for more in ((), ("--leave-out", "summary")):
        assert run("report", *samples, *more, "-o", path).status == 0
        assert len(re.findall(r"^(?:#+ |\*\*)What works", path.read_text("utf-8"), re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("Northfield Hospitals", "Southfield Clinics"), "is about 'Southfield Clinics'"),
        (('assessed_on: "2026-09-14"', ""), "has no date"),
        (None, "is also one of the later assessment's files"),
    ],
)
def test_what_is_no_earlier_assessment_is_refused(
    run: Run, samples: list[Path], tmp_path: Path, change: tuple[str, str] | None, wrong: str
) -> None:
    """Another organization, an unknown day, and the later assessment itself."""
    before = samples[0]
    if change:
        before = tmp_path / "before.yaml"
        before.write_text(samples[0].read_text("utf-8").replace(*change), "utf-8")

    outcome = run("report", *samples, "--before", before, "--part", "changes", "-o", tmp_path / "x.md")

    assert outcome.status == 2
    assert f"{before}: {wrong}" in outcome.err
    assert not (tmp_path / "x.md").exists()


def test_an_empty_earlier_file_and_none_at_all_are_refused(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """Nothing can be compared."""
    empty = tmp_path / "empty.yaml"
    run("template", "-o", empty)

    blank = run("report", *samples, "--before", empty, "-o", tmp_path / "x.md")
    none = run("report", *samples, "--part", "changes", "-o", tmp_path / "x.md")

    assert (blank.status, none.status) == (2, 2)
    assert "rates no practice" in blank.err
    assert "add its files with --before" in none.err


def test_auto_says_that_the_triage_chose(run: Run, samples: list[Path]) -> None:
    """With triage answers, `auto` takes their recommendation."""
    plan = run("plan", *samples, "--format", "json").document
    triage = run("triage", *samples, "--format", "json").document

    assert plan["approach_chosen_by"] == "triage"
    assert plan["approach"] == triage["recommended"]


def test_auto_without_triage_says_that_the_scores_chose(run: Run, answers: Callable[[str], Path]) -> None:
    """Only change enablement and its supporting practices are at level 0, so change risk has the most to gain."""
    held = (
        *("incident-management", "service-desk", "service-configuration-management", "continual-improvement"),
        *("capacity-and-performance-management", "availability-management", "service-level-management"),
    )
    rungs = "".join(f"  {practice}: 3\n" for practice in held) + "  change-enablement: 0\n"

    plan = run("plan", answers(f"rung:\n{rungs}"), "--format", "json").document

    assert (plan["approach"], plan["approach_chosen_by"]) == ("change-risk", "scores")


def test_settings_of_the_user_are_used(run: Run, samples: list[Path]) -> None:
    """Each option of a roadmap appears in its settings."""
    plan = run(
        *("plan", *samples, "--approach", "service-quality", "--phases", "3", "--phase-weeks", "8"),
        *("--capacity", "37.5", "--start", "2027-02-01", "--target", "knowledge-management=2"),
        *("--exclude", "service-design", "--format", "json"),
    ).document

    settings = plan["settings"]
    assert plan["approach_chosen_by"] == "user"
    assert (settings["phases"], settings["phase_weeks"], settings["capacity"]) == (3, 8, 37.5)
    assert settings["start"] == "2027-02-01"
    assert settings["targets"]["knowledge-management"] == 2
    assert settings["excluded"] == ["service-design"]
    assert [phase["end"] for phase in plan["phases"]] == ["2027-03-28", "2027-05-23", "2027-07-18"]


def test_all_invalid_options_are_reported_together(run: Run, samples: list[Path]) -> None:
    """Nothing has been planned by then."""
    outcome = run("plan", *samples, "--capacity", "many", "--start", "soon", "--target", "x", "--pin", "y=z")

    assert outcome.status == 2
    named = {line.split(":")[1].strip() for line in outcome.err.splitlines()}
    assert named == {"--target", "--pin", "--capacity", "--start"}


def test_an_unknown_approach_suggests_the_nearest(run: Run, samples: list[Path]) -> None:
    """The fix names the approach that was probably meant."""
    outcome = run("plan", *samples, "--approach", "change-risks")

    assert outcome.status == 2
    assert outcome.err == "error: no approach has the id 'change-risks'; write 'change-risk'\n"


def test_explain_goes_down_to_who_said_what(run: Run, answers: Callable[[str], Path]) -> None:
    """A practice's figures are followed by each statement with its rating, its respondents and its evidence."""
    body = "respondent: {id: a, name: Ada}\nanswers:\n  service-desk.1: {rating: F, evidence: call log of May}\n"

    outcome = run("explain", "service-desk", answers(body))

    assert outcome.status == 0
    assert "service-desk.1: F" in outcome.out
    assert "Ada: F; evidence: call log of May" in outcome.out
    assert "Level 1 to 5, evidenced level 1." in outcome.out


def test_a_rung_without_an_effect_is_named(run: Run, answers: Callable[[str], Path]) -> None:
    """Single ratings override it, and nothing else would tell."""
    single = "".join(f"  service-desk.{level}: {rating}\n" for level, rating in enumerate("FFNNN", 1))
    outcome = run("score", answers(f"rung: {{service-desk: 4}}\nanswers:\n{single}"))

    assert outcome.status == 0
    assert "answers.yaml: service-desk: the rung has no effect" in outcome.out


@pytest.mark.parametrize(
    ("letters", "told"),
    [("NNF", "Unnamed respondents: 2 \u00d7 N, 1 \u00d7 F"), ("NF", "so their answers are hidden")],
)
def test_explain_identifies_no_anonymous_respondent(run: Run, tmp_path: Path, letters: str, told: str) -> None:
    """The rule is that of the pages: three are counted; two are hidden, with everything they wrote."""
    files = []
    for number, letter in enumerate(letters):
        file = tmp_path / f"{number}.yaml"
        head = "wayfinder: answers/1\nquestionnaire: quick-scan\n"
        person = f"respondent: {{id: r{number}, name: Anonymous}}\n"
        file.write_text(f"{head}{person}answers:\n  service-desk.1: {{rating: {letter}, comment: word {number}}}\n")
        files.append(file)

    out = " ".join(run("explain", "service-desk", *files).out.replace("\u00a0", " ").split())

    assert told in out
    assert ("word 1" in out) is (len(letters) == 3)
    assert "Anonymous: " not in out


def test_a_practice_left_out_is_shown_with_the_reason(run: Run, samples: list[Path]) -> None:
    """It doesn't affect any figure, and `explain` says that it isn't in scope."""
    scope = ("--not-in-scope", "service-desk=The supplier runs it.")

    ids = {each["id"] for each in run("score", *samples, *scope, "--format", "json").document["practices"]}
    explained = run("explain", "service-desk", *samples, *scope)

    assert len(ids) == 33
    assert "service-desk" not in ids
    assert (explained.status, explained.err.split(";")[0]) == (2, "error: Service desk isn't in scope")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["service-dsk=x"], "no practice has the id or name 'service-dsk'; did you mean 'service-desk'?"),
        (
            ["service-desk"],
            "service-desk has no reason; add a reason, such as 'service-desk=Our parent company does this.'",
        ),
        (["service-desk=a", "service-desk=b"], "service-desk is given twice; remove one of the two"),
    ],
)
def test_an_invalid_scope_is_refused(run: Run, samples: list[Path], given: list[str], said: str) -> None:
    """The message names the practice and the fix."""
    outcome = run("score", *samples, *(part for each in given for part in ("--not-in-scope", each)))

    assert outcome.status == 2
    assert said in outcome.err


@pytest.mark.parametrize("form", ["table", "json", "csv", "yaml"])
@pytest.mark.parametrize("command", ["score", "plan", "triage"])
def test_every_result_has_every_format(run: Run, samples: list[Path], command: str, form: str) -> None:
    """Nothing is printed to standard error."""
    outcome = run(command, *samples, "--format", form)

    assert outcome.status == 0
    assert outcome.err == ""


def test_the_demo_writes_its_pdf_and_a_summary(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newcomer's first command works in any folder."""
    monkeypatch.chdir(tmp_path)

    outcome = run("demo")

    assert outcome.status == 0
    assert (tmp_path / "wayfinder-demo.pdf").read_bytes().startswith(b"%PDF")
    assert "Northfield Hospitals: 3 respondents" in outcome.out
    assert "Phase 1" in outcome.out
    assert outcome.out.rstrip().endswith("wayfinder-demo.pdf")


def test_check_counts_what_it_found_in_order(run: Run) -> None:
    """The shipped content has no faults."""
    outcome = run("check")

    assert outcome.status == 0
    assert outcome.out.startswith("34 practices, 3 frameworks, ")
    assert outcome.out.endswith("170 statements: no errors found.\n")


def test_check_names_every_fault_of_a_folder(run: Run, tmp_path: Path) -> None:
    """The folder is checked together with the shipped content, and faults give file and line."""
    folder = tmp_path / "approaches"
    folder.mkdir()
    (folder / "mine.yaml").write_text("id: mine\nname: Mine\n", encoding="utf-8")

    outcome = run("check", tmp_path)

    assert outcome.status == 2
    assert f"{folder / 'mine.yaml'}, line 1, entry: the key 'entry' is missing; add it" in outcome.err
    assert "the key 'weights' is missing; add it" in outcome.err


@pytest.mark.parametrize(("typed", "days"), [("37,5", 37.5), ("37.5", 37.5), ("120", 120)])
def test_a_capacity_may_have_either_decimal_sign(run: Run, samples: list[Path], typed: str, days: float) -> None:
    """37,5 is 37.5 and never 375."""
    assert run("plan", *samples, "--capacity", typed, "--format", "json").document["settings"]["capacity"] == days


@pytest.mark.parametrize("typed", ["1.250,00", "nan", "1e400", "1/3", "-5", ""])
def test_any_other_capacity_is_refused(run: Run, samples: list[Path], typed: str) -> None:
    """Ambiguous or unreadable values are refused with a question."""
    outcome = run("plan", *samples, "--capacity", typed)

    assert outcome.status == 2
    assert outcome.err == f"error: --capacity: {typed!r} isn't a number of days; write a number such as 37.5\n"


@pytest.mark.parametrize("typed", ["2026-03-02", "2026-3-2", "02.03.2026", " 2. 3. 2026 "])
def test_a_start_date_is_read_like_all_dates(run: Run, samples: list[Path], typed: str) -> None:
    """02.03.2026 is 2 March (FL-010)."""
    plan = run("plan", *samples, "--start", typed, "--format", "json").document

    assert plan["settings"]["start"] == plan["phases"][0]["start"] == "2026-03-02"


@pytest.mark.parametrize("typed", ["02/03/2026", "20260302", "2026-W10-1", "2026-02-30", "0001-01-01", "today"])
def test_an_ambiguous_start_date_is_refused(run: Run, samples: list[Path], typed: str) -> None:
    """2/3 can be 2 March or 3 February."""
    outcome = run("plan", *samples, "--start", typed)

    assert outcome.status == 2
    assert outcome.err == f"error: --start: {typed!r} isn't a date from 2000 to 2099; write it as 2026-03-02\n"
