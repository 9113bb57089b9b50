"""The report as one HTML page, with the files that it refers to: fonts, charts, logo and hatch."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.attachments import Attached, attachments
from reports.hatching import hatch_tile
from reports.options import Paper
from reports.printable_text import printable
from reports.tokens import STYLES
from reports.typefaces import typefaces_for
from reports.views.contents import TITLES, contents
from reports.views.report import ReportView, report_view
from reports.views.subject import Subject

if TYPE_CHECKING:
    from reports.illustrations import Illustrations

PAPERS: dict[Paper, tuple[str, ...]] = {Paper.A4: (), Paper.LETTER: ("letter",)}
"""The additional style sheets for each paper size."""
TEMPLATES = Path(__file__).parent / "templates"
SHEETS = (
    "colors",
    "tokens",
    "page",
    "type",
    "tables",
    "cover",
    "contents",
    "verdict",
    "plan",
    "findings",
    "practices",
    "heat-map",
    "readiness",
    "roadmap",
    "ratings",
)


def report_html(subject: Subject) -> tuple[str, dict[str, bytes]]:
    """Return the report as HTML, and the files that it refers to by their `asset:` URLs.

    The same input always gives the same text: it contains no time, host name or path.
    """
    attached = attachments(subject)
    html, assets = styled_html(subject, report_view(subject), attached=attached)
    return html, assets | {each.url: each.content for each in attached}


def styled_html(
    subject: Subject, view: ReportView, sheets: tuple[str, ...] = SHEETS, attached: tuple[Attached, ...] = ()
) -> tuple[str, dict[str, bytes]]:
    """Return the report as HTML with some style sheets, and the files that it refers to by their `asset:` URLs."""
    body, drawn = plain_html(subject, view)
    pictures = {f"asset:{chart.name}.svg": chart.svg() for chart in drawn.all()}
    faces = typefaces_for(body + b"".join(pictures.values()).decode())
    wanted = (*sheets, *PAPERS[subject.options.paper])
    style = "\n".join([*(face.rule() for face in faces), *(_in_own_colors(subject, name) for name in wanted)])
    assets = pictures | {"asset:hatch.png": hatch_tile()}
    if view.cover.logo:
        assets[view.cover.logo] = subject.options.logo
    return _markup(view, drawn, style, attached), assets | {face.url: face.read() for face in faces}


def plain_html(subject: Subject, view: ReportView) -> tuple[str, Illustrations]:
    """Return the report as HTML without style, and its charts."""
    # Matplotlib takes half a second to import; by now the renderer has been started and imports its own engine.
    from reports.illustrations import illustrations  # noqa: PLC0415

    drawn = illustrations(subject, view)
    return _markup(view, drawn), drawn


def _markup(view: ReportView, drawn: Illustrations, style: str = "", attached: tuple[Attached, ...] = ()) -> str:
    """Return the parts of a report as HTML. Pictures have `asset:` URLs; typed text is escaped and printable."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=view,
            charts=drawn,
            attached=attached,
            contents=contents(view),
            titles={part.value: title for part, title in TITLES.items()},
            parts=view.wanted,
            created=view.date,
            style=Markup(style),  # noqa: S704 - our own style sheets
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )


@cache
def _sheet(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")


def _in_own_colors(subject: Subject, name: str) -> str:
    """Return a style sheet; the organization's colors follow the sheet `colors`, so the dark sheet overrides them."""
    own = "".join(f"  --{token}: {color};\n" for token, color in subject.options.colors.tokens.items())
    return f"{_sheet(name)}:root {{\n{own}}}\n" if own and name == "colors" else _sheet(name)
