"""The whole report as views: each part, or None where it is left out or has nothing to show."""

from __future__ import annotations

from dataclasses import dataclass

from reports.options import Part
from reports.views.agreement import AgreementView, agreement_view
from reports.views.cover import CoverView, cover_view
from reports.views.heat_map import HeatMapView, heat_map_view
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
    """Every part of the report."""

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
    roadmap: RoadmapView | None
    method: MethodView
    ratings: RatingsView


def report_view(subject: Subject) -> ReportView:
    """Return the report's view."""
    roadmap = roadmap_view(subject)
    nothing = set() if roadmap else {Part.ROADMAP}
    if not subject.scores.frameworks:
        nothing.add(Part.READINESS)
    return ReportView(
        cover=cover_view(subject),
        date=subject.scores.assessment.assessed_on,
        wanted=frozenset(part.value for part in Part if part not in subject.options.left_out | nothing),
        summary=summary_view(subject),
        profile=profile_view(subject),
        heat_map=heat_map_view(subject),
        practices=practices_view(subject),
        agreement=agreement_view(subject),
        frameworks=readiness_views(subject),
        disclaimer=DISCLAIMER,
        roadmap=roadmap,
        method=method_view(subject),
        ratings=ratings_view(subject),
    )
