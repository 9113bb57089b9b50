"""A saved roadmap in one line, for the history."""

from __future__ import annotations

from typing import Any

from practices_catalog.model import Catalogue
from reports.views import figures

Document = dict[str, Any]


def in_words(catalogue: Catalogue, plan: Document, options: Document) -> str:
    """Return the settings of a saved roadmap, and its steps with the phases in which they end."""
    settings = plan["settings"]
    steps = [
        f"{_name(catalogue, step['practice'])} {step['to_level']} (phase {phase['number']})"
        for phase in plan["phases"]
        for step in phase["steps"]
        if step["ends"]
    ]
    span = f"{figures.count(settings['phases'], 'phase')} of {figures.count(settings['phase_weeks'], 'week')}"
    parts = (
        _approach(catalogue, plan["approach"]),
        f"{span} from {figures.day_of(settings['start'])}, {settings['capacity']:g} person-days each",
        _listed("targets", [f"{_name(catalogue, p)} {level}" for p, level in sorted(options["targets"].items())]),
        _listed("pinned", [f"{_name(catalogue, p)} to phase {n}" for p, n in sorted(options["pins"].items())]),
        _listed(
            "due", [f"{_name(catalogue, p)} by phase {n}" for p, n in sorted(options.get("deadlines", {}).items())]
        ),
        f"aim: {options['aim']}" if options.get("aim") else "",
        _listed("excluded", [_name(catalogue, p) for p in options["excluded"]]),
        _listed("steps", steps),
    )
    return "; ".join(part for part in parts if part)


def _listed(what: str, items: list[str]) -> str:
    return f"{what}: {', '.join(items)}" if items else ""


def _name(catalogue: Catalogue, practice: str) -> str:
    # The content may have changed since the roadmap was saved.
    known = catalogue.practice.get(practice)
    return known.name if known else practice


def _approach(catalogue: Catalogue, approach: str) -> str:
    known = catalogue.approach.get(approach)
    return known.name if known else approach
