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
def test_an_attribute_that_nothing_has_is_a_fault(app: Flask, use: str) -> None:
    """A page fails rather than silently omitting a part of itself."""
    template = app.jinja_env.from_string(use)

    with pytest.raises(UndefinedError, match="nmae"):
        template.render(row=SimpleNamespace(name="Incident management"))


def test_names_and_keys_that_were_not_given_are_empty_and_so_is_what_is_not_there(app: Flask) -> None:
    """Views need not pass every name, and templates can use `is defined` and `default` on attributes."""
    template = app.jinja_env.from_string(
        "{{ saved }}{{ wrong.name }}{{ last.name }}"
        "{% if row.nmae is defined %}named{% endif %}{{ row.nmae | default('no name') }}"
    )

    assert template.render(wrong={}, last=None, row=SimpleNamespace()) == "no name"
