"""A page used by keyboard alone: from stop to stop by Tab, each of them in sight and with a ring around it."""

from __future__ import annotations

import re
from typing import Any, Literal

from playwright.sync_api import Page, expect

MOST_STOPS = 400

# What has the focus, and what is wrong with how it looks. A ring may be around the label or picture that stands for it.
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getBoundingClientRect();
  const rings = [here, ...here.querySelectorAll("*"), ...(here.labels ?? [])].some((each) => {
    const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || (each.matches("svg *") && parseFloat(strokeWidth) >= 3);
  });
  const inside = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8)];
  const top = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.min(Math.max(y, 1), innerHeight - 1));
  const covered = inside && top && !here.contains(top) && !top.contains(here) && ![...(here.labels ?? [])].some((each) => each.contains(top));
  const wrong = !inside ? "is out of sight" : covered ? `is covered by ${top.outerHTML.slice(0, 80)}` : rings ? "" : "has no ring";
  return { what: here.outerHTML.slice(0, 160), wrong };
}"""

Role = Literal["button", "checkbox", "combobox", "link", "radio", "spinbutton", "textbox"]


def tab_to(page: Page, role: Role, name: str | re.Pattern[str], *, key: str = "Tab") -> None:
    """Press a key until a control has the focus; each stop on the way must be in sight with a visible ring.

    Args:
        page: as it is shown, with the focus wherever it was left.
        role: of the control, as in `get_by_role`.
        name: the whole of the control's name, or a pattern for it.
        key: `Shift+Tab` goes back.
    """
    wanted = page.get_by_role(role, name=name, exact=True)
    expect(wanted.first).to_be_visible()
    page.emulate_media(reduced_motion="reduce")  # what is gone to is in sight at once
    seen: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = stop_of(page)
        if stop is None:
            if seen.count("the end of the page") > 1:
                break
            seen.append("the end of the page")
            continue
        assert not stop["wrong"], f"{page.url}: {stop['what']} {stop['wrong']}"
        seen.append(stop["what"])
        if wanted.evaluate_all("(all) => all.includes(document.activeElement)"):
            return
    raise AssertionError(f"{page.url}: no {role} {name} by {key}; on the way were:\n" + "\n".join(seen))


def stop_of(page: Page) -> dict[str, Any] | None:
    """Return what has the focus and what is wrong with it; None where nothing has it."""
    stop: dict[str, Any] | None = page.evaluate(STOP)
    return stop


def skip_to_content(page: Page) -> None:
    """Leave out the head of a page that was just opened: its first stop leads to the content."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
