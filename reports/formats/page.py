"""The report as one HTML file that opens anywhere: it contains style, fonts and pictures, and fetches nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.assets import MIME
from reports.document import SHEETS, styled_html
from reports.embedded_fonts import data_url, embedded
from reports.options import ReportOptions, ReportPart
from reports.typefaces import TYPEFACES
from reports.views.marks import BALLS
from reports.views.report import ReportView
from reports.views.subject import Subject

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
CHARSET = '<meta charset="utf-8">'
PICTURE = re.compile(r'<img src="(asset:[^"]+\.svg)" alt="[^"]*">')
FONT = re.compile(r'url\("(asset:[^"]+\.ttf)"\) format\("truetype"\)')
OTHER = re.compile(r"asset:[a-z-]+\.(png|jpg)")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
DRAWING = re.compile(r"<svg .*</svg>", re.DOTALL)
NAMESPACES = re.compile(r' (?:xmlns(?::xlink)?|version)="[^"]*"')


def write(subject: Subject, view: ReportView, template: bytes) -> bytes:
    """Return the file as UTF-8. HTML doesn't use a house template."""
    del template
    shown = replace(view, wanted=_with_contents(view.wanted, subject.options))
    html, assets = styled_html(subject, shown, (*SHEETS, "dark", "screen"))
    pictures = {name: _inline(content) for name, content in assets.items() if name.endswith(".svg")}
    html = PICTURE.sub(lambda found: pictures[found[1]], html)
    faces = {face.url: face for face in TYPEFACES}
    used = html + "".join(BALLS.values())
    html = FONT.sub(lambda found: f'url({embedded(faces[found[1]], used)}) format("woff")', html)
    html = OTHER.sub(lambda found: data_url(assets[found[0]], MIME[found[1]]), html)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    html = html.replace(CHARSET, f"{CHARSET}\n{policy}", 1)
    style, end, body = html.partition("</style>")
    return f"{COMMENT.sub('', style)}{end}{_with_scrolling_tables(body)}".encode()


def _with_contents(wanted: tuple[str, ...], options: ReportOptions) -> tuple[str, ...]:
    """Return the parts, including the contents, which HTML needs in every edition because it has no page numbers."""
    if options.chosen or ReportPart.CONTENTS in options.left_out:
        return wanted
    return tuple(part.value for part in ReportPart if part in wanted or part is ReportPart.CONTENTS)


def _inline(picture: bytes) -> str:
    """Return a drawing as an element of the page, because only there can it use the page's fonts."""
    found = DRAWING.search(picture.decode())
    assert found  # noqa: S101 - charts are always drawings
    opening, end, rest = found.group().partition(">")
    return f'{NAMESPACES.sub("", opening)} role="img"{end}{rest.replace("xlink:href", "href")}'


def _with_scrolling_tables(body: str) -> str:
    """Return the body with a box around each table, so that a wide table scrolls by itself on a narrow screen."""
    return body.replace("<table", '<div class="scroll"><table').replace("</table>", "</table></div>")
