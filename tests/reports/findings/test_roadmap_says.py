"""What the report says about weak practices that the roadmap leaves out, and about frequent problems that it treats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from practices_catalog.model import Effort
from reports.options import ReportOptions
from reports.views import figures
from reports.views.left_out import LeftOut, left_out
from reports.views.milestones import planned_steps, wanted_and_left_over
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.symptoms import symptom_rows
from reports.views.verdict import verdict_view
from roadmaps.absence import absence
from roadmaps.model import Action, Aim, Step
from roadmaps.wording import in_sentence
from tests.reports.conftest import planned_step
from tests.reports.findings.conftest import Voice

Say = type[Voice]
ACTION = Action("Walk through one plan.", "Continuity manager", "", 1)


def test_a_weak_practice_without_target_or_step_is_named_with_the_reason(clinic: Any, voice: Say) -> None:
    """Capacity left over would raise it, so nothing is left for it; what is at level 2 isn't named."""
    evidence = {"business-analysis.2": "7 of 12 requests came without a need"}
    subject = clinic.subject(voice({"business-analysis": "FNNNN"}, default="FFFNN", evidence=evidence))
    bare = _without_steps(subject)
    assert bare.roadmap is not None
    cost = absence(bare.catalogue, bare.scores, bare.roadmap, "business-analysis")
    assert cost is not None
    assert cost.effort is not None

    assert not _left_out(subject).rows
    [row] = _left_out(bare).rows
    assert (row.practice, row.tile.words) == ("Business analysis", "level 1")
    assert row.cost == f"level 2: {figures.day_range(cost.effort.low, cost.effort.high)} days"
    assert row.words == "Evidence: \u201c7 of 12 requests came without a need\u201d."
    [why] = _left_out(bare).reasons
    assert cost.why.startswith(f"{why} Reaching level 2 would take ")
    assert _left_out(replace(bare, options=ReportOptions(quotes=False))).rows[0].words == ""


def test_practices_left_out_for_the_same_reason_share_it(clinic: Any, voice: Say) -> None:
    """Two have no target; one of three is excluded, so each reason has its practices."""
    low = ("business-analysis", "release-management", "risk-management")
    bare = _without_steps(clinic.subject(voice(dict.fromkeys(low, "FNNNN"), default="FFFNN")))
    assert bare.roadmap is not None
    settings = replace(bare.roadmap.settings, excluded=frozenset({"release-management"}))
    mixed = replace(bare, roadmap=replace(bare.roadmap, settings=settings))

    [together] = _left_out(bare).reasons
    others, excluded = sorted(_left_out(mixed).reasons, key=lambda each: "excluded" in each)

    assert together.startswith("No frequent problem points here")
    assert excluded == "Release management: you excluded it."
    assert others.startswith(("Business analysis and risk management: no", "Risk management and business analysis: no"))


def test_the_second_figure_counts_the_frequent_problems_that_the_roadmap_treats(clinic: Any, voice: Say) -> None:
    """Change enablement rises to level 2; without any step nothing is treated, and rare problems aren't counted."""
    said = voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"failed-changes": 3, "hero-fixes": 1})
    subject = clinic.subject(said)

    figure, none = _second(subject), _second(_without_steps(subject))

    assert figure[0] == "1 of 1"
    assert figure[1].startswith("frequent problem: the roadmap raises the likely cause to level 2 or above by ")
    assert none == ("0 of 1", "frequent problem: the roadmap raises the likely cause to level 2 or above")


def test_frequent_problems_are_those_that_the_table_calls_monthly_or_worse(clinic: Any, voice: Say) -> None:
    """Outages have a scale of their own, on which a strong answer is a few times a year and the highest is monthly."""
    low = {"change-enablement": "FNNNN", "service-continuity-management": "FNNNN"}

    def counted(outages: int) -> str:
        symptoms = {"failed-changes": 2, "long-outages": outages}
        return _second(clinic.subject(voice(low, default="FFFNN", symptoms=symptoms)))[0]

    assert counted(2).endswith("of 1")
    assert counted(3).endswith("of 2")


def test_readiness_is_the_second_figure_for_those_who_aim_at_a_framework(clinic: Any, voice: Say) -> None:
    """And for those who report nothing."""
    said = voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"failed-changes": 3})
    subject = clinic.subject(said)
    assert subject.roadmap is not None
    settings = replace(subject.roadmap.settings, aim=Aim("iso-20000-1"))
    aiming = replace(subject, roadmap=replace(subject.roadmap, settings=settings))
    silent = clinic.subject(voice({"change-enablement": "FNNNN"}, default="FFFNN"))

    assert all("requirements" in _second(each)[1] for each in (aiming, silent))


def _left_out(subject: Subject) -> LeftOut:
    assert subject.roadmap is not None
    return left_out(subject, subject.roadmap)


def _without_steps(subject: Subject) -> Subject:
    """Return the subject with a roadmap that has neither targets nor steps."""
    assert subject.roadmap is not None
    phases = tuple(replace(phase, steps=()) for phase in subject.roadmap.phases)
    return replace(subject, roadmap=replace(subject.roadmap, phases=phases, targets={}, unplanned=()))


def _second(subject: Subject) -> tuple[str, str]:
    """Return the second key figure of the first page and its label."""
    figure = verdict_view(subject, summary_view(subject)).figures[1]
    return figure.figure, figure.label


def test_completing_a_level_belongs_to_the_target_of_its_practice(clinic: Any, voice: Say) -> None:
    """Of the completing steps, only those of practices without a step to a target are optional."""
    ratings = dict.fromkeys(("incident-management", "service-request-management", "problem-management"), "PNNNN")
    symptoms = {"chased-calls": 3, "slow-requests": 3, "repeat-incidents": 3}
    subject = clinic.subject(voice(ratings, default="FFFNN", symptoms=symptoms))
    assert subject.roadmap is not None
    completing = [each for _, each in planned_steps(subject.roadmap) if each.step.completes]

    wanted, optional = wanted_and_left_over(subject.roadmap)

    assert completing
    rising = {each.step.practice for _, each in planned_steps(subject.roadmap) if each in wanted and each.reaches}
    early = subject.roadmap.phases[0].early
    assert all((each in wanted) == (each.step.practice in rising) for each in completing)
    assert {*wanted, *optional} == {*early, *(each for _, each in planned_steps(subject.roadmap))}


def test_what_is_rare_and_grave_is_a_decision_of_its_own(clinic: Any, voice: Say) -> None:
    """Five frequent problems take the findings, and the roadmap leaves continuity at level 1."""
    loud = {
        "change-enablement": "failed-changes",
        "service-desk": "chased-calls",
        "problem-management": "repeat-incidents",
        "knowledge-management": "hero-fixes",
        "service-request-management": "slow-requests",
    }
    low = dict.fromkeys(loud, "FNNNN")
    symptoms = dict.fromkeys(loud.values(), 3)
    spoken = {"service-continuity-management.2": "Two plans, never exercised"}
    ratings = low | {"service-continuity-management": "FNNNN"}
    weak = clinic.subject(voice(ratings, default="FFFNN", symptoms=symptoms, evidence=spoken))
    sound = clinic.subject(voice(low, default="FFFNN", symptoms=symptoms))

    assert weak.roadmap is not None
    first = weak.roadmap.phases[0]
    assert "service-continuity-management" in {each.practice for each in first.early}
    without = replace(weak.roadmap, phases=(replace(first, early=()), *weak.roadmap.phases[1:]))

    said, begins, nothing = (
        verdict_view(each, summary_view(each)).decisions for each in (replace(weak, roadmap=without), weak, sound)
    )

    grave = "service continuity management"
    [apart] = [each for each in said if grave in each]
    assert apart == (
        "For service continuity management, begin now: ask those who speak for the most vital service's "
        "users how long they can do without it. \u201cTwo plans, never exercised\u201d. "
        "Level 2, not in the roadmap, would take 48 to 88 person-days."
    )
    [begun] = [each for each in begins if grave in each]
    assert begun == (
        "After phase 1, review whether the early action was enough for service continuity management: "
        "\u201cTwo plans, never exercised\u201d. Level 2, not in the roadmap, would take 48 to 88 person-days."
    )
    assert not any(grave in each for each in nothing)
    assert not any("accept" in each for each in (*said, *begins))


def test_what_the_second_finding_needs_decided_is_asked_for_too(clinic: Any, voice: Say) -> None:
    """If the first phase works on it; the first step's own decision isn't asked for twice."""
    low = {"service-desk": "NNNNN", "it-asset-management": "PNNNN"}
    subject = clinic.subject(voice(low, default="FFFNN", symptoms={"chased-calls": 3, "unknown-assets": 3}))
    summary = summary_view(subject)
    assert [each.practice for each in summary.findings[:2]] == ["service-desk", "it-asset-management"]

    asked = verdict_view(subject, summary).decisions
    mandate = clinic.catalogue.practice["it-asset-management"].mandate
    alone = verdict_view(subject, replace(summary, findings=summary.findings[:1])).decisions
    again = verdict_view(subject, replace(summary, findings=summary.findings[:1] * 2)).decisions

    assert asked[1] == f"For IT asset management, also decide that {in_sentence(mandate)}"
    assert not any("also decide" in each for each in (*alone, *again))


def test_every_reported_symptom_is_listed_with_its_likely_cause_and_finding(clinic: Any, voice: Say) -> None:
    """What no weak practice or no finding explains has a dash; what never happens isn't listed."""
    low = {"service-desk": "PNNNN"}
    symptoms = {"chased-calls": 3, "missed-targets": 1, "unknown-assets": 0}
    summary = summary_view(clinic.subject(voice(low, default="FFFFF", symptoms=symptoms)))

    assert [(each.name, each.frequency, each.cause, each.finding) for each in summary.symptoms] == [
        ("Chasing for an answer", "every week or worse", "Service desk, level 1", "1"),
        ("Missed targets", "a few times a year", "\u2013", "\u2013"),
    ]


def test_rare_symptoms_in_no_finding_share_a_sentence_if_they_are_several(clinic: Any, voice: Say) -> None:
    """Two keep their rows."""
    low = {"service-desk": "PNNNN"}
    rare = ("missed-targets", "supplier-disputes", "unknown-assets")

    def listed(many: int) -> tuple[list[str], str]:
        symptoms = {"chased-calls": 3} | dict.fromkeys(rare[:many], 1)
        summary = summary_view(clinic.subject(voice(low, default="FFFFF", symptoms=symptoms)))
        return [each.name for each in summary.symptoms], summary.rarely_reported

    rows, none = listed(2)
    assert len(rows) == 3
    assert not none
    rows, sentence = listed(3)
    assert rows == ["Chasing for an answer"]
    assert sentence.startswith("Also reported, but rarely: \u201c")
    assert "\u201cMissed targets\u201d" in sentence


def test_reported_symptoms_stand_in_the_order_of_the_findings_that_name_them(clinic: Any, voice: Say) -> None:
    """A weekly symptom comes after a monthly one if its finding does; what no finding names follows, gravest first."""
    symptoms = {"failed-changes": 3, "missed-targets": 3, "chased-calls": 2, "unknown-assets": 1}
    low = {"service-desk": "NNNNN", "change-enablement": "FNNNN"}
    subject = clinic.subject(voice(low, default="FFFFF", symptoms=symptoms))
    desk, changes, *_ = sorted(summary_view(subject).findings, key=lambda each: each.practice != "service-desk")

    rows = symptom_rows(subject, (desk, changes))

    assert [(each.name, each.finding) for each in rows] == [
        ("Chasing for an answer", "1"),
        ("Changes that break things", "2"),
        ("Missed targets", "\u2013"),
        ("Unknown equipment and accounts", "\u2013"),
    ]


def test_what_the_roadmap_leaves_out_has_its_price(clinic: Any, voice: Say) -> None:
    """The roadmap leaves out the desk and completes level 1 of change enablement."""
    low = {"service-desk": "FNNNN", "change-enablement": "PNNNN"}
    subject = clinic.subject(voice(low, default="FFFNN", symptoms={"chased-calls": 3, "failed-changes": 3}))
    summary = summary_view(subject)
    assert subject.roadmap is not None
    step = Step("change-enablement", 1, 1, Effort(Fraction(2), Fraction(3)), 1)
    completing = planned_step(step, Fraction(2), "")
    first, *rest = subject.roadmap.phases
    other = planned_step(Step("release-management", 1, 2, Effort(Fraction(2), Fraction(3)), 1), Fraction(2), "")
    phases = (replace(first, steps=(other, completing)), *(replace(each, steps=()) for each in rest))
    changed = replace(subject, roadmap=replace(subject.roadmap, phases=phases))

    said = verdict_view(changed, summary).decisions

    [left] = [each for each in said if each.startswith("If you can do more than this roadmap, begin with ")]
    assert "begin with service desk (level 2: " in left
    assert left.endswith(" person-days), because users have to chase IT for answers.")
