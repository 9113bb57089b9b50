"""The drawn charts of a report. Importing this module imports Matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from reports.chart import Chart
from reports.charts.agreement import agreement
from reports.charts.before_and_after import before_and_after
from reports.charts.effort import effort
from reports.charts.impact import impact
from reports.charts.level_strip import level_strip
from reports.charts.priorities import priorities
from reports.charts.profile import profile
from reports.charts.readiness import readiness_pieces
from reports.charts.timeline import timeline
from reports.options import ReportPart
from reports.views.agreement_by_practice import agreement_by_practice
from reports.views.effort import effort_view
from reports.views.impact import COMPARABLE, impact_view
from reports.views.report import ReportView
from reports.views.subject import Subject
from reports.views.timeline import timeline_view


@dataclass(frozen=True)
class Illustrations:
    """The charts of a report; None or empty if a part is left out or has nothing to show."""

    level_strip: Chart | None
    priorities: Chart | None
    profile: Chart | None
    before_and_after: Chart | None
    agreement: Chart | None
    readiness: dict[str, tuple[Chart, ...]]
    timeline: Chart | None
    effort: Chart | None
    impact: Chart | None

    def all(self) -> tuple[Chart, ...]:
        """Return every chart."""
        single = (
            self.level_strip,
            self.priorities,
            self.profile,
            self.before_and_after,
            self.agreement,
            self.timeline,
            self.effort,
            self.impact,
        )
        return tuple(chart for chart in (*single, *chain(*self.readiness.values())) if chart is not None)


def illustrations(subject: Subject, view: ReportView) -> Illustrations:
    """Return the charts of the parts that a report has."""
    wanted, counts = view.wanted, view.summary.counts
    compared = agreement_by_practice(subject) if ReportPart.AGREEMENT in wanted else None
    roadmap = subject.roadmap
    planned = timeline_view(subject, roadmap) if roadmap and ReportPart.PLAN in wanted else None
    gain = impact_view(subject, roadmap) if roadmap and ReportPart.ROADMAP in wanted else None
    every = ReportPart.REQUIREMENTS in wanted
    # The timeline also shows each phase's days.
    days = effort_view(subject, roadmap) if roadmap and every else None
    shown = view.frameworks if ReportPart.READINESS in wanted else ()
    frameworks = tuple(each for each in shown if every or each.in_focus)
    return Illustrations(
        level_strip=level_strip(counts) if ReportPart.COVER in wanted else None,
        priorities=priorities(view.priorities) if view.priorities and ReportPart.PRIORITIES in wanted else None,
        profile=profile(view.profile) if ReportPart.PROFILE in wanted else None,
        before_and_after=before_and_after(view.changes.comparison)
        if view.changes and ReportPart.CHANGES in wanted
        else None,
        agreement=agreement(compared) if compared else None,
        readiness={framework.id: readiness_pieces(framework) for framework in frameworks},
        timeline=timeline(planned) if planned else None,
        effort=effort(days) if days else None,
        impact=impact(gain) if gain and len(gain.impacts) >= COMPARABLE else None,
    )
