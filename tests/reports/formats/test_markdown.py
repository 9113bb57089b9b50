"""The report as Markdown: the words of the report, and nothing that a reader takes for markup by accident."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from reports.formats.html_tree import body_of
from reports.formats.markdown import write
from reports.formats.markdown_text import escaped, inline, line
from reports.options import Edition, ReportOptions
from reports.printable_text import printable
from reports.views.report import report_view
from reports.views.subject import Subject


class Words(HTMLParser):
    """The text of a page, and the tags and links in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect tags and links."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data


def rendered(text: str) -> Words:
    """Return Markdown as GitHub shows it."""
    return Words(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def written(subject: Subject) -> str:
    """Return the Markdown of a subject."""
    return write(subject, report_view(subject), b"").decode()


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "*bold* and _slanted_ and a_b_c",
        "`code` <b>tag</b> <br>",
        "[link](http://x.example) ![picture](y)",
        "1. first",
        "2) second",
        "- item",
        "+ item",
        "# head",
        "=== rule",
        "---",
        "> quote",
        "~~gone~~",
        "&amp; &#65; AT&T",
        "back\\slash \\* \\|",
        "$x$",
    ],
)
def test_a_text_stays_the_text_that_somebody_wrote(text: str) -> None:
    """In a paragraph and in a table, it has no markup."""
    shown = rendered(line(escaped(text)))
    assert (shown.text.strip(), shown.tags) == (text, ["p"])

    table = rendered(f"| Head |\n| --- |\n| {escaped(text)} |")
    assert table.text.split("\n", 1)[1].strip().endswith(text)
    assert set(table.tags) == {"table", "thead", "tbody", "tr", "th", "td"}


def test_paragraphs_and_lines_in_an_element_become_breaks() -> None:
    """They have room in one cell."""
    body = body_of("<body><td>one <p>two</p><p>three</p></td><p class='pre'>a\nb</p></body>")

    assert [inline(each) for each in body.elements] == ["one<br>two<br>three", "a<br>b"]


def test_the_parts_come_in_the_order_of_the_report(full: Subject) -> None:
    """One heading of the first level, the conclusions as headings, and links that lead somewhere."""
    text = written(full)
    view = report_view(full)

    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    found = [text.index(f"## {each}") for each in ("Contents", view.verdict.headline, "Findings", "Glossary")]
    assert found == sorted(found)
    ids = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert {each.removeprefix("#") for each in rendered(text).links} == ids
    assert view.cover.trade_marks in text


def test_a_chart_is_a_table_with_its_caption(full: Subject) -> None:
    """No picture is left."""
    text = written(full)

    assert "![" not in text
    assert "**Practices by capability level**\n\n| Level | Practices |" in text
    assert re.search(r"^\*Practices by capability level: ", text, re.MULTILINE)


def test_every_table_is_read_as_a_table(full: Subject) -> None:
    """All rows have as many cells as the head, also those of groups."""
    rows = [row for row in written(full).split("\n") if row.startswith("|")]
    shown = rendered("\n".join(rows))

    tables = re.split(r"\n(?!\|)", written(full))
    for table in (each.strip("\n").split("\n") for each in tables if each.strip().startswith("|")):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table}) == 1
    assert "table" in shown.tags


def test_what_is_hatched_or_shaded_is_said_in_words(said_by: Callable[..., Subject]) -> None:
    """Markdown has neither colors nor hatches, and doesn't speak of them."""
    text = written(said_by(("Anna",), {"incident-management.1": Answer(Rating.P)}))

    assert "hatched" not in text
    assert "The shaded row" not in text
    assert "| unanswered |" in text


def test_typed_text_has_no_effect(nasty: Subject) -> None:
    """The name of the organization appears as it was typed, and nothing in it becomes markup."""
    shown = rendered(written(nasty))

    assert printable(nasty.organization) in shown.text
    assert not any("evil" in link for link in shown.links)
    assert not {"script", "del", "code", "img"} & set(shown.tags)


def test_editions_have_their_parts(full: Subject) -> None:
    """The board's edition has neither contents nor appendix."""
    text = written(replace(full, options=ReportOptions(Edition.BOARD)))

    assert "## Contents" not in text
    assert "Appendix" not in text
    assert text.startswith("# Capability assessment of ")


def test_odd_assessments_can_be_written(odd: Subject) -> None:
    """They have a headline and the owners of names."""
    text = written(odd)

    assert report_view(odd).verdict.headline in rendered(text).text
    assert "registered trademark" in text


def test_the_same_report_has_the_same_bytes(full: Subject) -> None:
    """Nothing depends on the time or the machine."""
    assert written(full) == written(full)
