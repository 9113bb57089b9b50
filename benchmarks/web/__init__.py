"""The speed of the web application: its pages with little and with a lot of data, and answers saved per second."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.web.pages import PageFigures, measure_pages
from benchmarks.web.saving import SavingFigures, measure_saving

__all__ = ["PageFigures", "SavingFigures", "measure_pages", "measure_saving", "print_pages", "print_saving", "ratios"]


def print_pages(figures: Sequence[PageFigures]) -> None:
    """Print the time of each page, and list the pages that stand out."""
    pages = [each for each in figures if each.is_page]
    width = max(len(each.url) for each in pages)
    print(f"{'Page':{width}}  ms: demo  of 200  statements: demo  of 200")
    for each in pages:
        mark = "" if each.is_constant else "  differs"
        ms = f"{each.demo.ms:8.1f} {each.seeded.ms:7.1f}"
        print(f"{each.url:{width}}  {ms}  {each.demo.statements:16} {each.seeded.statements:7}{mark}")
    differing = [each.url for each in pages if not each.is_constant]
    print(f"Pages whose number of statements differs: {', '.join(differing) or 'none'}")
    others = ", ".join(f"{each.url} ({each.seeded.status})" for each in figures if not each.is_page)
    print(f"Not measured, because they redirect or have nothing to show: {others or 'none'}")


def print_saving(figures: SavingFigures) -> None:
    """Print how many answers are saved per second."""
    print(f"Answers saved per second, 50 clients: {figures.ours:.0f}; SQLite alone: {figures.raw:.0f}")
    print(f"  one client waits {figures.ms:.0f} ms (95th percentile: {figures.ms_slow:.0f} ms)")


def ratios(pages: Sequence[PageFigures], saving: SavingFigures) -> dict[str, float]:
    """Return the figures to compare before and after a change."""
    shown = [each.seeded for each in pages if each.is_page]
    return {
        "web_page_ms_worst": round(max(each.ms for each in shown), 1),
        "web_statements_worst": max(each.statements for each in shown),
        "web_saves_vs_sqlite": round(saving.ours / saving.raw, 3),
    }
