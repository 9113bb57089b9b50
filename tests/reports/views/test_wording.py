"""Sentences say what was said: open, unknown, not applicable and N apart, and nothing without content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Consensus, Respondent, Response
from questionnaires.model import Method, Questionnaire, Rating, Triage
from questionnaires.scoring.model import RequirementScore, RequirementStatus
from questionnaires.scoring.score import score
from reports.findings.findings import findings_of
from reports.findings.model import FindingKind
from reports.options import ReportOptions
from reports.views.agreement import agreement_view
from reports.views.first_glimpse import first_glimpse
from reports.views.gate import gate_sentence, index_sentence
from reports.views.marks import level_mark
from reports.views.method import in_words, method_view
from reports.views.practices import confidence, evidenced, practices_view
from reports.views.profile import level_counts
from reports.views.readiness import UNRATED, basis, readiness_views
from reports.views.subject import Subject
from reports.views.summary import summary_view

Make = Callable[..., Subject]


def made(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    triage: Triage,
    sheets: dict[str, str],
    *more: dict[str, str],
    method: Method = Method.LADDER,
) -> Subject:
    """Return the subject of one sheet per respondent: `incident-management: "F F* - DK NA"`."""
    responses = tuple(
        Response(questionnaire.id, Respondent(f"r{number}", f"Person {number}"), answers=_answers(each))
        for number, each in enumerate((sheets, *more), 1)
    )
    assessment = Assessment(questionnaire.id, responses[0].organization, "2026-06-03", responses, {})
    return Subject(
        catalogue, score(catalogue, questionnaire, triage, assessment, method), None, triage, ReportOptions()
    )


def _answers(sheets: dict[str, str]) -> dict[str, Answer]:
    return {
        f"{practice}.{level}": Answer(
            Rating(word.rstrip("*")), reason="no" * (word == "NA"), evidence="seen" * word.endswith("*")
        )
        for practice, sheet in sheets.items()
        for level, word in enumerate(sheet.split(), 1)
        if word != "-"
    }


STANDING_OUT = {
    "service-desk": "F F F F N",
    "incident-management": "F* F* F* F* N",
    "change-enablement": "F* F* F* F* N",
}


@pytest.fixture
def subject(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Make:
    """Make a subject from sheets."""

    def make(sheets: dict[str, str], *more: dict[str, str], method: Method = Method.LADDER) -> Subject:
        return made(few_catalogue, few_questions, triage, sheets, *more, method=method)

    return make


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("F - F F F", "Level 2 hasn't been reached: the statement of level 2 is unanswered, and counts as N until"),
        (
            "F DK F F F",
            "Level 2 hasn't been reached: the statement of level 2 has only \u201cdon't know\u201d answers, and counts",
        ),
        ("F NA F F F", "No statement of level 2 applies, so neither it nor a higher level can be reached."),
        ("F N F F F", "Level 2 hasn't been reached: what it asks for isn't in place (rated N)."),
    ],
)
def test_four_kinds_of_gate(subject: Make, sheet: str, said: str) -> None:
    """Not answered, don't know, not applicable and N."""
    scores = subject({"service-desk": sheet}).scores

    assert gate_sentence(scores.practice["service-desk"], scores.method).startswith(said)


def test_four_kinds_of_mark(subject: Make) -> None:
    """Each level shows what was said about it."""
    desk = subject({"service-desk": "F - DK NA N"}).scores.practice["service-desk"]

    assert [level_mark(desk, level).words for level in range(1, 6)] == [
        "fully achieved",
        "unanswered",
        "don't know",
        "not applicable",
        "not achieved",
    ]


def test_a_practice_that_nobody_knows_is_not_one_that_nobody_touched(subject: Make) -> None:
    """Both have no figures; the words differ, and so do the lists in the report."""
    found = subject({"service-desk": "DK DK - - -", "incident-management": "F F F F F"})

    assert (found.tile("service-desk").text, found.tile("change-enablement").text) == ("?", "")
    assert found.status("service-desk") == "only \u201cdon't know\u201d answers"
    assert found.status("change-enablement") == "not assessed"
    counts = {each.label: each.many for each in level_counts(found)}
    assert counts["Only \u201cdon't know\u201d"] == 1
    assert counts["Not assessed"] == len(found.catalogue.practices) - 2
    assert "All answers about service desk are \u201cdon't know\u201d." in summary_view(found).lead
    view = practices_view(found)
    assert view.only_dont_know == "Service desk"
    assert "Service desk" not in view.not_assessed
    assert "Change enablement" in view.not_assessed


@pytest.mark.parametrize(
    ("sheet", "method", "said"),
    [
        ("P L F F N", Method.LADDER, "3.0 at level 1 because it also counts what is achieved above level 1"),
        ("N F F F N", Method.ISO_33020, "3.0 at level 0 because it also counts what is achieved above level 1"),
        ("F F N F N", Method.LADDER, "3.0 at level 2 because it also counts what is achieved above level 3"),
        ("L L L N N", Method.LADDER, "2.0 at level 3 because its levels are reached, but not fully achieved."),
        ("F F L L N", Method.LADDER, ""),  # 3.3 at level 4
        ("F F F P P", Method.LADDER, ""),  # 3.7 at level 3
        ("F F F F F", Method.LADDER, ""),
    ],
)
def test_a_level_and_an_index_that_seem_to_contradict_are_explained(
    subject: Make,
    sheet: str,
    method: Method,
    said: str,
) -> None:
    """From a whole level apart."""
    found = index_sentence(subject({"service-desk": sheet}, method=method).scores.practice["service-desk"])

    assert found.removeprefix("The index is ").startswith(said)
    assert bool(found) == bool(said)


def test_the_missing_evidence_is_named(subject: Make) -> None:
    """The statement of the level that stops the evidenced level."""
    desk = subject({"service-desk": "F F* F N N"}).scores.practice["service-desk"]

    assert evidenced(desk).startswith(
        f"level 2. Evidence is missing for level 3: \u201c{desk.statements[2].statement.text[:60]}"
    )
    assert evidenced(subject({"service-desk": "F F F* N N"}).scores.practice["service-desk"]) == "level 3"


def test_missing_evidence_is_no_finding_where_little_was_collected(subject: Make) -> None:
    """One label for seven good ratings: the summary gives the share, and accuses nobody."""
    found = subject({"service-desk": "F F F F N", "incident-management": "F* F F N N"})

    assert not any(each.kind is FindingKind.EVIDENCE for each in findings_of(found).findings)
    assert summary_view(found).lead.endswith("Evidence backs only 14% of the favorable ratings (L or F).")


def test_missing_evidence_is_a_finding_where_a_practice_stands_out(subject: Make) -> None:
    """Eight of twelve good ratings have evidence, none of service desk's four."""
    sheets = {
        "service-desk": "F F F F N",
        "incident-management": "F* F* F* F* N",
        "change-enablement": "F* F* F* F* N",
    }
    found = subject(sheets)

    doubt = next(each for each in findings_of(found).findings if each.kind is FindingKind.EVIDENCE)
    assert doubt.practice == "service-desk"
    assert doubt.headline == "Service desk is rated level 4, and the evidence supports level 0"
    assert "Evidence is missing for the level of service desk." in summary_view(found).lead


def test_an_assessors_rating_is_not_a_respondents_claim(
    subject: Make,
    few_catalogue: Catalogue,
    few_questions: Questionnaire,
    triage: Triage,
) -> None:
    """A consensus is the assessor's."""
    sheets = {
        "service-desk": "F F F F N",
        "incident-management": "F* F* F* F* N",
        "change-enablement": "F* F* F* F* N",
    }
    found = subject(sheets)
    for levels in (4, 2):
        agreed = {f"service-desk.{level}": Consensus(Rating.F, "seen") for level in range(1, levels + 1)}
        assessment = replace(found.scores.assessment, consensus=agreed)
        again = replace(found, scores=score(few_catalogue, few_questions, triage, assessment, Method.LADDER))
        doubt = next(each for each in findings_of(again).findings if each.kind is FindingKind.EVIDENCE)
        assert doubt.headline.startswith("Service desk is rated level 4")
        assert "espondents" not in f"{doubt.headline} {doubt.body}"


@pytest.mark.parametrize(
    ("sheet", "method", "said"),
    [
        ("F P F N N", Method.LADDER, "This statement of level 2 is only partially met"),
        ("P F F N N", Method.LADDER, "This statement of level 1 is only partially met"),
        ("L F F N N", Method.ISO_33020, "This statement of level 1 is largely met, but the next level requires"),
        ("N F F N N", Method.LADDER, "This statement of level 1 isn't met"),
    ],
)
def test_a_finding_says_what_was_said_about_the_statement_that_stops_a_practice(
    subject: Make, sheet: str, method: Method, said: str
) -> None:
    """Met in part, or not met."""
    (finding,) = findings_of(subject({"service-desk": sheet}, method=method)).findings

    assert said in finding.cause


@pytest.mark.parametrize("sheet", ["- F F N N", "DK F F N N"])
def test_no_answer_is_no_finding(subject: Make, sheet: str) -> None:
    """Nobody answered, or nobody knows: nothing is known to be weak."""
    assert findings_of(subject({"service-desk": sheet})).findings == ()


def test_one_respondent_has_nothing_to_agree_on(subject: Make) -> None:
    """No sentence about agreement."""
    found = subject({"service-desk": "F F F F N"})

    assert agreement_view(found).disputes_lead == ""
    assert "agree" not in confidence(found.scores.practice["service-desk"])


def test_the_lower_of_two_middle_ratings_is_said_to_count(subject: Make) -> None:
    """P and L: P. L and L is no choice."""
    (section,) = practices_view(subject({"service-desk": "F P L N N"}, {"service-desk": "F L L F N"})).sections

    assert [rung.dispute for rung in section.rungs] == [
        "",
        "The lower of two middle ratings counts",
        "",
        "Disagreement; the lower of two middle ratings counts",
        "",
    ]


def test_the_example_of_a_range_is_from_this_result(subject: Make) -> None:
    """Level 1 to 5, and no example without a range."""
    open_ones = {rule.name: rule.text for rule in method_view(subject({"service-desk": "F - F F F"})).rules}
    none_open = {rule.name: rule.text for rule in method_view(subject({"service-desk": "F F F F F"})).rules}

    assert "is a range, such as 1 to 5 for Service desk: the lower end" in open_ones["Provisional"]
    assert "is a range: the lower end" in none_open["Provisional"]


def test_methods_are_named_once(subject: Make) -> None:
    """Ids become names, and the chapter lists the level by each method."""
    found = subject({"service-desk": "L F F F F"})

    assert in_words("under ladder and itil-self") == "under the ladder and the ITIL self-assessment"
    view = method_view(found)
    assert view.methods == ("Ladder", "ISO/IEC 33020", "ITIL self-assessment")
    assert [tile.text for tile in view.differing[0].levels] == ["5", "1", "5"]


def test_few_answers_are_a_first_glimpse(few_questions: Questionnaire, subject: Make) -> None:
    """Under a third of the statements in scope; NA is an answer, don't know isn't."""
    asked = len(few_questions.statements)
    practices = list(few_questions.by_practice)
    words = iter(["NA"] * (asked // 3 - 1) + ["DK"] * (asked - asked // 3 + 1))
    few = {practice: " ".join(next(words) for _ in range(5)) for practice in practices}
    words = iter(["NA"] * -(-asked // 3) + ["DK"] * asked)
    third = {practice: " ".join(next(words) for _ in range(5)) for practice in practices}

    assert first_glimpse(subject(few).scores) == (
        f"This is a first glimpse: only {asked // 3 - 1} of the {asked} statements in scope are answered. "
        "Answer more statements before you plan."
    )
    assert first_glimpse(subject(third).scores) == ""
    assert first_glimpse(subject({}).scores) == ""


def test_a_first_glimpse_offers_no_plan(subject: Make) -> None:
    """The headline says so, and there are no first 90 days."""
    summary = summary_view(subject({"service-desk": "F - - - -"}))

    assert summary.headline.startswith("A first glimpse: ")
    assert summary.lead.startswith("This is a first glimpse: only 1 of the ")
    assert summary.first_days.rows == ()


def test_readiness_says_how_many_statements_it_rests_on_and_where_too_little_is_known(subject: Make) -> None:
    """Each rated row has its basis; what is too little known is listed with the reason."""
    found = subject({"incident-management": "F F - N N", "service-desk": "F - - - -"})
    (framework,) = found.scores.frameworks
    (view,) = readiness_views(found)

    unknown = {each.too_little_known for each in framework.requirements if each.too_little_known}
    assert {why for why, _ in view.unrated} >= {UNRATED[each] for each in unknown}
    assert all(why.startswith(("Too little known: ", "Not assessed: ", "Not applicable: ")) for why, _ in view.unrated)


@pytest.mark.parametrize(
    ("asked", "answered", "said"), [(1, 1, "1 statement"), (6, 6, "6 statements"), (6, 5, "5 of 6 statements")]
)
def test_the_basis_of_a_figure(asked: int, answered: int, said: str) -> None:
    """How many statements were asked and answered."""
    status = RequirementStatus.RATED
    assert basis(RequirementScore("1", status, None, None, None, (), None, (), asked, answered)) == said
