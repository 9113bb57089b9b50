"""An organization's own colors: legible on white, and used in every format."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from practices_catalog.faults import InputError
from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.chart_files import chart_file
from reports.colors import SHAPES, TEXT, Colors, contrast_with_white, read_color
from reports.document import report_html
from reports.formats.registry import FORMATS, write_as
from reports.gallery import ChartData, draw
from reports.options import ReportOptions
from reports.tokens import tokens
from reports.views.subject import Subject
from roadmaps.model import Roadmap

WINE, ORANGE = "#8a1538", "#d9730d"


@pytest.fixture
def branded(few_catalogue: Catalogue, few_scores: Scores, few_roadmap: Roadmap, triage: Triage) -> Subject:
    """A small report in an organization's colors."""
    options = ReportOptions(colors=Colors(WINE, ORANGE))
    return Subject(few_catalogue, few_scores, few_roadmap, triage, options)


@pytest.mark.parametrize(
    ("text", "color"), [("#8A1538", WINE), (" 8a1538 ", WINE), ("#036", "#003366"), ("", ""), (" ", "")]
)
def test_a_color_is_read_as_six_digits(text: str, color: str) -> None:
    """With or without `#`; three digits stand for six."""
    assert read_color(text) == color


@pytest.mark.parametrize("text", ["navy", "#12345", "#1234567", "rgb(1,2,3)", "#17577g", "<b>"])
def test_what_is_no_color_is_refused(text: str) -> None:
    """The fix shows one."""
    with pytest.raises(InputError, match="isn't a color; give six hexadecimal digits, such as #17577d"):
        read_color(text)


@pytest.mark.parametrize("least", [TEXT, SHAPES])
@pytest.mark.parametrize("text", ["#ffffff", "#ffcc00", "#00ffff", "#ff69b4"])
def test_a_light_color_is_refused_with_a_darker_one_that_is_accepted(text: str, least: float) -> None:
    """White on white would be unreadable."""
    if contrast_with_white(text) >= least:
        pytest.skip("dark enough for shapes")
    with pytest.raises(InputError, match=f"{text} is too light: its contrast with white is ") as refused:
        read_color(text, least)

    darker = refused.value.faults[0].mend[-7:]
    assert read_color(darker, least) == darker


def test_contrast_is_that_of_wcag() -> None:
    """By hand: black has 21:1, white 1:1, and #767676 is the lightest gray with 4.5:1."""
    assert [round(contrast_with_white(each), 2) for each in ("#000000", "#ffffff", "#767676", "#777777")] == [
        21.0,
        1.0,
        4.54,
        4.48,
    ]


def test_a_report_and_its_charts_use_the_colors_and_nothing_else_does(branded: Subject) -> None:
    """Levels keep their own colors, and the next report has Wayfinder's."""
    own, accent = tokens(), tokens()["accent"]

    html, _ = report_html(branded)
    page = write_as(FORMATS[".html"], branded).decode()
    chart = chart_file(draw("timeline", ChartData(branded)), "svg").decode()

    assert f"--accent: {WINE};\n  --band: {ORANGE};\n  --rule-strong: {ORANGE};" in html
    assert html.index(f"--accent: {WINE}") > html.index(f"--accent: {accent}")
    # The dark scheme comes later, so that dark colors don't stand on a dark ground.
    assert page.rindex("prefers-color-scheme: dark") > page.index(f"--accent: {WINE}")
    assert WINE in chart
    assert accent not in chart
    assert tokens() == own
    plain, _ = report_html(replace(branded, options=ReportOptions()))
    assert WINE not in plain


@pytest.mark.parametrize(("ending", "part"), [(".docx", "word/styles.xml"), (".pptx", "ppt/theme/theme1.xml")])
def test_office_files_use_the_main_color(branded: Subject, ending: str, part: str) -> None:
    """In their styles and theme, where people change it."""
    with zipfile.ZipFile(BytesIO(write_as(FORMATS[ending], branded))) as made:
        assert WINE[1:].upper() in made.read(part).decode().upper()


def test_the_main_color_alone_is_the_band_too() -> None:
    """A brand of one color needs no second one; lines stay dark."""
    assert Colors(WINE).tokens == {"accent": WINE, "band": WINE}
    assert Colors(second=ORANGE).tokens == {"band": ORANGE, "rule-strong": ORANGE}
    assert Colors().tokens == {}
