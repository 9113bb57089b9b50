"""Whether a page is accessible: axe finds nothing, nothing is wider than the window, and no text is squeezed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOR = ["color-contrast", "link-in-text-block"]  # a color scheme changes only colors

TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120));
}"""


SQUEEZED = r"""() => [...document.querySelectorAll("body *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && /\S{5}/.test(node.textContent)))
  .map((each) => ({ each, box: each.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 2 && box.width < 32 && box.height > 90)
  .map(({ each }) => each.outerHTML.slice(0, 120))"""
"""Finds texts with only a few letters per line."""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def check_look(page: Page, pictures: Path | None = None) -> None:
    """Check the current page with axe and against the window's width: wide and narrow, light and dark.

    Args:
        page: the page as a test left it; its URL stays the same.
        pictures: a folder for a screenshot of each look, for people to review.
    """
    for found in looks(page, pictures):
        assert not found, found


def looks(page: Page, pictures: Path | None = None) -> Iterator[str]:
    """Yield what is wrong with each look of the page, or an empty text."""
    page.wait_for_function("() => document.readyState === 'complete'")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if pictures:
                _keep_picture(page, pictures, f"{width}-{scheme}")
            where = f"{page.url} at {width} in {scheme}"
            faults = {
                f"{where} is wider than the window:": page.evaluate(TOO_WIDE),
                f"{where} has text squeezed to a few letters per line:": page.evaluate(SQUEEZED),
                f"{where}:": _violations(page, RULES if scheme == "light" else RULES_OF_COLOR),
            }
            yield "\n".join(next(([head, *found] for head, found in faults.items() if found), []))


def _keep_picture(page: Page, pictures: Path, look: str) -> None:
    pictures.mkdir(parents=True, exist_ok=True)
    name = page.url.partition("//")[2].partition("/")[2].replace("/", "-").partition("?")[0] or "home"
    page.screenshot(path=pictures / f"{name}-{look}.png", full_page=True)


def _violations(page: Page, rules: list[str]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate(
        "(rules) => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})", rules
    )
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
