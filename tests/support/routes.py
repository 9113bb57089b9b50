"""All routes of the application with a URL for each, so that new routes are tested automatically."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from flask import Flask

AREAS = Path(__file__).parents[1] / "app" / "web"
TABLE: dict[str, dict[str, Any]] = {
    endpoint: row
    for path in sorted(AREAS.glob("*/access.yaml"))
    for endpoint, row in yaml.safe_load(path.read_text("utf-8")).items()
}
TOKENS = {"assessments.invitation": "invitation", "assessments.begin": "invitation", "auth.reset": "reset"}
FILES = {"static": {"filename": "mark.svg"}}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Route:
    """One method of an endpoint."""

    endpoint: str
    method: str
    arguments: tuple[str, ...]


def routes(app: Flask) -> list[Route]:
    """Return every route, GET before the others."""
    return sorted(
        (
            Route(rule.endpoint, method, tuple(sorted(rule.arguments)))
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        ),
        key=lambda route: (route.method != "GET", route.endpoint, route.method),
    )


def reading(app: Flask) -> Iterator[Route]:
    """Yield the routes that only show something."""
    return (route for route in routes(app) if route.method not in UNSAFE)


def writing(app: Flask) -> Iterator[Route]:
    """Yield the routes that may change something."""
    return (route for route in routes(app) if route.method in UNSAFE)


def url_of(app: Flask, route: Route, ids: Mapping[str, str]) -> str:
    """Return the URL of a route: ids of rows by name, and everything else from the access table."""
    row = {**FILES.get(route.endpoint, {}), **TABLE.get(route.endpoint, {}).get("with", {}), **ids}
    if route.endpoint in TOKENS:
        row["token"] = ids[TOKENS[route.endpoint]]
    with app.test_request_context():
        return app.url_for(route.endpoint, _method=route.method, **{name: row[name] for name in route.arguments})
