"""Whether a page can be used by everybody: axe finds nothing, and nothing is wider than the window."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120));
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def check_look(page: Page, pictures: Path | None = None) -> None:
    """Hold the page that is shown to axe and to the window's width, wide and narrow, light and dark.

    Args:
        page: as a test left it; its address is kept.
        pictures: a folder for a picture of each, to be looked at.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            where = f"{page.url} at {width} in {scheme}"
            if pictures:
                pictures.mkdir(parents=True, exist_ok=True)
                name = page.url.partition("//")[2].partition("/")[2].replace("/", "-").partition("?")[0] or "home"
                page.screenshot(path=pictures / f"{name}-{width}-{scheme}.png", full_page=True)
            wide, found = page.evaluate(TOO_WIDE), _violations(page)
            assert not wide, f"{where} is wider than the window:\n" + "\n".join(wide)
            assert not found, f"{where}:\n" + "\n".join(found)


def _violations(page: Page) -> list[str]:
    page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate("(rules) => axe.run({runOnly: rules})", RULES)
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
