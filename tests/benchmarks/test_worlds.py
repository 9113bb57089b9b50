"""The databases on which pages are measured."""

from __future__ import annotations

from pathlib import Path

from app.running.content import load_content
from benchmarks.web.worlds import demo_world


def test_the_demo_can_be_furnished_for_measuring(tmp_path: Path) -> None:
    """It names a step of the roadmap that the demo saves."""
    world = demo_world(tmp_path, load_content())

    assert world.values["step_id"]
