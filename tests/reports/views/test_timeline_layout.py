"""Tests of the positions of everything in a timeline."""

from __future__ import annotations

from fractions import Fraction

from reports.views.timeline import Lane, PhaseColumn, StepBar, TimelineView
from reports.views.timeline_layout import Sizes, timeline_layout

SIZES = Sizes(names=50, phase=20, head=10, row=6, bar=4, margin=1, between=0.5)


def column(number: str, filled: Fraction) -> PhaseColumn:
    """Return a phase's column."""
    return PhaseColumn(
        f"Phase {number}", number, "5 Jan 2026", "5 Jan", filled, "60 of 120", "60", "45 to 75", "", "no steps end"
    )


VIEW = TimelineView(
    columns=(column("1", Fraction(1, 2)), column("2", Fraction(1))),
    lanes=(
        Lane("Service desk", (StepBar(0, 0, 1, 2, ends=True, who=""),)),
        Lane("Problem management", (StepBar(1, 0, 2, 2, ends=True, who=""), StepBar(1, 1, 2, 3, ends=False, who=""))),
    ),
    steps=(),
)


def test_phases_are_side_by_side_after_the_names() -> None:
    """The gauge fills its share of the space between the margins."""
    layout = timeline_layout(VIEW, SIZES)

    assert (layout.width, layout.bottom) == (50 + 2 * 20, 10 + 2 * 6)
    assert [phase.x for phase in layout.phases] == [50, 70]
    assert [(phase.inner, phase.room, phase.filled) for phase in layout.phases] == [(51, 18, 9), (71, 18, 18)]
    assert [phase.is_shaded for phase in layout.phases] == [True, False]


def test_bars_share_the_space_of_their_phase() -> None:
    """Each is in the middle of its lane, with a space before the next one."""
    first, second = timeline_layout(VIEW, SIZES).lanes

    assert [(bar.x, bar.y, bar.width) for bar in first.bars] == [(51, 10 + 1, 18 - 0.5)]
    assert [(bar.x, bar.y, bar.width) for bar in second.bars] == [(71, 16 + 1, 9 - 0.5), (80, 16 + 1, 9 - 0.5)]
    assert second.bars[0].middle == 71 + 8.5 / 2
