"""The table of contents: the chapters, and the sections of the longer ones."""

from __future__ import annotations

from dataclasses import dataclass

from reports.options import ReportPart
from reports.views.report import ReportView

TITLES = {
    ReportPart.SUMMARY: "Summary",
    ReportPart.FINDINGS: "Findings",
    ReportPart.PRIORITIES: "Priorities",
    ReportPart.PROFILE: "Capability profile",
    ReportPart.HEAT_MAP: "Heat map",
    ReportPart.CHANGES: "Changes since the last assessment",
    ReportPart.LADDERS: "Priority practices",
    ReportPart.PRACTICES: "Practice by practice",
    ReportPart.DISAGREEMENTS: "Open disagreements",
    ReportPart.AGREEMENT: "Agreement and confidence",
    ReportPart.READINESS: "Readiness for frameworks",
    ReportPart.REQUIREMENTS: "Requirements one by one",
    ReportPart.PLAN: "Roadmap",
    ReportPart.ROADMAP: "Roadmap, phase by phase",
    ReportPart.BASIS: "Confidence and next steps",
    ReportPart.METHOD: "How the scores were calculated",
    ReportPart.GLOSSARY: "Glossary",
    ReportPart.RATINGS: "Appendix: all ratings",
}
ONE_COLUMN = 12


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents, with the entries below it."""

    title: str
    anchor: str
    entries: tuple[ContentsEntry, ...] = ()

    @property
    def columns(self) -> tuple[tuple[ContentsEntry, ...], ...]:
        """The entries below it in one column, or in two if there are many."""
        if len(self.entries) <= ONE_COLUMN:
            return (self.entries,) if self.entries else ()
        half = (len(self.entries) + 1) // 2
        return (self.entries[:half], self.entries[half:])


def contents(view: ReportView) -> tuple[ContentsEntry, ...]:
    """Return the entries of the parts that the report shows."""
    return tuple(
        ContentsEntry(title, part.value, _below(view, part))
        for part, title in TITLES.items()
        if part.value in view.wanted
    )


def _below(view: ReportView, part: ReportPart) -> tuple[ContentsEntry, ...]:
    if part is ReportPart.PRACTICES:
        return tuple(ContentsEntry(section.name, section.anchor) for section in view.practices.sections)
    if part is ReportPart.READINESS:
        return tuple(ContentsEntry(framework.name, f"framework-{framework.id}") for framework in view.frameworks)
    if part is ReportPart.ROADMAP and view.roadmap:
        return tuple(
            ContentsEntry(f"{phase.title}: {phase.dates}", f"roadmap-{number}")
            for number, phase in enumerate(view.roadmap.phases, 1)
        )
    return ()
