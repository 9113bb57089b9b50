"""`wayfinder report` writes slides, in our own look or a house template."""

from __future__ import annotations

from pathlib import Path

from pptx import Presentation

from tests.app.cli.conftest import Run


def test_a_name_that_ends_in_pptx_asks_for_slides(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """With a template, its layouts are used."""
    house, path = tmp_path / "house.pptx", tmp_path / "deck.pptx"
    Presentation().save(str(house))

    outcome = run("report", *samples, "-o", path, "--template", house)

    assert outcome.status == 0
    assert outcome.out.endswith(f"{path}\n")
    first, *others = (slide.slide_layout.name for slide in Presentation(str(path)).slides)
    assert first == "Title Slide"
    assert set(others) == {"Title Only"}


def test_a_template_that_cannot_be_used_is_an_error_in_the_input(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """No deck is left behind."""
    house, path = tmp_path / "house.pptx", tmp_path / "deck.pptx"
    house.write_bytes(b"%PDF-1.7")

    outcome = run("report", *samples, "-o", path, "--template", house)

    assert outcome.status == 2
    assert outcome.err == (
        f"error: {house}: isn't a PowerPoint presentation; "
        "open it in PowerPoint and save it as a PowerPoint presentation (.pptx)\n"
    )
    assert not path.exists()
