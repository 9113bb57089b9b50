"""Measuring the planner on seeded samples."""

from __future__ import annotations

from statistics import mean, median
from time import perf_counter

from benchmarks.planner.samples import PlanningSample, draft_of, large_sample, samples
from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue
from roadmaps.model import ChosenBy
from roadmaps.planner import plan

COUNT = 50
RUNS = 3


def measure(count: int = COUNT, *, each: bool = False) -> dict[str, float]:
    """Return the worth of the planner's roadmaps as a share of the proven bound, and the planner's time.

    Args:
        count: the number of samples.
        each: whether to print a line for each sample.

    Returns:
        `planner_worst_vs_bound` and `planner_mean_vs_bound` (1.0 is the best possible), `planner_ms` (median) and
        `planner_worst_ms`; for the large sample, `planner_large_steps`, `planner_large_ms` and
        `planner_large_vs_bound`.
    """
    shares, times = [], []
    for catalogue, sample in samples(count):
        draft = draft_of(catalogue, sample)
        bound = draft.optimum.bound
        shares.append(float(draft.worth / bound) if bound else 1.0)
        times.append(_milliseconds(catalogue, sample))
        if each:
            print(
                f"seed {sample.seed:3}: {len(draft.steps):3} steps, {sample.settings.phases:2} phases, worth "
                f"{float(draft.worth):6.1f} of {float(bound):6.1f} ({shares[-1]:.4f}), {times[-1]:5.1f} ms"
            )
    return {
        "planner_worst_vs_bound": min(shares),
        "planner_mean_vs_bound": mean(shares),
        "planner_ms": median(times),
        "planner_worst_ms": max(times),
        **_large(),
    }


def _large() -> dict[str, float]:
    catalogue = load_catalogue()
    sample = large_sample(catalogue)
    draft = draft_of(catalogue, sample)
    return {
        "planner_large_steps": len(draft.steps),
        "planner_large_ms": _milliseconds(catalogue, sample),
        "planner_large_vs_bound": float(draft.worth / draft.optimum.bound),
    }


def _milliseconds(catalogue: Catalogue, sample: PlanningSample) -> float:
    """Return the best time of a few runs of the whole planner, including the reasons."""
    taken = []
    for _ in range(RUNS):
        begun = perf_counter()
        plan(catalogue, sample.triage, sample.scores, sample.approach, ChosenBy.USER, sample.settings)
        taken.append(perf_counter() - begun)
    return min(taken) * 1000
