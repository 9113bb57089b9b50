"""Tests of what templates may leave out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask
from jinja2 import UndefinedError


@pytest.mark.parametrize(
    "use",
    [
        "{{ row.nmae }}",
        "{% if row.nmae %}named{% endif %}",
        "{% for each in row.nmae %}{{ each }}{% endfor %}",
        "{{ row.nmae | length }}",
        "{% if row.nmae == '' %}unnamed{% endif %}",
    ],
)
def test_a_missing_attribute_is_an_error(app: Flask, use: str) -> None:
    """A page fails rather than silently omitting part of itself."""
    template = app.jinja_env.from_string(use)

    with pytest.raises(UndefinedError, match="nmae"):
        template.render(row=SimpleNamespace(name="Incident management"))


def test_missing_names_and_keys_are_empty(app: Flask) -> None:
    """Views don't have to pass every name, and templates can use `is defined` and `default` on attributes."""
    template = app.jinja_env.from_string(
        "{{ saved }}{{ wrong.name }}{{ last.name }}"
        "{% if row.nmae is defined %}named{% endif %}{{ row.nmae | default('no name') }}"
    )

    assert template.render(wrong={}, last=None, row=SimpleNamespace()) == "no name"
