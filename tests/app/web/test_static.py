"""Tests of static files."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import refresh_static
from flask import Flask

from app.web.styles import STATIC, asset, stylesheet
from reports.tokens import STYLES

RECORD = STATIC / "vendor" / "vendor.toml"
FILES = tomllib.loads(RECORD.read_text("utf-8"))["file"]
TEMPLATES = sorted((STATIC.parent / "templates").rglob("*.html"))
SHEETS = sorted((STATIC / "css").rglob("*.css"))


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_the_one_that_was_recorded(entry: dict[str, str]) -> None:
    """Vendored files are never edited."""
    content = (RECORD.parent / entry["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_every_vendored_file_is_recorded() -> None:
    """The record has each file's version and license."""
    lying_there = {path.name for path in RECORD.parent.iterdir()} - {RECORD.name}

    assert lying_there == {entry["file"] for entry in FILES} - {"../icons.svg"}
    assert all(entry["version"] and entry["licence"] for entry in FILES)


def test_the_record_is_as_the_script_writes_it() -> None:
    """An update then changes only new entries."""
    assert RECORD.read_text("utf-8") == refresh_static.record()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_icons_that_the_sprite_has(template: Path) -> None:
    """A misspelled icon would silently be missing."""
    named = re.findall(r'icon\("([a-z0-9-]+)"|picture="([a-z0-9-]+)"', template.read_text("utf-8"))

    assert {one or other for one, other in named} <= set(refresh_static.ICONS)


def test_every_layer_and_file_is_in_the_style_sheet() -> None:
    """A new file is included without being listed."""
    assert all(path.read_text("utf-8") in stylesheet() for path in SHEETS)


@pytest.mark.parametrize("path", [path for path in SHEETS if path.parent.name != "css"], ids=lambda path: path.name)
def test_each_file_of_a_class_family_opens_with_its_html(path: Path) -> None:
    """Template authors find the classes at the top."""
    assert path.read_text("utf-8").startswith("/* <")


def test_the_colors_that_the_report_has_are_the_reports() -> None:
    """Each is written once for either scheme, so that pages, report and charts can't differ."""
    colored = [path.name for path in SHEETS if re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))]
    own = (STATIC / "css" / "tokens.css").read_text("utf-8")
    report, dark = (_names((STYLES / name).read_text("utf-8")) for name in ("colors.css", "dark.css"))

    assert colored == ["tokens.css"]
    assert not report & _names(own)
    assert {name for name in report - {"logo-paper"} if not name.startswith("level-")} == dark


def _names(style: str) -> set[str]:
    return set(re.findall(r"--([a-z0-9-]+):", style))


def test_the_url_of_a_static_file_has_the_prefix_of_the_request(own_app: Flask) -> None:
    """A request that doesn't come through the proxy, such as a health check, must not decide for all others."""
    urls = []
    for prefix in ("", "/tools/wayfinder"):
        with own_app.test_request_context("/", environ_overrides={"SCRIPT_NAME": prefix}):
            urls.append(asset("mark.svg"))

    assert [url.partition("?")[0] for url in urls] == ["/static/mark.svg", "/tools/wayfinder/static/mark.svg"]
