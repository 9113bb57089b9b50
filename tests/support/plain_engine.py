"""The child process that renders one report, with WeasyPrint as it was installed."""

from __future__ import annotations

from reports import render_child


def main() -> None:
    """Render the report on standard input without our shortcuts through the engine."""
    render_child.speed_up = lambda: None  # type: ignore[attr-defined] # it is imported there
    render_child.main()
