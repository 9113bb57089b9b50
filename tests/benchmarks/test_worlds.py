"""The databases that page speed is measured on."""

from __future__ import annotations

from pathlib import Path

from app.running.content import load_content
from benchmarks.web.worlds import demo_world


def test_the_demo_can_be_prepared_for_measuring(tmp_path: Path) -> None:
    """The benchmark names a step of the roadmap that the demo saves."""
    world = demo_world(tmp_path, load_content())

    assert world.values["step_id"]
