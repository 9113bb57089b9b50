"""The table of contents: chapters, and what stands in the longer ones."""

from __future__ import annotations

from dataclasses import dataclass

from reports.options import Part
from reports.views.report import ReportView

TITLES = {
    Part.SUMMARY: "Summary",
    Part.PROFILE: "Capability profile",
    Part.HEAT_MAP: "Heat map",
    Part.PRACTICES: "Practice by practice",
    Part.AGREEMENT: "Agreement and confidence",
    Part.READINESS: "Readiness for frameworks",
    Part.ROADMAP: "Roadmap",
    Part.METHOD: "How the scores were made",
    Part.GLOSSARY: "Glossary",
    Part.RATINGS: "Appendix: all ratings",
}
ONE_COLUMN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, with the lines under it."""

    title: str
    anchor: str
    entries: tuple[Entry, ...] = ()

    @property
    def columns(self) -> tuple[tuple[Entry, ...], ...]:
        """The lines under it in one column, or in two where there are many."""
        if len(self.entries) <= ONE_COLUMN:
            return (self.entries,) if self.entries else ()
        half = (len(self.entries) + 1) // 2
        return (self.entries[:half], self.entries[half:])


def contents(view: ReportView) -> tuple[Entry, ...]:
    """Return the entries of the parts that the report has."""
    return tuple(
        Entry(title, part.value, _below(view, part)) for part, title in TITLES.items() if part.value in view.wanted
    )


def _below(view: ReportView, part: Part) -> tuple[Entry, ...]:
    if part is Part.PRACTICES:
        return tuple(Entry(section.name, section.anchor) for section in view.practices.sections)
    if part is Part.READINESS:
        return tuple(Entry(framework.name, f"framework-{framework.id}") for framework in view.frameworks)
    if part is Part.ROADMAP and view.roadmap:
        return tuple(
            Entry(f"{phase.title}: {phase.dates}", f"roadmap-{number}")
            for number, phase in enumerate(view.roadmap.phases, 1)
        )
    return ()
