"""`./dev bench [--json]`: every benchmark in one run; `--json` prints one object with the ratios at the end."""

from __future__ import annotations

import argparse
import json

from benchmarks.planner import measure
from benchmarks.report import ReportFigures, measure_parts, measure_reports
from benchmarks.start import measure_start
from benchmarks.web import measure_pages, measure_saving, print_pages, print_saving
from benchmarks.web import ratios as web_ratios
from reports.options import Edition


def main() -> None:
    """Run all benchmarks, print their results, and end with the ratios."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    wanted = parser.parse_args()

    reports = measure_reports()
    start = measure_start()
    planner = measure()
    _print_reports(reports)
    for name, seconds in start.items():
        print(f"Start of {name}: {seconds * 1000:.0f} ms")
    print("Planner, 50 seeded samples and a large one (12 phases) against the integer program's bound:")
    for name, figure in planner.items():
        print(f"  {name:24} {figure:.4f}")
    saving = measure_saving()
    print_saving(saving)
    pages = measure_pages()
    print_pages(pages)
    if wanted.json:
        print(json.dumps({**_ratios(reports, start, planner), **web_ratios(pages, saving)}))


def _print_reports(reports: dict[Edition, ReportFigures]) -> None:
    for edition, each in reports.items():
        print(f"Report for {edition.value}: {each.seconds:.1f} s, {each.peak_mb:.0f} MB, {each.kb:.0f} kB")
        print(f"  Chromium: {each.chromium_seconds:.1f} s, {each.chromium_peak_mb:.0f} MB, {each.chromium_kb:.0f} kB")
    print("Parts of the full edition:")
    for part, seconds in measure_parts().items():
        print(f"  {part:24} {seconds:6.2f} s")


def _ratios(
    reports: dict[Edition, ReportFigures], start: dict[str, float], planner: dict[str, float]
) -> dict[str, float]:
    times = {edition: round(each.seconds / each.chromium_seconds, 3) for edition, each in reports.items()}
    report = reports[Edition.FULL]
    return {
        "report_vs_chromium": times[Edition.FULL],
        "management_vs_chromium": times[Edition.MANAGEMENT],
        "board_vs_chromium": times[Edition.BOARD],
        "report_peak_mb": round(report.peak_mb, 1),
        "report_kb_vs_chromium": round(report.kb / report.chromium_kb, 3),
        "planner_worst_vs_bound": round(planner["planner_worst_vs_bound"], 4),
        "planner_mean_vs_bound": round(planner["planner_mean_vs_bound"], 4),
        "planner_ms": round(planner["planner_ms"], 2),
        "planner_worst_ms": round(planner["planner_worst_ms"], 2),
        "planner_large_steps": planner["planner_large_steps"],
        "planner_large_ms": round(planner["planner_large_ms"], 2),
        "planner_large_vs_bound": round(planner["planner_large_vs_bound"], 4),
        "help_vs_python": round(start["help"] / start["python"], 2),
        "check_vs_python": round(start["check"] / start["python"], 2),
    }


main()
