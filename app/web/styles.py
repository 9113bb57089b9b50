"""The style sheet: the colors of the report and all files in `static/css`, in the order of their layers."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, url_for

from app.web.access import public
from reports.tokens import STYLES

STATIC = Path(__file__).parent / "static"
LAYERS = ("colors", "tokens", "base", "layout", "components", "areas", "print")


def install(app: Flask) -> None:
    """Serve the style sheet, and give templates `asset` for URLs of static files that browsers can cache."""
    app.add_url_rule("/static/styles.css", "styles", public(_answer))
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["stylesheet"] = lambda: url_for("styles", v=_hash(stylesheet().encode()))


@cache
def stylesheet() -> str:
    """Return all style sheets, each in the layer of its folder or name."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        files = [STYLES / "colors.css", STYLES / "dark.css"] if layer == "colors" else _files(layer)
        parts += (f"@layer {layer} {{\n{path.read_text(encoding='utf-8')}}}" for path in files)
    return "\n".join(parts)


def _files(layer: str) -> list[Path]:
    return sorted([*(STATIC / "css").glob(f"{layer}.css"), *(STATIC / "css" / layer).glob("*.css")])


def asset(name: str) -> str:
    """Return the URL of a static file with its hash, such as `/static/js/form.js?v=1a2b3c4d`."""
    return url_for("static", filename=name, v=_file_hash(name))


def _answer() -> Response:
    return Response(stylesheet(), mimetype="text/css")


@cache
def _file_hash(name: str) -> str:
    return _hash((STATIC / name).read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
