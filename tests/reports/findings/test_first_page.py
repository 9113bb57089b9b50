"""What the first and the last page say about an organization: cards, decisions, strengths and next steps."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from practices_catalog.model import OrganizationSize
from questionnaires.model import Method, Triage
from reports.findings.choosing import MOST
from reports.findings.consequences import reported_symptoms
from reports.findings.findings import findings_of
from reports.findings.remedies import short_plan
from reports.views import figures
from reports.views.agreement import agreement_view
from reports.views.basis import basis_view
from reports.views.milestones import busy, first_step, milestones
from reports.views.plan import plan_view
from reports.views.profile import profile_view
from reports.views.roadmap import roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.timeline import timeline_view
from reports.views.verdict import VerdictView, verdict_view
from roadmaps.model import Check, ChosenBy, PlannedStep, Roadmap
from roadmaps.planner import plan
from roadmaps.wording import in_sentence
from tests.reports.findings.conftest import Voice

Say = type[Voice]


def test_a_card_says_what_does_not_hold_how_often_it_hurts_and_who_said_so(clinic: Any, voice: Say) -> None:
    """Level 1 holds in part, and is mended first; the figure about level 2 makes that the cause."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "PPNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "Logs of one week: 371 of 612 changes without a record"},
            comments={"change-enablement.1": "Mainframe team always"},
            symptoms={"failed-changes": 3},
        )
    )

    card = _verdict(subject).cards[0]

    assert card.headline == "Changes break what had been working"
    assert card.where == "Change enablement, level 1, reported every week or worse"
    lowest, proven = (each.statement for each in subject.scores.practice["change-enablement"].statements[:2])
    assert card.text == f"{figures.capital(lowest.partly)}. {figures.capital(proven.partly)}."
    assert card.quotes == ("Evidence: \u201cLogs of one week: 371 of 612 changes without a record\u201d.",)
    assert card.first == lowest.action


def test_without_a_figure_the_cause_is_what_stopped_the_level(clinic: Any, voice: Say) -> None:
    """By ISO/IEC 33020 an L at level 1 stops there; level 2 doesn't hold either, but nothing proves it."""
    strict = replace(clinic, questionnaire=replace(clinic.questionnaire, method=Method.ISO_33020))
    [found] = (
        each
        for each in strict.findings(voice({"change-enablement": "LNNNN"}, default="FFFNN")).findings
        if each.practice == "change-enablement"
    )

    assert "This statement of level 1 is largely met" in found.cause


def test_words_about_the_cause_come_first_where_no_others_have_a_figure(clinic: Any, voice: Say) -> None:
    """Both are words only."""
    found = clinic.findings(
        voice(
            {"change-enablement": "PPNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "A look at the logs"},
            comments={"change-enablement.1": "Mainframe team always"},
        )
    )

    assert found.findings[0].evidence == "Comment: \u201cMainframe team always\u201d."


def test_what_is_grave_counts_more_than_what_is_as_frequent(clinic: Any, voice: Say) -> None:
    """An outage that lasts too long a few times a year hurts as much as chasing every week; 3 is the most.

    An audit finding has the same answers, and isn't grave when rare.
    """
    subject = clinic.subject(
        voice(
            default="FFNNN",
            symptoms={"long-outages": 2, "failed-restores": 3, "chased-calls": 2, "audit-findings": 1},
        )
    )

    gravity = {each.symptom.id: each.gravity for each in reported_symptoms(subject)}

    assert gravity == {"long-outages": 3, "failed-restores": 3, "chased-calls": 2, "audit-findings": 1}


def test_a_strong_symptom_that_nothing_treats_is_a_decision(clinic: Any, voice: Say) -> None:
    """The practices that it speaks of are excluded from the roadmap; a mild symptom needs no decision."""
    subject = clinic.subject(
        voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"chased-calls": 3, "slow-services": 1})
    )

    decisions = _verdict(subject).decisions

    assert not any("Name an owner" in each for each in decisions)  # no practice is known to be weak there
    treated = clinic.subject(voice({"service-desk": "FNNNN"}, default="FFFNN", symptoms={"chased-calls": 3}))
    assert not any(each.startswith("Decide who takes on") for each in _verdict(treated).decisions)


def test_evidence_that_only_names_a_document_is_not_quoted(clinic: Any, voice: Say) -> None:
    """The strength says that there is some."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "FNNNN", "risk-management": "FFFNN"},
            default="FFNNN",
            evidence={"risk-management.3": "Mandate"},
        )
    )

    assert "Risk management is at level 3, backed by evidence." in [
        each.text for each in findings_of(subject).strengths
    ]


def test_a_strength_shows_the_level_that_it_reached(clinic: Any, voice: Say) -> None:
    """Evidence for the highest level is quoted, although that for a lower one is a count."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "FNNNN", "incident-management": "FFFFN"},
            default="FFNNN",
            evidence={
                "incident-management.2": "498 of 500 recorded",
                "incident-management.4": "Diagnosing cut from 71 to 38 minutes",
            },
        )
    )

    [text] = [each.text for each in findings_of(subject).strengths if each.practice == "incident-management"]

    assert text == "Incident management is at level 4: \u201cDiagnosing cut from 71 to 38 minutes\u201d."


def test_a_good_practice_that_a_symptom_names_last_is_still_a_strength(clinic: Any, voice: Say) -> None:
    """Failed changes name change enablement first, and testing and deployment after it."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "FNNNN", "deployment-management": "FFFNN"},
            default="FFNNN",
            evidence={"deployment-management.3": "Rolled back within minutes 12 times in September"},
            symptoms={"failed-changes": 3},
        )
    )

    assert "deployment-management" in [each.practice for each in findings_of(subject).strengths]


def test_an_action_whose_statement_holds_in_part_is_not_marked(clinic: Any, voice: Say) -> None:
    """That some of it is in place says nothing as long as nobody wrote which part."""
    subject = clinic.subject(voice({"service-desk": "FPNNN"}, default="FFFNN", symptoms={"chased-calls": 3}))
    view, chapter = plan_view(subject), roadmap_view(subject)
    assert view is not None
    assert chapter is not None
    [score] = [each for each in subject.assessed if each.practice == "service-desk"]
    partly, missing = score.statements[1].statement.action, score.statements[2].statement.action

    texts = [row.text for row in view.rows] + [
        action.text for phase in chapter.phases for row in phase.rows for action in row.actions
    ]

    assert {partly, missing} <= set(texts)


def test_what_is_open_is_not_called_lowest(clinic: Any, voice: Say) -> None:
    """Its level could still be higher."""
    subject = clinic.subject(
        voice({"service-desk": "?FNNN", "incident-management": "FNNNN"}, default="FFNNN"),
    )

    lead = summary_view(subject).lead

    assert "Lowest, at level 1: incident management." in lead


def test_next_steps_prepare_the_first_phase(clinic: Any, voice: Say) -> None:
    """They name what to assess, the day of the start with who leads, and the day of the review."""
    subject = clinic.subject(voice({"service-desk": "FNNNN"}, default="FFNNN", symptoms={"chased-calls": 3}))
    first, *rest = subject.roadmap.phases
    checked = replace(first, checks=(Check("service-catalogue-management", 1, Fraction(9)),))
    later = replace(rest[0], checks=(Check("risk-management", 1, Fraction(9)),))
    subject = replace(subject, roadmap=replace(subject.roadmap, phases=(checked, later, *rest[1:])))

    steps = basis_view(subject, agreement_view(subject)).next_steps

    assert steps[0] == (
        "Before phase 1 begins on 8 Jun 2026: assess service catalogue management, where the roadmap assumes a level "
        "that nobody has assessed (if missing, 9 person-days more)."
    )
    assert steps[1] == "Collect evidence for the favorable ratings (L or F): none of them have any."
    assert steps[-3].startswith("On 8 Jun 2026: start the first phase with incident management (incident manager)")
    assert steps[-2].startswith("On 6 Sep 2026: review ")
    assert steps[-1].startswith("Before phase 2 begins on 7 Sep 2026: assess risk management, ")


def test_next_steps_name_what_is_open_and_what_lacks_evidence(clinic: Any, voice: Say) -> None:
    """A level that is a range isn't known; one of a hundred good ratings with evidence is few."""
    subject = clinic.subject(
        voice(
            {"service-desk": "?FNNN", "problem-management": "FNNNN"},
            default="FFFNN",
            evidence={"risk-management.3": "Seen"},
        )
    )

    steps = basis_view(subject, agreement_view(subject)).next_steps

    assert "Answer the open statements about service desk, whose level is known only as a range." in steps
    assert "Collect evidence for the favorable ratings (L or F): only 1% of them have some." in steps


def test_a_small_organization_names_people_not_roles(clinic: Any, voice: Say) -> None:
    """Eight people have no change manager: decisions, next steps, charters and timeline name one person instead."""
    large = clinic.subject(voice(default="FNNNN", symptoms={"chased-calls": 3}))
    settings = replace(large.roadmap.settings, size=OrganizationSize.SMALL)
    catalogue, triage = large.catalogue, large.triage
    roadmap = plan(catalogue, triage, large.scores, large.approach, ChosenBy.SCORES, settings)
    small = replace(large, roadmap=roadmap)
    hats = "Name a person for each. One person may hold several of these roles unless your policies separate them."

    def said(subject: Any) -> tuple[str, str, set[str], set[str]]:
        timeline, roadmap = timeline_view(subject, subject.roadmap), roadmap_view(subject)
        assert timeline is not None
        assert roadmap is not None
        bars = {bar.who for lane in timeline.lanes for bar in lane.bars}
        charters = {a.who for phase in roadmap.phases for row in phase.rows for a in row.actions}
        assert [bool(phase.roles) for phase in roadmap.phases] == [
            len({a.who for row in phase.rows for a in row.actions}) > 1 for phase in roadmap.phases
        ]
        steps = " ".join(basis_view(subject, agreement_view(subject)).next_steps)
        return verdict_view(subject, summary_view(subject)).decisions[0], steps, charters, bars

    decision, steps, charters, bars = said(small)
    assert ", led by one named person" in decision
    assert steps.count(hats) == 1
    assert "manager" not in steps.partition("start the first phase with")[2].replace("management", "")
    assert charters == {"One named person"}
    assert bars == {""}
    decision, steps, charters, bars = said(large)
    assert ", led by a named " in decision
    assert steps.count(hats) == 1
    assert "Incident manager" in charters & bars


def test_a_total_says_where_rounded_days_do_not_add_up(clinic: Any, voice: Say) -> None:
    """Two phases of 10.4 days are 10 and 10, but 21 in all."""
    subject = clinic.subject(voice(default="FNNNN", symptoms={"chased-calls": 3}))
    roadmap = subject.roadmap
    two = tuple(
        replace(phase, steps=tuple(replace(p, effort_days=days) for p in phase.steps[:1]))
        for phase, days in zip(busy(roadmap)[:2], (Fraction("10.4"), Fraction("10.4")), strict=True)
    )
    even = tuple(
        replace(phase, steps=tuple(replace(p, effort_days=Fraction(10)) for p in phase.steps)) for phase in two
    )

    assert "rounded" in _total(replace(subject, roadmap=replace(roadmap, phases=two)))
    assert "rounded" not in _total(replace(subject, roadmap=replace(roadmap, phases=even)))


def _total(subject: Subject) -> str:
    view = plan_view(subject)
    assert view is not None
    return view.total


def _verdict(subject: Subject) -> VerdictView:
    summary = summary_view(subject)
    return verdict_view(subject, summary)


def test_the_conclusion_is_about_the_practice_with_which_work_begins(clinic: Any, voice: Say) -> None:
    """Two practices are behind weekly symptoms; the roadmap begins with one, and the findings do too."""
    subject = clinic.subject(
        voice(
            {"it-asset-management": "NNNNN", "service-desk": "PNNNN"},
            default="FFFNN",
            symptoms={"unknown-assets": 3, "chased-calls": 3},
        )
    )
    first = first_step(subject.roadmap)
    assert first is not None

    assert findings_of(subject).findings[0].practice == first.step.practice
    assert _verdict(subject).decisions[0].startswith("Begin with ")
    assert in_sentence(subject.practice_name(first.step.practice)) in _verdict(subject).decisions[0]
    view = plan_view(subject)
    assert view is not None
    assert view.headline.startswith(f"First {in_sentence(subject.practice_name(first.step.practice))}")


def test_the_first_practice_leads_even_if_five_others_have_more_points(clinic: Any, voice: Say, triage: Triage) -> None:
    """Every symptom is reported weekly, so one practice is behind four, and the others have graver ones each."""
    subject = clinic.subject(voice(default="FNNNN", symptoms={each.id: 3 for each in triage.symptoms}))
    first = first_step(subject.roadmap)
    assert first is not None
    found = findings_of(subject).findings

    assert found[0].practice == first.step.practice
    assert len(found) == len({each.practice for each in found}) == MOST


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (1, "longer than the business can tolerate (once in the past year); "),
        (2, "longer than the business can tolerate; "),
    ],
)
def test_what_is_grave_even_once_says_so(clinic: Any, voice: Say, answer: int, says: str) -> None:
    """The symptom has a scale of its own, from never to several times a year."""
    found = clinic.findings(
        voice({"service-continuity-management": "FPNNN"}, default="FFFNN", symptoms={"long-outages": answer})
    )

    assert says in found.findings[0].headline


def test_the_first_decision_includes_the_mandate_of_a_step_to_level_1_or_2(clinic: Any, voice: Say) -> None:
    """A step to level 3 needs no new rule, and a catalogue of one's own may have no mandates."""
    subject = clinic.subject(voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"failed-changes": 3}))
    bare = replace(
        clinic.catalogue, practices=tuple(replace(each, mandate=None) for each in subject.catalogue.practices)
    )

    assert _verdict(subject).decisions[0] == (
        "Begin with change enablement on 8 Jun 2026, led by a named change manager, and decide that every production "
        "change, suppliers' included, has a record and a second person who may stop it; emergency ones are reviewed "
        "within a day."
    )
    led = "Begin with change enablement on 8 Jun 2026, led by a named change manager."
    assert _verdict(replace(subject, catalogue=bare)).decisions[0] == led
    assert _verdict(_first_step_to(subject, 3)).decisions[0] == led


def _first_step_to(subject: Subject, level: int) -> Subject:
    """Return the subject with a first step that leads to another level."""
    roadmap = subject.roadmap
    assert roadmap is not None
    first, *others = roadmap.phases
    planned, *rest = first.steps
    higher = replace(planned, step=replace(planned.step, to_level=level))
    return replace(subject, roadmap=replace(roadmap, phases=(replace(first, steps=(higher, *rest)), *others)))


def test_a_card_plans_the_first_level_and_the_last(clinic: Any, voice: Say) -> None:
    """Levels 1 to 3 in phases 1, 2 and 4; the last alone if both end in one phase or a level is completed first."""
    subject = clinic.subject(voice({"service-desk": "PNNNN"}, default="FFFNN", symptoms={"chased-calls": 3}))
    planned = subject.roadmap.phases[0].steps[0]

    def said(*steps: tuple[int, int, int]) -> str:
        phases = [
            replace(
                phase, steps=tuple(_rising(planned, *levels) for number, *levels in steps if number == phase.number)
            )
            for phase in subject.roadmap.phases
        ]
        planning = replace(subject, roadmap=replace(subject.roadmap, phases=tuple(phases)))
        return short_plan(planning, "service-desk")

    one, two, four = (1, 0, 1), (2, 1, 2), (4, 2, 3)
    assert said(one, two, four) == "Planned: level 1 by the end of phase 1, level 3 by the end of phase 4."
    assert said(two, (2, 2, 3)) == "Planned: level 3 by the end of phase 2."
    rest = "Planned: the rest of level 1 by the end of phase 1"
    assert said((1, 1, 1)) == f"{rest}."
    assert said((1, 1, 1), two, four) == f"{rest}, level 3 by the end of phase 4."


def _rising(planned: PlannedStep, from_level: int, to_level: int) -> PlannedStep:
    step = replace(planned.step, practice="service-desk", from_level=from_level, to_level=to_level, filling=False)
    return replace(planned, step=step, ends=True)


def test_what_only_uses_capacity_left_over_is_called_optional(clinic: Any, voice: Say) -> None:
    """The step of the finding's practice is made one of these; the rest of the plan stays."""
    subject = clinic.subject(voice({"service-desk": "PNNNN"}, default="FFFNN", symptoms={"chased-calls": 3}))
    assert subject.roadmap is not None
    optional = replace(subject, roadmap=_with_filling(subject.roadmap, "service-desk"))
    planned, left_over = (findings_of(each).findings[0] for each in (subject, optional))

    assert planned.short_plan.startswith("Planned: level ")
    assert left_over.short_plan.startswith("Optional: level ")
    assert "from capacity left over." in left_over.plan


def _with_filling(roadmap: Roadmap, practice: str) -> Roadmap:
    """Return a roadmap in which the steps of a practice only use capacity left over."""
    phases = [
        replace(
            phase,
            steps=tuple(
                replace(each, step=replace(each.step, filling=each.step.filling or each.step.practice == practice))
                for each in phase.steps
            ),
        )
        for phase in roadmap.phases
    ]
    return replace(roadmap, phases=tuple(phases))


def test_the_profile_concludes_what_the_roadmap_changes(clinic: Any, voice: Say) -> None:
    """How many practices are managed then; at level 3, if all are managed already."""
    weak = voice({"service-desk": "FNNNN"}, default="FFNNN", symptoms={"chased-calls": 3})
    good = voice({}, default="FFNNN")
    for answers, head, level in ((weak, "33 of 34 practices are", 2), (good, "No practice is", 3)):
        subject = clinic.subject(answers)
        ends = {m.practice for m in milestones(subject.roadmap) if m.level >= level}
        already = {s.practice for s in subject.assessed if (s.level or 0) >= level}

        headline = profile_view(subject).headline

        of = "" if already else " of 34"
        assert (
            headline == f"{head} at level {level} or above today; with the roadmap, {len(ends | already)}{of} will be"
        )


def test_the_goal_of_the_first_step_is_the_statement_that_the_report_concludes_with(clinic: Any, voice: Say) -> None:
    """The step reaches level 2; with level 1 only in part, nobody has stopped a change yet, and that comes first."""
    for ratings, level in (("PNNNN", 1), ("FNNNN", 2)):
        subject = clinic.subject(voice({"change-enablement": ratings}, default="FFFNN", symptoms={"failed-changes": 3}))
        [statement] = [
            each for each in subject.scores.questionnaire.by_practice["change-enablement"] if each.level == level
        ]

        assert statement.goal in _verdict(subject).lead


@pytest.mark.parametrize(("planned", "heading"), [(True, "What works: leave it as it is"), (False, "What works")])
def test_what_works_at_level_3_and_is_not_planned_stays_as_it_is(
    clinic: Any, voice: Say, heading: str, *, planned: bool
) -> None:
    """Without a roadmap, nobody knows what is planned."""
    evidence = {f"incident-management.{level}": "11 of 11 had one owner" for level in (1, 2, 3)}
    said = voice({"change-enablement": "FNNNN"}, default="FFFNN", evidence=evidence, symptoms={"failed-changes": 3})

    view = _verdict(clinic.subject(said, planned=planned))

    assert len(view.strengths) == 1
    assert view.strengths_heading == heading
