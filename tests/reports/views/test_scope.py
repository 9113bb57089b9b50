"""Practices that an assessment leaves out: named with the reason, and counted separately from those not assessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from practices_catalog.model import Catalogue, Effort, OrganizationSize
from questionnaires.answers.model import Assessment, Organization
from questionnaires.model import Questionnaire, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.charts.heat_map import heat_map
from reports.charts.profile import profile
from reports.document import report_html
from reports.options import Edition, ReportOptions
from reports.views.cover import cover_view
from reports.views.heat_map import heat_map_view
from reports.views.practices import practices_view
from reports.views.profile import level_counts, profile_view
from reports.views.ratings import ratings_view
from reports.views.readiness import readiness_views
from reports.views.subject import Subject
from roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap, RoadmapSettings, Step

LEFT_OUT = {"service-desk": "The supplier runs the desk."}


@pytest.fixture
def subject(catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, few_answers: Assessment) -> Subject:
    """Incident management and change enablement are assessed, the service desk is left out, the others are open."""
    scored = replace(few_answers, left_out=LEFT_OUT)
    return Subject(catalogue, score(catalogue, few_questions.without(LEFT_OUT), triage, scored), None, triage)


def test_it_is_counted_separately_from_practices_not_assessed(subject: Subject) -> None:
    """2 have a level, 1 is left out, and 34 - 3 are not assessed."""
    counts = {count.label: count.many for count in level_counts(subject) if not count.label.startswith("Level")}

    assert counts == {"Not assessed": 31, "Not in scope": 1}
    assert sum(count.many for count in level_counts(subject)) == 34


def test_the_heat_map_and_the_profile_say_that_it_is_not_in_scope(subject: Subject) -> None:
    """Empty cells would look like an open question."""
    rows = {row.name: row for group in heat_map_view(subject).groups for row in group.rows}

    assert (rows["Service desk"].status, rows["Service desk"].tile.words) == ("Not in scope", "not in scope")
    assert rows["Problem management"].status == "Not asked"
    assert rows["Incident management"].status == ""
    picture = profile(profile_view(subject))
    assert picture.alt.endswith(" Not in scope: service desk.")
    assert picture.caption.endswith(" Not in scope: service desk.")
    assert [row[0] for row in picture.table.rows] == ["Incident management", "Change enablement"]


def test_practices_without_figures_are_named_in_one_line(subject: Subject) -> None:
    """32 rows that say nothing would bury the two that say something; the web page shows all."""
    view, chart = heat_map_view(subject), heat_map(heat_map_view(subject))

    assert {row.name for row in view.by_priority} == {"Incident management", "Change enablement"}
    assert [row[0] for row in chart.table.rows] == ["Change enablement", "Incident management"]
    assert chart.alt.endswith(view.unlisted)
    assert chart.caption.endswith(view.unlisted)
    assert ": architecture management, " in view.unlisted
    assert sum(len(group.rows) for group in view.groups) == 34


def test_a_few_practices_without_figures_keep_their_rows(catalogue: Catalogue, scores: Scores, triage: Triage) -> None:
    """One is not answered and one not applicable; two rows are no burden."""
    few = Subject(catalogue, scores, None, triage)

    assert (len(few.assessed), heat_map_view(few).unlisted) == (32, "")
    assert len(heat_map_view(few).by_priority) == len(profile_view(few).by_priority) == 34


def test_where_nothing_is_assessed_every_practice_keeps_its_row(subject: Subject, few_questions: Questionnaire) -> None:
    """A picture without rows would say less."""
    nothing = Assessment(few_questions.id, Organization("Northfield"), "", (), {})
    assert subject.triage is not None
    scored = score(subject.catalogue, few_questions, subject.triage, nothing)

    assert len(profile_view(replace(subject, scores=scored)).by_priority) == 34


def test_a_practice_that_the_roadmap_raises_from_nothing_known_keeps_its_row(subject: Subject) -> None:
    """Its planned level is a figure."""
    step = Step("problem-management", 0, 1, Effort(Fraction(4), Fraction(8)), weight=1, assessed=False)
    planned = PlannedStep(step, Fraction(6), ends=True, why="", actions=(), part=step.effort)
    phase = Phase(1, date(2026, 6, 8), date(2026, 9, 6), Fraction(20), (planned,), {})
    settings = RoadmapSettings(date(2026, 6, 8), OrganizationSize.SMALL)
    roadmap = Roadmap("support-quality", ChosenBy.USER, settings, {}, (phase,), (), (), Fraction(0), None)

    names = {row.name: row.target for row in profile_view(replace(subject, roadmap=roadmap)).by_priority}

    assert names["Problem management"] == 1


def test_the_practices_give_the_reason_for_each(subject: Subject) -> None:
    """They aren't listed among those not assessed."""
    view = practices_view(subject)

    assert [(each.name, each.why) for each in view.not_in_scope] == [("Service desk", "The supplier runs the desk.")]
    assert "Service desk" not in view.not_assessed


def test_readiness_names_it_as_not_in_scope(subject: Subject) -> None:
    """A requirement mapped to the desk says why the desk doesn't count."""
    said = {row.left_out for view in readiness_views(subject) for group in view.groups for row in group.rows}

    assert any("ot in scope: Service desk" in each for each in said)
    assert not any("ot assessed: Service desk" in each for each in said)


def test_answers_about_it_are_not_counted(subject: Subject) -> None:
    """Each of the others has ten statements, no matter what was said about the desk before it was left out."""
    answers = [each.answers for each in subject.scores.assessment.responses]
    rated = [sum(a.rating is not None for s, a in each.items() if "service-desk" not in s) for each in answers]

    assert any("service-desk.1" in each for each in answers)
    assert [each.answered for each in ratings_view(subject).people] == [f"{many} of 10" for many in rated]


def test_the_whole_report_has_the_reason_and_the_term(subject: Subject) -> None:
    """The glossary explains a term only if the report uses it."""
    text = report_html(replace(subject, options=ReportOptions(edition=Edition.FULL)))[0]
    whole = replace(subject.scores, assessment=replace(subject.scores.assessment, left_out={}))

    assert "<b>Not in scope:</b> Service desk. The supplier runs the desk." in text
    assert '<td class="name">Not in scope</td>' in text
    assert (
        "Not in scope"
        not in report_html(replace(subject, scores=whole, options=ReportOptions(edition=Edition.FULL)))[0]
    )


def test_the_cover_counts_only_the_practices_in_scope(subject: Subject) -> None:
    """33 of 34; without a practice left out, it's simply the 34."""
    everything = replace(subject, scores=replace(subject.scores, assessment=few(subject)))

    assert cover_view(subject).subtitle == "Capability in 33 of the 34 ITIL 4 practices, and what to do next"
    assert cover_view(everything).subtitle == "Capability in the 34 ITIL 4 practices, and what to do next"


def few(subject: Subject) -> Assessment:
    """Return the subject's assessment with everything in scope."""
    return replace(subject.scores.assessment, left_out={})
