"""`./dev bench [--json]`: every benchmark in one run; `--json` prints one object with the ratios at the end."""

from __future__ import annotations

import argparse
import json

from benchmarks.planner import measure
from benchmarks.report import ReportFigures, measure_report
from benchmarks.start import measure_start
from benchmarks.web import measure_pages, measure_saving, print_pages, print_saving
from benchmarks.web import ratios as web_ratios


def main() -> None:
    """Measure everything, print it, and end with the ratios."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    wanted = parser.parse_args()

    report = measure_report()
    start = measure_start()
    planner = measure()
    _print_report(report)
    for name, seconds in start.items():
        print(f"Start of {name}: {seconds * 1000:.0f} ms")
    print("Planner, 50 seeded samples and a large one (12 phases) against the integer programme's bound:")
    for name, figure in planner.items():
        print(f"  {name:24} {figure:.4f}")
    saving = measure_saving()
    print_saving(saving)
    pages = measure_pages()
    print_pages(pages)
    if wanted.json:
        print(json.dumps({**_ratios(report, start, planner), **web_ratios(pages, saving)}))


def _print_report(report: ReportFigures) -> None:
    print(f"Report: {report.seconds:.1f} s, {report.peak_mb:.0f} MB, {report.kb:.0f} kB")
    print(f"Chromium: {report.chromium_seconds:.1f} s, {report.chromium_peak_mb:.0f} MB, {report.chromium_kb:.0f} kB")
    for part, seconds in report.parts.items():
        print(f"  {part:24} {seconds:6.2f} s")


def _ratios(report: ReportFigures, start: dict[str, float], planner: dict[str, float]) -> dict[str, float]:
    return {
        "report_vs_chromium": round(report.seconds / report.chromium_seconds, 3),
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
