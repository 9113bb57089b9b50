"""The faster ways through the engine: the same bytes as without them, and less work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint

from questionnaires.answers.model import Assessment, Organization, Respondent
from reports.engine.patches import TESTED_VERSION
from reports.rendering import Renderer
from reports.typefaces import Typeface, typefaces_for
from roadmaps.model import Roadmap

Report = Callable[..., bytes]

SCRIPTS = (
    "Γεώργιος",
    "Алексей",
    "王小明",
    "カタカナ",
    "한국어",
    "محمد عبد الله",
    "שלום עולם",
    "ประเทศไทย",
    "हिन्दी",
    "🚀 ✓ →",
)
WORDS = "A list kept by hand, an extra\u00adordinarily long one, that nobody checks against what is running. "
ODDITIES = """<!DOCTYPE html><html lang="en"><title>Oddities</title><style>RULES
@page { size: 120mm 150mm; @bottom-right { content: counter(page) } }
* { margin-inline: 1px }
body { font-family: "Report Sans", "Report Hebrew", "Report Emoji"; --tone: #333 }
p { color: var(--tone); width: 80%; padding-left: calc(2% + 1mm); overflow-wrap: anywhere }
p::before { content: counter(item) ". "; counter-increment: item }
p.first::first-line { font-weight: 600 }
p.initial::first-letter { font-size: 2em }
.justified { text-align: justify }
.short { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 30mm }
.clamped { max-lines: 2; block-ellipsis: auto }
.spaced { letter-spacing: .1em; word-spacing: .2em }
.struck { text-decoration: underline line-through }
.hyphenated { hyphens: auto; width: 25mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { border: 1px solid; padding: 3%; min-height: 2em }
td.thick { border: 4px solid }
.flex { display: flex } .grid { display: grid; grid-template-columns: 1fr 1fr }
li { list-style: square } aside { float: right; width: 30% }
</style><h1>Oddities</h1>
PARAGRAPHS
<div class="flex"><p>One</p><p>Two</p></div><div class="grid"><p>WORDS</p><p>WORDS</p></div>
<aside>WORDS</aside><ul><li>One<li>Two<li dir="rtl" lang="he">שלום עולם 12 שלום</ul>
<table>ROWS</table>
<p>🚀 😀 🚀</p><p lang="de" style="color: red">🚀 WORDS</p>"""
KINDS = ("", "first", "initial", "justified", "short", "clamped", "spaced", "struck", "hyphenated")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], bytes]], bytes]:
    """Runs a function that renders, with the engine as it was installed."""

    def run(render: Callable[[], bytes]) -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr("reports.rendering.ENTRY", "tests.support.plain_engine:main")
            return render()

    return run


def test_the_installed_engine_is_the_tested_one() -> None:
    """Any other version would run without the faster ways: compare it, then raise the number."""
    assert weasyprint.__version__ == TESTED_VERSION


def test_a_report_with_tables_charts_and_a_roadmap_keeps_its_bytes(
    few_answers: Assessment, few_roadmap: Roadmap, report_of: Report, plain: Callable[[Callable[[], bytes]], bytes]
) -> None:
    """The full edition has every part."""
    assert report_of(few_answers, few_roadmap) == plain(lambda: report_of(few_answers, few_roadmap))


def test_a_report_in_many_scripts_keeps_its_bytes(
    few_answers: Assessment, report_of: Report, plain: Callable[[Callable[[], bytes]], bytes]
) -> None:
    """Lines that mix fonts and directions are split and drawn as before."""
    response = few_answers.responses[0]
    responses = tuple(replace(response, respondent=Respondent(f"r{at}", name)) for at, name in enumerate(SCRIPTS))
    answers = replace(few_answers, responses=responses, organization=Organization(" ".join(SCRIPTS)), consensus={})

    assert report_of(answers) == plain(lambda: report_of(answers))


def test_what_no_report_uses_keeps_its_bytes_too(plain: Callable[[Callable[[], bytes]], bytes]) -> None:
    """Ellipses, emoji, decoration, justified text, hyphens, first lines, logical margins and collapsed borders."""
    paragraphs = "".join(f'<p class="{kind}">{WORDS * 2}</p><p class="{kind}">{WORDS * 2}</p>' for kind in KINDS)
    faces = typefaces_for(ODDITIES)
    rows = "<tr><td>One</td><td class=thick>Two</td><td>Three</td></tr>" * 40
    parts = {"PARAGRAPHS": paragraphs, "ROWS": rows, "WORDS": WORDS, "RULES": "".join(map(Typeface.rule, faces))}
    html = re.sub("|".join(parts), lambda found: parts[found[0]], ODDITIES)

    def render() -> bytes:
        with Renderer() as renderer:
            return renderer.render(html, {face.url: face.read() for face in faces}, 60, lambda _stage, _share: None)

    assert render() == plain(render)


WORK = """
import sys
from weasyprint import HTML
from weasyprint.css import ComputedStyle
from weasyprint.draw import text as drawing
from weasyprint.layout import percent
from weasyprint.text import line_break
counts = dict.fromkeys(("styles", "lengths", "layouts", "lookups"), 0)
def count(owner, name, what):
    made = getattr(owner, name)
    def counted(*args, **kwargs):
        counts[what] += 1
        return made(*args, **kwargs)
    setattr(owner, name, counted)
count(ComputedStyle, "__init__", "styles")
count(percent, "resolve_one_percentage", "lengths")
count(line_break, "create_layout", "layouts")
count(line_break.Layout, "setup", "layouts")
count(ComputedStyle, "__missing__", "lookups")
if sys.argv[1] == "fast":
    from reports.engine.patches import speed_up
    speed_up()
HTML(string="<style>p::before { content: '-' }</style>" + "<p>One <b>two</b></p>" * 50).write_pdf()
print(*counts.values())
"""


def test_each_way_saves_work() -> None:
    """Fifty equal paragraphs take less than a quarter of the styles, lengths, layouts and long look-ups."""
    slow, fast = (_work(kind) for kind in ("slow", "fast"))

    assert all(4 * less < more for less, more in zip(fast, slow, strict=True)), (slow, fast)


def _work(kind: str) -> list[int]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", WORK, kind]
    return list(map(int, subprocess.run(command, check=True, capture_output=True, text=True, cwd=root).stdout.split()))
