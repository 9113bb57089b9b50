"""The view models of the whole report, one for each part."""

from __future__ import annotations

from dataclasses import dataclass

from reports.options import ReportPart
from reports.views.agreement import AgreementView, agreement_view
from reports.views.basis import BasisView, basis_view
from reports.views.changes import ChangesView, changes_view
from reports.views.cover import CoverView, cover_view
from reports.views.focus import focus_framework
from reports.views.glossary import Term, glossary
from reports.views.heat_map import HeatMapView, heat_map_view
from reports.views.ladders import LaddersView, ladders_view
from reports.views.method import MethodView, method_view
from reports.views.plan import PlanView, plan_view
from reports.views.practices import PracticesView, practices_view
from reports.views.priorities import PrioritiesView, priorities_view
from reports.views.profile import ProfileView, profile_view
from reports.views.ratings import RatingsView, ratings_view
from reports.views.readiness import DISCLAIMER, FrameworkView, readiness_views
from reports.views.roadmap import RoadmapView, roadmap_view
from reports.views.subject import Subject, once_per_subject
from reports.views.summary import SummaryView, summary_view
from reports.views.verdict import VerdictView, verdict_view


@dataclass(frozen=True, slots=True)
class ReportView:
    """The view models of all parts; `wanted` has the ids of those that the report shows."""

    cover: CoverView
    date: str
    wanted: tuple[str, ...]
    summary: SummaryView
    verdict: VerdictView
    priorities: PrioritiesView | None
    plan: PlanView | None
    ladders: LaddersView | None
    basis: BasisView
    profile: ProfileView
    heat_map: HeatMapView
    changes: ChangesView | None
    practices: PracticesView
    agreement: AgreementView
    frameworks: tuple[FrameworkView, ...]
    readiness_headline: str
    disclaimer: str
    glossary: tuple[Term, ...]
    roadmap: RoadmapView | None
    method: MethodView
    ratings: RatingsView


@once_per_subject
def report_view(subject: Subject) -> ReportView:
    """Return the view models of a report."""
    roadmap, summary, agreement = roadmap_view(subject), summary_view(subject), agreement_view(subject)
    priorities, plan, ladders = priorities_view(subject), plan_view(subject), ladders_view(subject)
    frameworks, changes = readiness_views(subject), changes_view(subject)
    nothing: set[ReportPart] = set() if roadmap else {ReportPart.ROADMAP}
    if priorities is None:
        nothing.add(ReportPart.PRIORITIES)
    if changes is None:
        nothing.add(ReportPart.CHANGES)
    if plan is None:
        nothing.add(ReportPart.PLAN)
    if ladders is None:
        nothing.add(ReportPart.LADDERS)
    # The first page, if there is one, already has the strengths.
    strengths = () if ReportPart.SUMMARY in subject.options.parts else summary.strengths
    if not (summary.findings or strengths or (summary.symptoms and summary.strengths)):
        nothing.add(ReportPart.FINDINGS)
    if not subject.scores.frameworks:
        nothing |= {ReportPart.READINESS, ReportPart.REQUIREMENTS}
    if not agreement.open_disputes:
        nothing.add(ReportPart.DISAGREEMENTS)
    wanted = tuple(part.value for part in subject.options.parts if part not in nothing)
    return ReportView(
        cover=cover_view(subject),
        date=subject.scores.assessment.assessed_on,
        wanted=wanted,
        summary=summary,
        verdict=verdict_view(subject, summary),
        priorities=priorities,
        plan=plan,
        ladders=ladders,
        basis=basis_view(subject, agreement),
        profile=profile_view(subject),
        heat_map=heat_map_view(subject),
        changes=changes,
        practices=practices_view(subject),
        agreement=agreement,
        frameworks=frameworks,
        readiness_headline=_readiness_headline(subject, frameworks),
        disclaimer=DISCLAIMER,
        glossary=glossary(subject, wanted),
        roadmap=roadmap,
        method=method_view(subject),
        ratings=ratings_view(subject),
    )


def _readiness_headline(subject: Subject, frameworks: tuple[FrameworkView, ...]) -> str:
    """Return how ready the organization is for the framework that matters most."""
    focus = focus_framework(subject)
    view = next((each for each in frameworks if focus and each.id == focus.framework), None)
    if view is None or not view.met:
        return "No framework has a rated requirement yet"
    return f"{view.name}: {view.met.rstrip('.')}"
