"""What the report says to a sponsor who aims at a framework by a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from practices_catalog.model import Certificate
from questionnaires.model import Rating
from reports.views import figures
from reports.views.agreement import agreement_view
from reports.views.aim import aim_decision, aim_view, assess_for_aim, prepare_certificate
from reports.views.basis import basis_view
from reports.views.readiness import readiness_views
from reports.views.report import report_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.verdict import verdict_view
from roadmaps.model import Aim, Unknown
from tests.reports.findings.conftest import Voice

Say = type[Voice]
ISO = "iso-20000-1"
UNKNOWN = ("strategy-management", "service-design", "organizational-change-management")
NEEDS = (
    "an approved scope statement, some months of records, an internal audit, a management review and the "
    "certification body's two-stage audit"
)


def _bank(clinic: Any, voice: Say, by: date | None, rating: Rating = Rating.L, **more: Any) -> Subject:
    """Return a bank that wants a certificate: most practices work, three aren't assessed; four phases from 8 June."""
    nobody = dict.fromkeys(UNKNOWN, "")
    weak = {"change-enablement": "LPNNN", "supplier-management": "LPNNN", "service-level-management": "LPNNN"}
    settings = {"capacity": Fraction(200), "day_rate": Fraction(850), **more}
    said = voice({**nobody, **weak}, default="FLNNN")
    made: Subject = clinic.subject(said, aim=Aim(ISO, rating, by), **settings)
    return made


def test_the_first_page_answers_whether_the_date_stands(clinic: Any, voice: Say) -> None:
    """The date is weeks before the roadmap's end; what has no rating and what levels don't bring is said."""
    subject = _bank(clinic, voice, date(2027, 5, 1))
    view, roadmap = aim_view(subject), subject.roadmap
    assert view is not None
    assert roadmap is not None
    ends = [phase.end for phase in roadmap.phases]
    assert ends[2] <= date(2027, 5, 1) < ends[3]

    decision = _decisions(subject)[1]
    assert decision.startswith(
        "For ISO/IEC 20000-1, keep the date, and decide by 8 Jun 2026: this roadmap alone won't earn a certificate. "
        f"By 1 May 2027, all {view.of} rated requirements will be largely or fully achieved ({view.fully or 'none'} "
        f"fully), "
        "the last of them on "
    )
    assert decision.endswith(
        f"; {view.unrated} more aren't rated. The next steps give dates for everything else that a certificate needs."
    )
    assert view.since in ends[:3]


def test_the_key_figure_and_the_chapter_name_the_date(clinic: Any, voice: Say) -> None:
    """Readiness is that at the end of the last phase that ends by then, not of the roadmap."""
    subject = _bank(clinic, voice, date(2026, 12, 31))
    view, roadmap = aim_view(subject), subject.roadmap
    assert view is not None
    assert roadmap is not None
    then = next(each for each in subject.readiness_after(roadmap.phases[1]) if each.framework == ISO)
    rated = [each.requirement for each in _today(subject).requirements if each.rating]
    largely = sum(then.requirement[each].rating in {Rating.L, Rating.F} for each in rated)

    verdict = verdict_view(subject, summary_view(subject))
    assert f"achieved today; {largely} by 31 Dec 2026; {view.unrated} more have no rating" in verdict.figures[1].label
    chapter = next(each for each in readiness_views(subject) if each.id == ISO)
    assert chapter.met.endswith(f"with the roadmap, {largely} will be by 31 Dec 2026.")
    assert chapter.also_needs == f"A certificate also needs {NEEDS}, which raising levels won't cover."
    others = [each for each in readiness_views(subject) if each.id != ISO]
    assert not any(each.also_needs or "31 Dec 2026" in each.met for each in others)


def test_what_is_not_rated_is_to_be_assessed_first_by_name(clinic: Any, voice: Say) -> None:
    """No practice hides behind `and 4 more`; what a certificate needs besides has dates in a next step."""
    subject = _bank(clinic, voice, date(2027, 5, 1))
    steps = basis_view(subject, agreement_view(subject)).next_steps

    assert steps[0].startswith("Before the first phase: assess ")
    for each in UNKNOWN:
        assert subject.practice_name(each).lower() in steps[0]
    assert "more" not in steps[0]
    [beside] = [each for each in steps if each.startswith("In parallel, counting back from 1 May 2027: ")]
    assert "; hold the management review by 13 Feb 2027; " in beside


def test_a_date_that_is_missed_says_what_would_meet_it(clinic: Any, voice: Say) -> None:
    """With 20 days a phase, only part gets there."""
    subject = _bank(clinic, voice, date(2026, 12, 31), capacity=Fraction(20))
    view, roadmap = aim_view(subject), subject.roadmap
    assert view is not None
    assert roadmap is not None
    assert roadmap.aim is not None

    decision = aim_decision(subject)
    assert f"By 31 Dec 2026, {view.ready} of {view.of} rated requirements will be largely or fully achieved" in decision
    assert view.ready < view.of
    needed = roadmap.aim.capacity_needed
    would = (
        f"The other rated ones would follow with {needed} person-days per phase instead of 20."
        if needed
        else "More person-days alone wouldn't get the rest there by then."
    )
    assert would in decision


def test_a_date_before_the_first_phase_ends_brings_nothing(clinic: Any, voice: Say) -> None:
    """Then it is today's readiness that counts, and no capacity helps."""
    view = aim_view(_bank(clinic, voice, date(2026, 7, 1)))

    assert view is not None
    today = [each.rating for each in _today(_bank(clinic, voice, date(2026, 7, 1))).requirements if each.rating]
    assert (view.ready, view.since) == (sum(each.step >= 2 for each in today), None)


def test_fully_is_its_own_aim(clinic: Any, voice: Say) -> None:
    """Nothing is said of L, which is not what was asked."""
    subject = _bank(clinic, voice, date(2027, 5, 1), Rating.F)
    view = aim_view(subject)
    assert view is not None

    decision = aim_decision(subject)
    assert f"{view.of} rated requirements will be fully achieved" in decision
    assert view.ready == view.fully
    assert decision.startswith("For ISO/IEC 20000-1, narrow the scope or move the date")


def test_without_a_date_one_is_to_be_set(clinic: Any, voice: Say) -> None:
    """The roadmap's end is what it is known for."""
    subject = _bank(clinic, voice, None)
    roadmap = subject.roadmap
    assert roadmap is not None

    end = figures.day(roadmap.phases[-1].end)
    assert aim_decision(subject).startswith(f"Set a date for ISO/IEC 20000-1: by {end}, when the roadmap ends, all ")
    assert f"; {_view(subject).largely} by {end}" in verdict_view(subject, summary_view(subject)).figures[1].label


def test_a_framework_without_a_certificate_keeps_its_date_if_all_is_ready(clinic: Any, voice: Say) -> None:
    """COBIT certifies no organization."""
    subject = clinic.subject(
        voice({"change-enablement": "LPNNN"}, default="FFFNN"), aim=Aim("cobit-2019", Rating.L, date(2027, 5, 1))
    )
    view = _view(subject)

    assert view.is_ready
    assert aim_decision(subject) == (
        f"Keep 1 May 2027 for COBIT: by then, all {view.of} rated requirements will be largely or fully achieved "
        f"({view.fully} fully)"
        f"{f', the last of them on {figures.day(view.since)}' if view.since else ''}."
    )
    assert assess_for_aim(subject) == ""


@pytest.mark.parametrize("unknown", list(Unknown))
def test_no_part_of_the_report_reads_as_a_certificate(clinic: Any, voice: Say, unknown: Unknown) -> None:
    """`The aim is met` would, where it is about L and about what has a rating."""
    subject = _bank(clinic, voice, date(2027, 6, 6), unknown=unknown)
    said = repr(report_view(subject))

    assert "aim is met" not in said
    assert "Every rated requirement is at L or above by 6 Jun 2027" in said
    assert "Readiness is indicative, not a statement of conformity." in said


def test_without_an_aim_nobody_is_told_about_certificates(clinic: Any, voice: Say) -> None:
    """The chapter on readiness for the framework in focus says it, for whoever reads about a framework."""
    subject = clinic.subject(voice({"change-enablement": "LPNNN"}, default="FLNNN"))

    assert aim_decision(subject) == ""
    assert aim_view(subject) is None
    assert not any("certificate" in each for each in _decisions(subject))
    assert aim_decision(clinic.subject(voice(default="FLNNN"), planned=False)) == ""


def test_a_single_need_is_named_alone(clinic: Any, voice: Say) -> None:
    """Content of one's own may have one."""
    subject = _bank(clinic, voice, date(2027, 5, 1))
    iso = replace(subject.catalogue.framework[ISO], certificate=Certificate("L is enough.", ("a visit",)))
    own = replace(subject.catalogue, frameworks=(iso, *subject.catalogue.frameworks[1:]))

    assert aim_decision(replace(subject, catalogue=own)).endswith(
        "A certificate also needs a visit; the roadmap plans none of this."
    )


def test_what_a_certificate_also_needs_is_counted_back_from_the_date(clinic: Any, voice: Say) -> None:
    """39, 30, 22, 14, 11 and 6 weeks; the decisions leave it to the next steps."""
    subject = _bank(clinic, voice, date(2027, 5, 1))

    step = prepare_certificate(subject)

    assert step == (
        "In parallel, counting back from 1 May 2027: have the scope statement approved by 1 Aug 2026; "
        "have a contract with a certification body by 3 Oct 2026; "
        "have every process in the scope leave records by 28 Nov 2026; finish the internal audit by 23 Jan 2027; "
        "hold the management review by 13 Feb 2027; pass the first stage of the audit by 20 Mar 2027."
    )
    assert step in basis_view(subject, agreement_view(subject)).next_steps
    assert aim_decision(subject).endswith("The next steps give dates for everything else that a certificate needs.")
    assert "The next steps" not in aim_decision(subject, brief=True)


def test_what_should_be_done_by_now_is_to_be_done_at_once(clinic: Any, voice: Say) -> None:
    """The roadmap begins on 8 June 2026, which is 30 weeks before the date: too late for what takes 39."""
    step = prepare_certificate(_bank(clinic, voice, date(2027, 1, 4)))

    assert step.startswith(
        "In parallel, counting back from 4 Jan 2027: have the scope statement approved at once "
        "(it was due by 6 Apr 2026); have a contract with a certification body by 8 Jun 2026; "
    )


def test_without_a_date_or_milestones_each_need_is_to_get_one(clinic: Any, voice: Say) -> None:
    """There is nothing to count back from; content of one's own may have no milestones."""
    undated, dated = _bank(clinic, voice, None), _bank(clinic, voice, date(2027, 5, 1))
    iso = dated.catalogue.framework[ISO]
    assert iso.certificate is not None
    plain = replace(iso, certificate=replace(iso.certificate, milestones=()))
    own = replace(dated.catalogue, frameworks=(plain, *dated.catalogue.frameworks[1:]))

    for subject in (undated, replace(dated, catalogue=own)):
        assert prepare_certificate(subject) == (
            f"In parallel, name an owner and a date for everything else that a certificate needs: {NEEDS}."
        )
        assert aim_decision(subject).endswith(f"{NEEDS}; the roadmap plans none of these.")
        assert NEEDS not in aim_decision(subject, brief=True)


def _view(subject: Subject) -> Any:
    view = aim_view(subject)
    assert view is not None
    return view


def _today(subject: Subject) -> Any:
    return next(each for each in subject.scores.frameworks if each.framework == ISO)


def _decisions(subject: Subject) -> tuple[str, ...]:
    return verdict_view(subject, summary_view(subject)).decisions
