"""What slips first if a phase takes as long as its high estimates; capacity is 60, and high is 6/5 of the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from practices_catalog.model import Catalogue, Effort
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.findings.model import Finding, FindingKind, Findings
from reports.options import ReportOptions
from reports.views import high_estimates
from reports.views.decisions import Detail, decisions
from reports.views.high_estimates import at_high_estimates
from reports.views.roadmap import roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from roadmaps.model import Aim, AimResult, PlannedStep, Roadmap, Step
from tests.reports.conftest import planned_step

DESK = "service-desk"
HEAD = "If the work takes as long as the high estimates, phase 1 needs 72 person-days, not 60"


@pytest.fixture
def subject(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """An organization with a roadmap of four phases, the first until 31 May 2026."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions())


def to(
    practice: str, level: int = 2, *, weight: int = 1, filling: bool = False, completes: bool = False
) -> PlannedStep:
    """Return a step of 20 days."""
    before = level if completes else level - 1
    step = Step(practice, before, level, Effort(Fraction(16), Fraction(24)), weight, filling=filling)
    return planned_step(step, Fraction(20), "")


def planning(subject: Subject, *steps: PlannedStep, phase: int = 1) -> Subject:
    """Return the subject with these steps in one phase."""
    assert subject.roadmap is not None
    phases = tuple(replace(each, steps=steps if each.number == phase else ()) for each in subject.roadmap.phases)
    return replace(subject, roadmap=replace(subject.roadmap, phases=phases))


def said(subject: Subject, *steps: PlannedStep, phase: int = 1) -> str:
    """Return what is said about a phase with these steps."""
    planned = planning(subject, *steps, phase=phase)
    assert planned.roadmap is not None
    return at_high_estimates(planned, planned.roadmap, planned.roadmap.phases[phase - 1])


def test_nothing_slips_if_the_high_estimates_fit(subject: Subject) -> None:
    """Twice 24 of 60."""
    assert said(subject, to(DESK), to("release-management")) == ""


@pytest.mark.parametrize(
    ("last", "then"),
    [
        (to("release-management"), ": first start release management in phase 2 instead."),
        (
            to("release-management", 1, completes=True),
            ": first complete level 1 of release management in phase 2 instead.",
        ),
        (
            to("release-management", 3, filling=True),
            ": first leave out level 3 of release management, which is optional.",
        ),
    ],
)
def test_of_equals_the_last_step_in_reading_order_slips(subject: Subject, last: PlannedStep, then: str) -> None:
    """Begun later, completed later, or left out if it is optional."""
    assert said(subject, to(DESK), to("supplier-management"), last) == f"{HEAD}{then}"


def test_a_step_that_another_one_waits_for_stays(subject: Subject) -> None:
    """Problem management waits for incident management, and level 3 for level 2 of the same practice."""
    waited = (to("supplier-management"), to("problem-management"), to("incident-management"))
    levels = (to(DESK), to("release-management", 3), to("release-management", 2))

    assert said(subject, *waited).endswith("first start problem management in phase 2 instead.")
    assert said(subject, *levels).endswith("first start level 3 of release management in phase 2 instead.")


def test_what_leads_or_is_due_stays(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work begins, the practice of the first finding, and a deadline; then the phase ends later."""
    leading = Findings("", (Finding(FindingKind.GAP, "supplier-management", ""),), (), "")
    monkeypatch.setattr(high_estimates, "findings_of", lambda _: leading)
    assert subject.roadmap is not None
    settings = replace(subject.roadmap.settings, deadlines={"release-management": 1})
    due = replace(subject, roadmap=replace(subject.roadmap, settings=settings))
    steps = (to(DESK), to("release-management"), to("supplier-management"))

    assert said(subject, *steps).endswith("first start release management in phase 2 instead.")
    assert said(due, *steps) == f"{HEAD}, and ends later."


def test_what_is_worth_least_slips_before_what_the_first_findings_are_about(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first finding never slips; the third slips before the second, even if the second brings less benefit."""
    practices = (DESK, "supplier-management", "release-management")
    found = Findings("", tuple(Finding(FindingKind.GAP, each, "") for each in practices), (), "")
    monkeypatch.setattr(high_estimates, "findings_of", lambda _: found)
    desk, supplier, release = to(DESK), to("supplier-management"), to("release-management", weight=9)

    less = said(subject, desk, to("relationship-management", weight=2), to("risk-management", weight=3))

    assert less.endswith("first start relationship management in phase 2 instead.")
    assert "start relationship management" in said(
        subject, desk, to("relationship-management", weight=2), supplier, release
    )
    assert "start release management" in said(subject, desk, supplier, release)


def test_what_treats_the_cause_never_slips(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps count up to the level at which the practice no longer shows the cause."""
    monkeypatch.setattr(high_estimates, "treating_levels", lambda _: {"release-management": 2})
    higher = to("release-management", 3)

    assert "start supplier" in said(subject, to(DESK), to("supplier-management", weight=9), to("release-management"))
    assert "start level 3" not in said(subject, to(DESK), higher, to("supplier-management"))
    assert "start release management" in said(subject, to(DESK), to("supplier-management", weight=9), higher)


def test_a_date_of_an_aim_is_said_to_be_at_risk(subject: Subject) -> None:
    """The date is in the next phase. A date far off leaves time, and one that is missed anyway is not at risk."""
    zero = Effort(Fraction(0), Fraction(0))
    targets = {"release-management": 2, "supplier-management": 2, DESK: 2}

    def with_date(by: date, ready_after: int | None = 1) -> str:
        aimed = planning(subject)
        assert aimed.roadmap is not None
        settings = replace(aimed.roadmap.settings, aim=Aim("iso-20000-1", by=by))
        result = AimResult("iso-20000-1", targets, zero, ready_after, True, None, {}, ())
        aimed = replace(aimed, roadmap=replace(aimed.roadmap, settings=settings, aim=result))
        return said(aimed, to(DESK), to("supplier-management"), to("release-management"))

    risk = ", and no step can wait without putting the date of the aim, 30 Jun 2026, at risk."
    assert with_date(date(2026, 6, 30)) == f"{HEAD}{risk}"
    assert "start release management in phase 2" in with_date(date(2027, 6, 30))
    assert "start release management in phase 2" in with_date(date(2026, 6, 30), ready_after=None)
    assert "start release management in phase 2" in with_date(date(2026, 6, 30), ready_after=2)


def test_after_the_last_phase_a_step_waits_for_another_roadmap(subject: Subject) -> None:
    """Phase 4 of 4."""
    told = said(subject, to(DESK), to("supplier-management"), to("release-management"), phase=4)

    assert told.endswith("first start release management after this roadmap.")


def test_the_charter_and_a_long_decision_say_what_slips(subject: Subject) -> None:
    """The first page only where it has room."""
    planned = planning(subject, to(DESK), to("supplier-management"), to("release-management"))
    view, summary = roadmap_view(planned), summary_view(planned)
    sentence = f"{HEAD}: first start release management in phase 2 instead."

    assert view is not None
    assert view.phases[0].high == sentence
    assert any(each.endswith(sentence) for each in decisions(planned, summary, (), Detail(high=True)))
    assert not any(sentence in each for each in decisions(planned, summary, ()))
