"""The rendering child process: it loads nothing from outside, and reports any failure as one clean error."""

from __future__ import annotations

import pytest

from reports import rendering
from reports.child_process import ChildProcess
from reports.rendering import Renderer, RenderError, RenderTimeoutError

HEAD = '<html lang="en"><head><title>Test</title></head><body>'


@pytest.fixture(autouse=True)
def _started_by_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start children as the application does; most other tests fork them."""
    monkeypatch.setattr(rendering, "ChildProcess", ChildProcess)


def rendered(body: str, assets: dict[str, bytes] | None = None, limit: float = 60) -> bytes:
    """Return a page as PDF."""
    with Renderer() as renderer:
        return renderer.render(f"{HEAD}{body}</body></html>", assets or {}, limit, lambda _stage, _share: None)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://localhost/x.svg", "data:image/svg+xml,<svg/>", "asset:missing.svg"]
)
def test_a_url_outside_the_report_is_an_error(address: str) -> None:
    """Files, network addresses and data URLs are all refused."""
    with pytest.raises(RenderError, match="FatalURLFetchingError"):
        rendered(f'<img src="{address}" alt="x">')


def test_a_page_that_takes_too_long_is_stopped() -> None:
    """The child process is killed at the limit."""
    with pytest.raises(RenderTimeoutError):
        rendered("<p>Text</p>", limit=0.01)


def test_the_identifier_depends_only_on_the_input() -> None:
    """The same page gives the same file twice, and another page gives another."""
    assert rendered("<p>One</p>") == rendered("<p>One</p>")
    assert rendered("<p>One</p>") != rendered("<p>Two</p>")
