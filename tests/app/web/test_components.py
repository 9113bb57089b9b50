"""Tests of the template macros."""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template_string

from app.web.forms import Choice, Form
from tests.support.page_checks import check_fragment


def shown(app: Flask, source: str) -> str:
    with app.test_request_context("/here"):
        html = render_template_string(source)
    check_fragment(html)
    return html


@pytest.mark.parametrize(
    ("rating", "name"),
    [
        ("'N'", "N: not achieved"),
        ("'P'", "P: partially achieved"),
        ("'L'", "L: largely achieved"),
        ("'F'", "F: fully achieved"),
        ("'NA'", "Not applicable"),
        ("'DK'", "Don&#39;t know"),
        ("none", "Unanswered"),
    ],
)
def test_a_ball_has_the_name_of_its_rating(app: Flask, rating: str, name: str) -> None:
    """A screen reader announces the rating."""
    html = shown(app, '{% from "components/ball.html" import ball %}{{ ball(' + rating + ") }}")

    assert f'aria-label="{name}"' in html.replace("Don't", "Don&#39;t")


@pytest.mark.parametrize("level", range(6))
def test_a_level_always_shows_its_numeral(app: Flask, level: int) -> None:
    """Color is never the only sign."""
    html = shown(app, f'{{% from "components/level.html" import level %}}{{{{ level({level}) }}}}')

    assert f"level-{level}" in html
    assert f"</span>{level}</span>" in html


def test_no_level_says_so(app: Flask) -> None:
    """The tile is hatched."""
    assert "Not assessed" in shown(app, '{% from "components/level.html" import level %}{{ level(none) }}')


def test_a_pager_leads_to_the_pages_beside_this_one(app: Flask) -> None:
    """A single page has no pager."""
    macro = '{% from "components/pager.html" import pager %}'

    middle = shown(app, macro + '{{ pager(2, 3, "organizations.portfolio") }}')

    assert 'href="/organizations?page=1"' in middle
    assert 'href="/organizations?page=3"' in middle
    assert shown(app, macro + '{{ pager(1, 1, "organizations.portfolio") }}').strip() == ""


def test_tabs_mark_the_page_that_is_shown(app: Flask) -> None:
    """Color isn't the only sign."""
    source = '{% from "components/tabs.html" import tabs %}{{ tabs("Parts", (("Here", "/", "start.home"),)) }}'
    with app.test_request_context("/"):
        html = render_template_string(source)

    assert 'aria-current="page"' in html


def test_radio_buttons_have_a_legend_and_show_the_choice(app: Flask) -> None:
    """A select field and radio buttons can show the same field."""

    class Sample(Form):
        role = Choice("Role", {"lead": "Lead", "viewer": "Viewer"}, default="viewer")

    with app.test_request_context("/"):
        macro = '{% from "components/field.html" import choices, field %}'
        html = render_template_string(macro + "{{ choices(form.role) }}", form=Sample())
        as_list = render_template_string(macro + "{{ field(form.role) }}", form=Sample())

    assert re.search(r'value="viewer" checked', html)
    assert "Role</legend>" in html
    assert re.search(r'<option selected value="viewer">', as_list)


def test_user_text_is_never_markup(app: Flask) -> None:
    """Each component escapes its text."""
    html = shown(app, '{% from "components/pairs.html" import pairs %}{{ pairs((("Name", "<script>x</script>"),)) }}')

    assert "<script" not in html
