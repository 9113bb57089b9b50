"""Practices that an assessment leaves out: named with the reason, and counted separately from those not assessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment
from questionnaires.model import Questionnaire, Triage
from questionnaires.scoring.score import score
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
    assert "Service desk not in scope" in profile(profile_view(subject)).alt


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
