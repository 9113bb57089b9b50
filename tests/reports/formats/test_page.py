"""The report as one HTML file: it contains everything, fetches nothing, and fits a screen."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO

from fontTools.ttLib import TTFont
from PIL import Image

from reports.formats.page import write
from reports.options import Edition, ReportOptions, ReportPart
from reports.views.report import report_view
from reports.views.subject import Subject

FONT = re.compile(r'font-family: "([^"]+)"; src: url\(data:font/woff;base64,([^)]+)\)')


def written(subject: Subject) -> str:
    """Return the page of a subject."""
    return write(subject, report_view(subject), b"").decode()


def test_the_page_contains_everything(full: Subject) -> None:
    """No asset is left, no address, no script; pictures are drawings in the page, and one heading is the first."""
    page = written(full)

    assert "asset:" not in page
    assert not re.search(r"https?:|<script|<link|<img|javascript", page)
    assert page.count("<h1") == 1
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Capability assessment of Northfield Hospitals</title>" in page
    assert page.count('<svg width="') == page.count('role="img"') > 3
    assert "default-src 'none'" in page


def test_fonts_have_only_the_characters_of_the_page(full: Subject) -> None:
    """The balls for ratings, which only the style sheet names, are among them."""
    fonts = {
        (family, number): TTFont(BytesIO(base64.b64decode(data))).getBestCmap()
        for number, (family, data) in enumerate(FONT.findall(written(full)))
    }

    assert {family for family, _ in fonts} == {"Report Sans", "Report Serif", "Report Balls"}
    assert all(len(characters) < 130 for characters in fonts.values())
    assert any(family == "Report Balls" and 0x25D4 in characters for (family, _), characters in fonts.items())


def test_every_link_of_the_contents_leads_to_a_heading(full: Subject) -> None:
    """Also in an edition whose PDF has no contents."""
    for options in (full.options, ReportOptions(Edition.MANAGEMENT)):
        page = written(replace(full, options=options))
        links = set(re.findall(r'href="#([^"]+)"', page))
        assert {"contents", "summary"} & links
        assert links <= set(re.findall(r' id="([^"]+)"', page))


def test_contents_can_be_left_out(full: Subject) -> None:
    """Somebody who chooses parts gets exactly these."""
    left_out = replace(full, options=ReportOptions(left_out=frozenset({ReportPart.CONTENTS})))
    chosen = replace(full, options=ReportOptions(chosen=frozenset({ReportPart.SUMMARY})))

    assert 'id="contents"' not in written(left_out)
    assert 'id="contents"' not in written(chosen)


def test_a_logo_is_in_the_page(full: Subject) -> None:
    """As a data URL."""
    logo = BytesIO()
    Image.new("RGB", (4, 4), "blue").save(logo, "PNG")

    page = written(replace(full, options=replace(full.options, logo=logo.getvalue())))

    assert f'src="data:image/png;base64,{base64.b64encode(logo.getvalue()).decode()}"' in page


def test_typed_text_has_no_effect(nasty: Subject) -> None:
    """It is escaped, and its characters that can't be seen appear as their codes."""
    page = written(nasty)

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "[U+202E]" in page


def test_odd_assessments_can_be_written(odd: Subject) -> None:
    """They have a headline and nothing to fetch."""
    page = written(odd)

    assert page.count("<h1") == 1
    assert "asset:" not in page


def test_the_same_report_has_the_same_bytes(full: Subject) -> None:
    """Fonts contain no time."""
    assert written(full) == written(full)
