"""The view models of the whole report, one for each part."""

from __future__ import annotations

from dataclasses import dataclass

from reports.options import ReportPart
from reports.views.agreement import AgreementView, agreement_view
from reports.views.cover import CoverView, cover_view
from reports.views.heat_map import HeatMapView, heat_map_view
from reports.views.marks import LEVEL_WORDS
from reports.views.method import MethodView, method_view
from reports.views.practices import PracticesView, practices_view
from reports.views.profile import ProfileView, profile_view
from reports.views.ratings import RatingsView, ratings_view
from reports.views.readiness import DISCLAIMER, FrameworkView, readiness_views
from reports.views.roadmap import RoadmapView, roadmap_view
from reports.views.subject import Subject
from reports.views.summary import SummaryView, summary_view


@dataclass(frozen=True, slots=True)
class ReportView:
    """The view models of all parts; `wanted` has the ids of those that the report shows."""

    cover: CoverView
    date: str
    wanted: frozenset[str]
    summary: SummaryView
    profile: ProfileView
    heat_map: HeatMapView
    practices: PracticesView
    agreement: AgreementView
    frameworks: tuple[FrameworkView, ...]
    disclaimer: str
    level_meanings: tuple[str, ...]
    roadmap: RoadmapView | None
    method: MethodView
    ratings: RatingsView


def report_view(subject: Subject) -> ReportView:
    """Return the view models of a report."""
    roadmap = roadmap_view(subject)
    nothing: set[ReportPart] = set() if roadmap else {ReportPart.ROADMAP}
    summary = summary_view(subject)
    if not summary.findings and not summary.strengths:
        nothing.add(ReportPart.FINDINGS)
    if not subject.scores.frameworks:
        nothing.add(ReportPart.READINESS)
    return ReportView(
        cover=cover_view(subject),
        date=subject.scores.assessment.assessed_on,
        wanted=frozenset(part.value for part in ReportPart if part not in subject.options.left_out | nothing),
        summary=summary,
        profile=profile_view(subject),
        heat_map=heat_map_view(subject),
        practices=practices_view(subject),
        agreement=agreement_view(subject),
        frameworks=readiness_views(subject),
        disclaimer=DISCLAIMER,
        level_meanings=LEVEL_WORDS,
        roadmap=roadmap,
        method=method_view(subject),
        ratings=ratings_view(subject),
    )
