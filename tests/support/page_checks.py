"""What every page and every fragment must have, however it was created."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise


class Outline(HTMLParser):
    """The parts of a page that the checks need."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self._stack: list[str] = []
        self.forms: list[list[dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a tag; a field belongs to the form that contains it."""
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag == "form":
            self.forms.append([{"tag": tag, **attributes}])
        elif tag in {"input", "select", "textarea", "button"} and self.forms:
            self.forms[-1].append({"tag": tag, **attributes})
        if tag == "title" and not self.title:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Record the end of the title."""
        if tag == "title" and self._stack:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        """Record the title's text."""
        if self._stack:
            self.title += data

    def all(self, *names: str) -> list[dict[str, str]]:
        """Return the attributes of all elements with these names."""
        return [attributes for tag, attributes in self.tags if tag in names]


def check_page(html: str) -> None:
    """Check a whole page."""
    outline = _outline(html)
    assert re.fullmatch(r"\S.* · Wayfinder", outline.title.strip()), f"title: {outline.title!r}"
    assert len(outline.all("main")) == 1
    headings = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[:1] == [1], "a page begins with its only h1"
    assert headings.count(1) == 1, "a page begins with its only h1"
    assert all(after <= before + 1 for before, after in pairwise(headings)), headings
    _check(outline)


def check_fragment(html: str) -> None:
    """Check a fragment of a page."""
    _check(_outline(html))


def _outline(html: str) -> Outline:
    outline = Outline()
    outline.feed(html)
    return outline


def _check(outline: Outline) -> None:
    """Check what pages and fragments have in common."""
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({each for each in ids if ids.count(each) > 1})}"
    for tag, attributes in outline.tags:
        assert "style" not in attributes, f"<{tag}> has a style attribute, which the policy blocks"
        assert not any(name.startswith("on") for name in attributes), f"<{tag}> has a handler, which the policy blocks"
    assert "style" not in {tag for tag, _ in outline.tags}
    assert all(script.get("src") for script in outline.all("script")), "scripts are files"
    _check_labels(outline, set(ids))
    for form in outline.forms:
        if form[0].get("method", "get").lower() == "post":
            assert any(each.get("name") == "csrf_token" for each in form), f"a form without a token: {form[0]}"


def _check_labels(outline: Outline, ids: set[str]) -> None:
    labelled = {label.get("for") for label in outline.all("label")}
    for control in outline.all("input", "select", "textarea"):
        if control.get("type") in {"hidden", "radio"}:  # a radio button is inside its label
            continue
        named = control.get("id") in labelled or "aria-label" in control or "aria-labelledby" in control
        assert named, f"a field without a label: {control}"
        for each in control.get("aria-describedby", "").split():
            assert each in ids, f"described by a missing element: {each}"
