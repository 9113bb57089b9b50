"""An assessment by three respondents, generated from a seed, and a roadmap built by hand from its scores."""

from __future__ import annotations

import logging
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import page
import pytest

from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue, Effort, OrganizationSize
from questionnaires.answers.model import (
    Answer,
    Assessment,
    Consensus,
    Organization,
    Respondent,
    Response,
)
from questionnaires.loading import load_questionnaires, load_triage
from questionnaires.model import SCALE, Method, Questionnaire, Rating, Statement, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.options import Edition, ReportOptions
from reports.pdf import render_report
from reports.views.subject import Subject
from roadmaps.model import (
    Action,
    ChosenBy,
    Phase,
    PlannedStep,
    Roadmap,
    RoadmapSettings,
    Step,
    Unplanned,
)

START = date(2026, 3, 2)
FEW = ("incident-management", "service-desk", "change-enablement")
NAMES = ("Head of IT", "Service desk lead", "Operations manager")
EVIDENCE = (
    "Ticket export of June: 214 of 230 closed records name the service.",
    "Match of one week's deployment log: 14 of 52 changes had no record.",
    "Roster of the desk for the first quarter.",
    "Minutes of the supplier review of 12 May.",
    "Restore test of 3 April, report in the operations folder.",
)
COMMENTS = (
    "Nights differ: the on-call engineer keeps notes in a private file.",
    "True for the hospital in town; the two smaller houses work by telephone.",
    "Since the new portal went live in February this holds for most calls.",
    "Nobody has looked at these figures since the last audit.",
)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue()


@pytest.fixture(scope="session")
def questionnaire(catalogue: Catalogue) -> Questionnaire:
    """The quick scan."""
    return load_questionnaires(catalogue)[0]


@pytest.fixture(scope="session")
def triage(catalogue: Catalogue) -> Triage:
    """The shipped triage."""
    return load_triage(catalogue)


@pytest.fixture(scope="session")
def assessment(questionnaire: Questionnaire, triage: Triage) -> Assessment:
    """Three respondents who mostly agree, with evidence and comments in places."""
    return make_assessment(questionnaire, triage)


@pytest.fixture(scope="session")
def scores(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, assessment: Assessment) -> Scores:
    """The scores of the assessment."""
    return score(catalogue, questionnaire, triage, assessment, Method.ISO_33020)


@pytest.fixture(scope="session")
def roadmap(catalogue: Catalogue, scores: Scores) -> Roadmap:
    """A roadmap of four phases for the approach on support quality."""
    return make_roadmap(catalogue, scores)


def make_assessment(questionnaire: Questionnaire, triage: Triage, names: tuple[str, ...] = NAMES) -> Assessment:
    """Return answers from a seed: good low rungs, weak high ones, a few gaps, one practice that doesn't apply."""
    random = Random(7)  # noqa: S311 - a seed for test data
    heights = {practice: random.choice((0, 1, 1, 2, 2, 2, 3, 3, 4, 5)) for practice in questionnaire.by_practice}
    responses = tuple(
        Response(
            questionnaire=questionnaire.id,
            respondent=Respondent(f"r{number:02}", name, "it-leader" if number == 1 else ""),
            organization=Organization("Northfield Hospitals", "Health care", 400),
            assessed_on="2026-06-03",
            answers={
                statement.id: answer
                for statement in questionnaire.statements
                if (answer := _answer(random, statement, heights[statement.practice])) is not None
            },
            triage={symptom.id: random.randint(0, 3) for symptom in triage.symptoms},
        )
        for number, name in enumerate(names, 1)
    )
    consensus = {
        "incident-management.3": Consensus(
            Rating.P, "Agreed in the workshop of 3 June after a look at ten records.", "ten records"
        ),
        "change-enablement.2": Consensus(Rating.L, "Agreed in the workshop of 3 June."),
    }
    return Assessment(questionnaire.id, responses[0].organization, "2026-06-03", responses, consensus)


def _answer(random: Random, statement: Statement, height: int) -> Answer | None:
    if statement.practice == "software-development-and-management":
        return Answer(Rating.NA, reason="All software is bought as a service.")
    if statement.practice == "architecture-management" or random.random() < 0.04:
        return None
    step = 3 if statement.level <= height else 2 if statement.level == height + 1 else 0
    rating = SCALE[min(3, max(0, step + random.choice((0, 0, 0, 0, -1, 1, -2))))]
    if random.random() < 0.03:
        rating = Rating.DK
    evidence = random.choice(EVIDENCE) if random.random() < 0.3 and rating.on_scale else ""
    comment = random.choice(COMMENTS) if random.random() < 0.2 else ""
    return Answer(rating, evidence, comment)


def planned_step(step: Step, days: Fraction, why: str, *, ends: bool = True) -> PlannedStep:
    """Return a step in its phase, with one action in its first week."""
    action = Action("Name one owner for each record.", "Owner", "Ten records with their owners.", 1)
    return PlannedStep(step, days, ends, why, (action,), Effort(days * 4 / 5, days * 6 / 5))


def make_roadmap(catalogue: Catalogue, scores: Scores, phases: int = 4) -> Roadmap:
    """Return a roadmap that raises an approach's practices level by level: three steps a phase, and one more split."""
    approach = catalogue.approach["support-quality"]
    levels = _levels(scores)
    made: list[Phase] = []
    wanted = [
        Step(practice, level, level + 1, Effort(Fraction(10), Fraction(15)), approach.weights[practice])
        for practice in (*approach.entry, *approach.supporting)
        for level in range(levels.get(practice, 0), 3)
    ]
    for number in range(phases):
        steps = [planned_step(step, step.effort_days, why(step)) for step in wanted[3 * number : 3 * number + 3]]
        if number in {0, 1} and len(wanted) > 12:
            steps.append(planned_step(wanted[12], Fraction(25, 4), "It is larger than one phase.", ends=number == 1))
        levels = levels | {each.step.practice: each.step.to_level for each in steps if each.ends}
        start = START + timedelta(weeks=13 * number)
        end = START + timedelta(weeks=13 * (number + 1), days=-1)
        made.append(Phase(number + 1, start, end, Fraction(60), tuple(steps), levels))
    return Roadmap(
        approach=approach.id,
        chosen_by=ChosenBy.TRIAGE,
        settings=RoadmapSettings(START, OrganizationSize.LARGE, phases, pins={"service-desk": 1}),
        targets=dict.fromkeys(approach.entry, 3),
        phases=tuple(made),
        unplanned=(
            Unplanned(
                "service-configuration-management",
                3,
                1,
                "Its last step does not fit into four phases of 60 person-days.",
            ),
        ),
        notes=("Problem management waits for level 2 of incident management, so it begins in phase 2.",),
        worth=Fraction(120),
        bound=Fraction(120),
    )


def _levels(scores: Scores) -> dict[str, int]:
    return {each.practice: each.level for each in scores.practices if each.level is not None}


def why(step: Step) -> str:
    """Return a reason as the planner writes it."""
    return (
        f"It serves the approach with a weight of {step.benefit}; every recorded fault can be counted once it is done, "
        "and two practices wait for it."
    )


@pytest.fixture(autouse=True)
def no_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on any warning of the PDF engine, such as missing alternative text, unknown properties or refused URLs."""
    yield
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []


@pytest.fixture(scope="session")
def few_catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue with one framework of only twelve requirements, so that a report is made quickly."""
    fitsm = catalogue.framework["fitsm-1"]
    kept = fitsm.requirements[:12]
    ids = {requirement.id for requirement in kept}
    mappings = tuple(mapping for mapping in fitsm.mappings if mapping.requirement in ids)
    return replace(catalogue, frameworks=(replace(fitsm, requirements=kept, mappings=mappings),))


@pytest.fixture(scope="session")
def few_questions(questionnaire: Questionnaire) -> Questionnaire:
    """The quick scan of three practices."""
    return replace(questionnaire, statements=tuple(s for s in questionnaire.statements if s.practice in FEW))


@pytest.fixture(scope="session")
def few_answers(few_questions: Questionnaire, triage: Triage) -> Assessment:
    """Three respondents' answers about three practices."""
    return make_assessment(few_questions, triage)


@pytest.fixture(scope="session")
def few_scores(
    few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, few_answers: Assessment
) -> Scores:
    """The scores of three practices."""
    return score(few_catalogue, few_questions, triage, few_answers, Method.ISO_33020)


@pytest.fixture(scope="session")
def few_roadmap(few_catalogue: Catalogue, few_scores: Scores) -> Roadmap:
    """A roadmap over three practices."""
    return make_roadmap(few_catalogue, few_scores)


@pytest.fixture
def report_of(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Callable[..., bytes]:
    """Makes a report from answers about three practices."""

    def made(answers: Assessment, roadmap: Roadmap | None = None, options: ReportOptions | None = None) -> bytes:
        scores = score(few_catalogue, few_questions, triage, answers)
        chosen = options or ReportOptions(edition=Edition.FULL)
        return render_report(Subject(few_catalogue, scores, roadmap, triage, chosen))

    return made


@pytest.fixture
def words_of(tmp_path: Path) -> Callable[[bytes], str]:
    """Reads the text of a PDF, with single spaces and without direction marks and zero-width spaces."""

    def read(pdf: bytes) -> str:
        file = tmp_path / "read.pdf"
        file.write_bytes(pdf)
        text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
        return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())

    return read


@pytest.fixture
def ua_failures(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """Lists the PDF/UA-1 rules that a PDF breaks."""
    return lambda pdf: _failures(pdf, page.ValidationProfile.PDF_UA_1, tmp_path)


@pytest.fixture
def archive_failures(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """Lists the PDF/A-3u rules that a PDF breaks.

    The checker miscounts a stream whose last byte is a line end, so the rule on lengths needs a check of its own.
    """
    return lambda pdf: [
        each for each in _failures(pdf, page.ValidationProfile.PDF_A_3U, tmp_path) if "STREAM-LENGTH" not in each
    ]


def _failures(pdf: bytes, profile: page.ValidationProfile, folder: Path) -> list[str]:
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    return [str(failure) for failure in page.validate_pdf(str(file), profile=profile).failures]
