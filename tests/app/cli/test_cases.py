"""Cases from the field about roadmaps, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

HELD = "rung: {incident-management: 3, service-desk: 3, change-enablement: 4}\n"
TARGETS = ("--target", "incident-management=3", "--target", "service-desk=3", "--target", "problem-management=3")


def test_fl_034_targets_already_reached_say_so_and_offer_what_is_next(run: Run, answers: Write) -> None:
    """Every target of support quality has been reached."""
    body = (
        "rung: {incident-management: 3, service-desk: 3, problem-management: 3, service-configuration-management: 3}\n"
    )

    outcome = run("plan", answers(body), "--approach", "support-quality", "--leave-free", *TARGETS)

    assert outcome.status == 0
    assert "All targets have been reached, so there is nothing left to plan." in outcome.out
    assert "Phase 1" not in outcome.out
    assert "The approach “Support quality first” would now gain most from" in outcome.out


def test_names_read_as_practices_are_named_beside_the_result(run: Run, answers: Write) -> None:
    """On standard error, so that a document stays one."""
    outcome = run("score", answers("rung: {Gestion des probl\u00e8mes: 2, Service Desk: 1}\n"), "--format", "json")

    assert (
        "note: names read as practices: \u201cGestion des probl\u00e8mes\u201d as Problem management\n" in outcome.err
    )
    assert outcome.document["schema"] == "score/1"
    assert "names read" not in run("score", answers("rung: {service-desk: 1}\n")).err


def test_few_answers_call_for_answers_before_a_plan(run: Run, answers: Write) -> None:
    """The plan is made, and says on which 15 statements it rests: in the text, or beside a document."""
    file = answers(HELD)
    glimpse = "This is a first glimpse: only 15 of the 170 statements in scope are answered."

    text, document = run("plan", file), run("plan", file, "--format", "json")

    assert glimpse in " ".join(text.out.split())
    assert glimpse not in text.err
    assert f"note: {glimpse} Answer more statements before you plan." in document.err
    assert document.document["schema"] == "plan/1"
    for form in ("yaml", "csv"):
        assert f"note: {glimpse}" in run("plan", file, "--format", form).err


def test_a_plan_in_text_ends_with_the_dates_in_the_answers(run: Run, answers: Write) -> None:
    """They are beside what the roadmap does by then; without a date there is no such table."""
    dated = "assessed_on: 2026-06-03\nanswers:\n  service-desk.2: {rating: P, comment: Ends on 31 August 2026}\n"
    undated = "assessed_on: 2026-06-03\nanswers:\n  service-desk.2: {rating: P, comment: It ends}\n"

    said = " ".join(run("plan", answers(dated)).out.split())

    assert "Dates mentioned in the answers by quotation practice roadmap by then 31 Aug 2026 \u201cEnds on" in said
    assert "Dates mentioned" not in run("plan", answers(undated)).out


def test_symptoms_alone_are_a_first_glimpse_too(run: Run, answers: Write) -> None:
    """Nobody has rated a statement; the triage says so as well."""
    file = answers("triage: {failed-changes: 3}\n")
    glimpse = "This is a first glimpse: nothing has been assessed yet. Assess practices before you plan."

    assert glimpse in " ".join(run("plan", file).out.split())
    assert glimpse in " ".join(run("triage", file).out.split())
    assert "first glimpse: only 15 of the 170" in " ".join(run("triage", answers(HELD)).out.split())


def test_a_report_on_few_answers_offers_no_first_phase(run: Run, answers: Write, tmp_path: Path) -> None:
    """The printed summary has the glimpse and the findings."""
    parts = ("profile", "heat-map", "practices", "agreement", "readiness", "roadmap", "method", "glossary", "ratings")
    left_out = [each for part in parts for each in ("--leave-out", part)]

    shown = run("report", answers(HELD), "-o", str(tmp_path / "r.pdf"), *left_out).out

    assert "This is a first glimpse" in shown
    assert "Phase 1" not in shown


def test_fl_034_a_target_below_the_current_level_names_the_practice(run: Run, answers: Write) -> None:
    """It would be a step down."""
    outcome = run("plan", answers(HELD), "--target", "change-enablement=3")

    assert outcome.status == 2
    assert "the target 3 of change enablement is below its current level 4; give 4 or higher" in outcome.err


def test_fl_034_gaps_below_a_reached_level_are_planned(run: Run, answers: Write) -> None:
    """Level 3 at L blocks level 4, which is F.

    The step costs 1/3 of level 3's effort, or a tenth of level 4's if that is more.
    """
    practices = run("practices", "incident-management", "--format", "json").document
    third, fourth = practices[0]["effort"]["medium"][2:4]
    body = "rung: {incident-management: 4}\nanswers: {incident-management.3: L}\n"

    plan = run(
        *("plan", answers(body), "--approach", "support-quality", "--target", "incident-management=4"),
        *("--method", "iso-33020"),
        *("--capacity", "500", "--format", "json"),
    ).document

    (step,) = (
        step
        for phase in plan["phases"]
        for step in phase["steps"]
        if (step["practice"], step["to_level"]) == ("incident-management", 4)
    )
    assert step["from_level"] == 3
    assert step["effort"] == pytest.approx(max(third / 3, fourth / 10), abs=1e-6)
    assert step["benefit"] > 0


def test_fl_034_nothing_left_to_plan_and_no_days_are_clear_errors(run: Run, answers: Write) -> None:
    """One plan excludes every practice; another has a capacity of 0."""
    practices = [each["id"] for each in run("practices", "--format", "json").document]
    excluded = [part for each in practices for part in ("--exclude", each)]

    nothing = run("plan", answers(HELD), "--approach", "support-quality", *excluded)
    no_days = run("plan", answers(HELD), "--capacity", "0")

    assert nothing.status == no_days.status == 2
    assert "every practice that the approach “Support quality first” would plan is excluded" in nothing.err
    assert "a capacity of 0 person-days leaves no room for work" in no_days.err


def test_fl_033_a_cycle_of_pins_names_each_practice_in_order(run: Run, answers: Write) -> None:
    """Problem management 3 requires incident management 2."""
    outcome = run(
        *("plan", answers(HELD.replace("incident-management: 3", "incident-management: 0"))),
        *("--approach", "support-quality", "--target", "problem-management=3", "--deadline", "problem-management=1"),
        *("--pin", "incident-management=3"),
    )

    assert outcome.status == 2
    assert outcome.err == (
        "error: deadlines.problem-management: problem management level 3, due in phase 1, waits for incident "
        "management level 2, which is pinned to start in phase 3; pin incident management to phase 1, give problem "
        "management phase 3 or later as its deadline, or remove one of the two\n"
    )


def test_fl_043_options_take_the_other_names_of_practices(run: Run, answers: Write) -> None:
    """Targets, pins, exclusions, the scope and the practice to explain."""
    file = answers("rung: {Störungsmanagement: 1, change-enablement: 1}\n")

    plan = run(
        *("plan", file, "--approach", "support-quality", "--format", "json", "--target", "Störungsmanagement=2"),
        *("--exclude", "Request Fulfilment", "--not-in-scope", "Change Control=Our parent company does this."),
    ).document
    explained = run("explain", "Störungsmanagement", file)

    assert plan["settings"]["targets"]["incident-management"] == 2
    assert plan["settings"]["excluded"] == ["service-request-management"]
    assert explained.out.startswith("Incident management")


@pytest.mark.parametrize(
    "options",
    [
        ("plan", "FILE", "--target", "Access Management=2"),
        ("plan", "FILE", "--pin", "Access Management=2"),
        ("plan", "FILE", "--exclude", "Access Management"),
        ("score", "FILE", "--not-in-scope", "Access Management=elsewhere"),
        ("explain", "Access Management", "FILE"),
        ("practices", "Access Management"),
        ("mappings", "Access Management"),
    ],
)
def test_fl_043_a_name_of_no_practice_says_why_everywhere(run: Run, answers: Write, options: tuple[str, ...]) -> None:
    """The practices that may be meant are in a question."""
    file = answers(HELD)

    outcome = run(*(file if each == "FILE" else each for each in options))

    assert outcome.status == 2
    assert "ITIL 4 has no such practice, as granting access" in outcome.err
    assert "did you mean 'service-request-management' or 'information-security-management'?" in outcome.err


def test_many_equal_faults_are_one_line(run: Run, tmp_path: Path) -> None:
    """With a count and the first places; each alone with --all-faults, and for a program."""
    practices = [each["id"] for each in run("practices", "--format", "json").document]
    path = tmp_path / "a.csv"
    path.write_text(
        "statement,rating\n" + "".join(f"{each}.{level},3\n" for each in practices for level in range(1, 6))
    )

    short = run("score", path)
    whole = run("score", path, "--all-faults")
    program = run("score", path, "--format", "json")

    assert short.status == whole.status == program.status == 2
    assert short.err == (
        f"error: {path}, lines 2, 3, 4 and 167 more, column rating: contains the number '3', which isn't a rating "
        "(170 times); write N, P, L, F, NA or DK; a rung from 0 to 5 goes in the practice's own row\n"
    )
    assert len(whole.err.splitlines()) == 170
    assert program.err == whole.err


def test_more_than_25_lines_of_faults_say_how_to_see_the_rest(run: Run, tmp_path: Path) -> None:
    """Each of 30 faults is of its own kind."""
    path = tmp_path / "a.csv"
    path.write_text("statement,rating," + ",".join("column" + "x" * number for number in range(30)) + "\n")

    lines = run("score", path).err.splitlines()

    assert len(lines) == 26
    assert lines[-1] == "error: 5 more; --all-faults lists them all"


def test_an_exact_copy_counts_once_and_is_noted(run: Run, answers: Write) -> None:
    """On standard error, so that a program's document stays as it is."""
    one, copy = answers(HELD), answers(HELD, "copy.yaml")

    outcome = run("score", one, copy, "--format", "json")

    assert outcome.status == 0
    assert outcome.err == f"note: {copy} is an exact copy of {one}, so it counts once\n"
    assert outcome.document["respondents"] == run("score", one, "--format", "json").document["respondents"]


def test_fl_041_the_summary_says_how_many_notes_were_read(run: Run) -> None:
    """They become comments."""
    path = Path(__file__).parents[2] / "questionnaires/answers/cases/FL-041-notes-on-answers.xlsx"

    assert "2 cell notes are included as comments." in run("score", path).out


def test_an_effort_factor_of_0_is_refused(run: Run, answers: Write) -> None:
    """It isn't the same as no factor."""
    outcome = run("plan", answers(HELD), "--effort-factor", "0")

    assert outcome.status == 2
    assert "effort_factor: an effort factor of 0 isn't above 0" in outcome.err
