"""The texts in the parts of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from practices_catalog.model import Catalogue, Effort, OrganizationSize
from questionnaires.answers.model import Answer, Assessment, Consensus, Respondent, Response
from questionnaires.model import Method, Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.options import ReportOptions, ReportPart
from reports.views import figures
from reports.views.agreement import agreement_view
from reports.views.contents import contents
from reports.views.gate import gate_sentence
from reports.views.heat_map import heat_map_view
from reports.views.practices import practices_view
from reports.views.profile import level_counts
from reports.views.ratings import ratings_view
from reports.views.readiness import framework_name, readiness_views
from reports.views.report import report_view
from reports.views.roadmap import roadmap_view
from reports.views.subject import Subject, letter
from reports.views.summary import summary_view
from roadmaps.model import AimResult, Roadmap

Maker = Callable[[Assessment], Subject]


def answered(questionnaire: Questionnaire, ratings: dict[str, str], **answers: Answer) -> Assessment:
    """Return one respondent's answers, `practice: "FFPNN"` by level."""
    given = {
        f"{practice}.{level}": Answer(Rating[rating])
        for practice, letters in ratings.items()
        for level, rating in enumerate(letters, 1)
        if rating != "-"
    }
    given |= {key.replace("__", ".").replace("_", "-"): answer for key, answer in answers.items()}
    response = Response(questionnaire.id, Respondent("r1", "Head of IT"), answers=given)
    return Assessment(questionnaire.id, response.organization, "2026-06-03", (response,), {})


@pytest.fixture
def subject_of(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Maker:
    """Makes the subject of a report from answers."""

    def made(assessment: Assessment) -> Subject:
        return Subject(
            few_catalogue, score(few_catalogue, few_questions, triage, assessment), None, triage, ReportOptions()
        )

    return made


@pytest.fixture
def full(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """The subject of the full report."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions())


def test_a_section_says_level_index_and_what_stopped_it(subject_of: Maker, few_questions: Questionnaire) -> None:
    """F, F, F, P, L: level 3, index 3 + 1/3 + 2/3 = 4.0, stopped by level 4 (FL-015)."""
    section = practices_view(subject_of(answered(few_questions, {"incident-management": "FFFPL"}))).sections[0]

    assert (section.tile.text, section.index) == ("3", "4.0")
    assert (
        section.gate
        == "Level 4 hasn't been reached: what it asks for is only partly in place (rated P; L or F is required)."
    )
    assert [rung.stops for rung in section.rungs] == [False, False, False, True, False]
    assert [bool(rung.action) for rung in section.rungs] == [False, False, False, True, True]


def test_a_section_shows_the_next_step_and_grays_out_the_levels_after_it(
    subject_of: Maker, few_questions: Questionnaire
) -> None:
    """F, P, N, N, N: level 2 lacks 2/3 of its effort in a medium organization; without a roadmap, there is no phase."""
    subject = subject_of(answered(few_questions, {"incident-management": "FPNNN"}))
    effort = subject.catalogue.practice["incident-management"].effort(OrganizationSize.MEDIUM)[1].middle

    section = practices_view(subject).sections[0]

    assert section.next == f"Reaching level 2 takes {figures.work(Fraction(effort) * Fraction(2, 3))}."
    assert [rung.ahead for rung in section.rungs] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("ratings", "method", "said"),
    [
        ("FFFFF", Method.ISO_33020, "Level 5, the highest, has been reached."),
        (
            "FLNNN",
            Method.ISO_33020,
            "Level 3 hasn't been reached because level 2 is largely, but not fully, in place (rated L; F is required).",
        ),
        ("NNNNN", Method.ISO_33020, "Level 1 hasn't been reached: what it asks for isn't in place (rated N)."),
        ("NFFFF", Method.LADDER, "Level 1 hasn't been reached: what it asks for isn't in place (rated N)."),
        (
            "FFPNN",
            Method.LADDER,
            "Level 3 hasn't been reached: what it asks for is only partly in place (rated P; L or F is required).",
        ),
        (
            "PFFFF",
            Method.LADDER,
            "Level 2 hasn't been reached because level 1 is only partly in place (rated P; at least L is required).",
        ),
        (
            "FFPNN",
            Method.ITIL_SELF,
            "Level 3 hasn't been reached: one of the statements of level 3 doesn't hold well enough (below L).",
        ),
    ],
)
def test_the_gate_is_explained_in_words(
    subject_of: Maker, few_questions: Questionnaire, ratings: str, method: Method, said: str
) -> None:
    """The text says what is missing in plain words, then the rating's letter and what is required."""
    assessment = answered(few_questions, {"service-desk": ratings})
    subject = subject_of(assessment)
    assert subject.triage is not None
    scores = score(subject.catalogue, few_questions, subject.triage, assessment, method)

    assert gate_sentence(scores.practice["service-desk"], method) == said


def test_open_statements_give_a_range(subject_of: Maker, few_questions: Questionnaire) -> None:
    """F, open, F, N, N: level 1 to 3, index 2.0 to 3.0."""
    section = practices_view(subject_of(answered(few_questions, {"incident-management": "F-FNN"}))).sections[0]

    assert section.tile.text == "1 to 3"
    assert section.index == "2.0 to 3.0"
    assert (
        section.gate
        == "Level 2 hasn't been reached: the statement of level 2 is unanswered, and counts as N until it has a rating."
    )
    assert any(note.startswith("Provisional. Level 2: not answered. Each figure is a range") for note in section.notes)


def test_the_evidenced_level_is_shown_beside_the_claimed_one(subject_of: Maker, few_questions: Questionnaire) -> None:
    """Evidence for level 1 supports only level 1."""
    backed = answered(
        few_questions, {"incident-management": "FFNNN"}, incident_management__1=Answer(Rating.F, evidence="roster")
    )

    section = practices_view(subject_of(backed)).sections[0]

    assert section.evidenced.startswith(
        "level 1. Evidence is missing for level 2: \u201cEvery interruption has a record"
    )


def test_practices_without_a_level_are_named_separately(subject_of: Maker, few_questions: Questionnaire) -> None:
    """Not assessed and not applicable are different things, and neither is level 0."""
    view = practices_view(subject_of(answered(few_questions, {"incident-management": "FNNNN"})))

    assert [section.name for section in view.sections] == ["Incident management"]
    assert "Service desk" in view.not_assessed
    assert view.not_applicable == ()


def test_without_any_evidence_the_lead_says_so(subject_of: Maker, few_questions: Questionnaire) -> None:
    """Once, and no practice is singled out."""
    subject = subject_of(answered(few_questions, {"incident-management": "FFFNN", "service-desk": "FNNNN"}))

    alone = "No evidence was recorded, so the levels are based on the ratings alone."
    assert summary_view(subject).lead.endswith(alone)


def test_evidence_for_what_is_not_achieved_supports_no_level(subject_of: Maker, few_questions: Questionnaire) -> None:
    """Evidence was recorded, but only for a P."""
    shown = Answer(Rating.P, evidence="17 suppliers, 6 contracts.")
    subject = subject_of(answered(few_questions, {"service-desk": "FNNNN"}, incident_management__1=shown))

    assert summary_view(subject).lead.endswith("Evidence backs none of the favorable ratings (L or F).")


def test_nothing_is_missing_where_nothing_is_claimed(subject_of: Maker, few_questions: Questionnaire) -> None:
    """A practice at level 0 needs no evidence."""
    [section] = practices_view(subject_of(answered(few_questions, {"service-desk": "NNNNN"}))).sections

    assert section.evidenced == "level 0, as rated"


def test_the_summary_says_how_the_aim_fares(full: Subject, roadmap: Roadmap) -> None:
    """In the words of the roadmap; without an aim there is nothing to say."""
    says = ("Aim: every requirement at L or above.", "The aim isn't met by 30 Sep 2027.")
    zero = Effort(Fraction(0), Fraction(0))
    aimed = replace(roadmap, aim=AimResult("iso-20000-1", {}, zero, None, False, None, {}, says))

    assert summary_view(replace(full, roadmap=aimed)).aim == says
    assert summary_view(full).aim == ()


def test_what_is_not_assessed_has_no_level_before_its_first_step(full: Subject, roadmap: Roadmap) -> None:
    """A practice that nobody assessed isn't counted as level 0 before phase 1."""
    known = {each.practice: each.level for each in full.scores.practices if each.level is not None}
    strange = next(each.id for each in full.catalogue.practices if each.id not in known)
    phases = tuple(replace(each, levels_after={**each.levels_after, strange: 1}) for each in roadmap.phases)

    view = roadmap_view(replace(full, roadmap=replace(roadmap, phases=phases)))

    assert view is not None
    assert sum(int(many) for many in view.phases[0].states[0].levels if many.isdigit()) == len(known)


def test_level_counts_add_up(full: Subject) -> None:
    """Each practice is counted once."""
    assert sum(count.many for count in level_counts(full)) == 34


def test_the_heat_map_has_every_practice(full: Subject) -> None:
    """Each has five levels and four dimensions."""
    rows = [row for group in heat_map_view(full).groups for row in group.rows]

    assert len(rows) == 34
    assert {(len(row.levels), len(row.dimensions)) for row in rows} == {(5, 4)}


def test_disagreements_show_who_said_what_and_the_consensus(
    subject_of: Maker,
    few_answers: Assessment,
) -> None:
    """N against F is two steps or more, until there is a consensus."""
    pair = tuple(
        replace(few_answers.responses[number], answers={"service-desk.1": Answer(rating)})
        for number, rating in enumerate((Rating.F, Rating.N))
    )
    settled = replace(few_answers, responses=pair, consensus={"service-desk.1": Consensus(Rating.P, "Looked at.")})

    [(state, [dispute])] = agreement_view(subject_of(settled)).disputes

    assert state == "Consensus set by the assessor"
    assert dispute.ratings == "A:\u00a0F, B:\u00a0N"
    assert (dispute.mark.code, dispute.consensus_note) == ("P", "Looked at.")


def test_a_requirement_outside_is_listed_with_its_reason_and_never_rated(full: Subject) -> None:
    """A requirement that isn't covered stays that way."""
    for view, framework in zip(readiness_views(full), full.catalogue.frameworks, strict=True):
        rated = {row.id for group in view.groups for row in group.rows}
        outside = {requirement.id for requirement in framework.requirements if requirement.outside}
        assert not rated & outside
        assert all(each.why for each in view.outside)


def test_readiness_groups_hold_every_mapped_requirement_once(full: Subject) -> None:
    """None is lost or counted twice; those without a rating are listed."""
    for view, framework in zip(readiness_views(full), full.catalogue.frameworks, strict=True):
        unrated = [name.split(" ", 1)[0] for _, names in view.unrated for name in names.split("; ")]
        rows = [row.id for group in view.groups for row in group.rows] + unrated
        assert sorted(rows) == sorted({mapping.requirement for mapping in framework.mappings})


def test_frameworks_are_named_as_they_are_cited(full: Subject) -> None:
    """The edition appears once."""
    assert [framework_name(framework) for framework in full.catalogue.frameworks] == [
        "ISO/IEC 20000-1:2018",
        "COBIT 2019",
        "FitSM-1 3.0.1",
    ]


def test_a_split_step_says_where_it_starts_and_continues(full: Subject, roadmap: Roadmap) -> None:
    """Days are those of the phase, with the total beside them; the reason appears once, where the step starts."""
    first, second, *rest = roadmap.phases
    planned = first.steps[0]
    step = planned.step
    half = step.effort_days / 2
    begun = replace(first, steps=(replace(planned, effort_days=half, ends=False, why="Because."),))
    ended = replace(second, steps=(replace(planned, effort_days=half, why="Because."),))
    view = roadmap_view(replace(full, roadmap=replace(roadmap, phases=(begun, ended, *rest))))
    assert view is not None

    assert [(row.days, row.continues, row.why) for phase in view.phases[:2] for row in phase.rows] == [
        ("6", "Part of 13 person-days; continues in phase 2", "Because."),
        ("6", "Part of 13 person-days; started in phase 1", ""),
    ]


def test_a_roadmap_counts_the_phases_that_have_work(full: Subject, roadmap: Roadmap) -> None:
    """Empty phases at the end add nothing to the count or the dates."""
    busy = [phase for phase in roadmap.phases if phase.steps]
    view = roadmap_view(full)
    assert view is not None

    assert (len(busy), len(roadmap.phases)) == (2, 4)
    assert f"in 2 of 4 phases, from {figures.period(busy[0].start, busy[-1].end)}." in view.lead


def test_the_cover_names_the_method_without_an_article(full: Subject) -> None:
    """A table entry has none."""
    self_assessed = replace(full, scores=replace(full.scores, method=Method.ITIL_SELF))

    assert ("Method", "ITIL self-assessment") in report_view(self_assessed).cover.facts


def test_the_cover_and_the_summary_say_that_a_report_is_preliminary(full: Subject) -> None:
    """The cover names the assessment too; a final report's summary has no warning."""
    preliminary = ReportOptions(status="Preliminary: nobody knows", is_preliminary=True, assessment="Spring 2026")
    view = report_view(replace(full, options=preliminary))

    assert view.cover.facts[0] == ("Assessment", "Spring 2026")
    assert ("Status", "Preliminary: nobody knows") in view.cover.facts
    assert view.summary
    assert view.summary.preliminary == "Preliminary: nobody knows"
    final = report_view(replace(full, options=ReportOptions(status="Closed; final")))
    assert final.summary
    assert final.summary.preliminary == ""


def test_each_phase_starts_where_the_previous_one_ended(full: Subject) -> None:
    """Practices by level add up to the assessed ones, before and after; the first phase starts from the scores."""
    view = roadmap_view(full)
    assert view is not None
    states = [phase.states for phase in view.phases]

    assert all(
        (before.levels, before.readiness) == (after.levels, after.readiness)
        for (_, after), (before, _) in pairwise(states)
    )
    now = [sum(score.level == level for score in full.assessed) for level in range(6)]
    assert states[0][0].levels == tuple(str(many) if many else "\u2013" for many in now)


def test_every_comment_is_in_the_appendix(full: Subject) -> None:
    """It has the person, the kind and the whole text."""
    words = [each.said for practice in ratings_view(full).practices for each in practice.words]

    assert not any(each.cut for each in words)
    assert any(each.kind == "Consensus" and each.who == "Assessor" for each in words)


def test_the_contents_list_only_what_the_report_has(full: Subject) -> None:
    """A part left out has no entry."""
    without = replace(full, options=ReportOptions(left_out=frozenset({ReportPart.ROADMAP, ReportPart.GLOSSARY})))

    anchors = [entry.anchor for entry in contents(report_view(without))]

    assert "roadmap" not in anchors
    assert "glossary" not in anchors
    assert "readiness" in anchors


def test_letters_continue_after_z() -> None:
    """Z is followed by AA."""
    assert [letter(0), letter(25), letter(26), letter(27)] == ["A", "Z", "AA", "AB"]
