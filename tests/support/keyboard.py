"""Using a page by keyboard alone: each Tab stop must be visible, with a focus ring."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Page, expect

END = "the end of the page"

# What has the focus, whether it is wanted, and what is wrong with its look; a label or picture may show the ring.
STOP = """(wanted) => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const worn = (each) => {
    const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(each);
    const isDrawn = each.matches("svg *") && parseFloat(strokeWidth) >= 3;
    return isDrawn || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  };
  const labels = [...(here.labels ?? [])];
  const box = here.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8)];
  const top = document.elementFromPoint(x, y);
  const isOnTop = top && [here, ...labels].some((each) => each.contains(top) || top.contains(here));
  let wrong = "";
  if (box.width < 2 || !top) wrong = "is out of sight";
  else if (!isOnTop) wrong = `is under ${top.outerHTML.slice(0, 80)}`;
  else if (![here, ...labels, ...here.querySelectorAll("*")].some(worn)) wrong = "has no ring";
  return {
    what: here.outerHTML.slice(0, 160),
    wrong,
    found: wanted.includes(here),
    isStale: wanted.some((each) => !each.isConnected),
  };
}"""

Role = Literal["button", "checkbox", "combobox", "link", "radio", "spinbutton", "textbox"]


def tab_to(page: Page, role: Role, name: str | re.Pattern[str], *, key: str = "Tab") -> None:
    """Press a key until a control has the focus; each stop on the way must be in sight with a visible ring.

    Args:
        page: the page as it is shown, with the focus wherever it is.
        role: the control's role, as in `get_by_role`.
        name: the control's complete name, or a pattern for it.
        key: `Shift+Tab` goes back.
    """
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str))
    expect(wanted.first).to_be_visible()
    page.emulate_media(reduced_motion="reduce")  # the target of a jump is visible at once
    handles = wanted.element_handles()
    seen: list[str] = []
    while seen.count(END) < 2:
        page.keyboard.press(key)
        stop = page.evaluate(STOP, handles)
        assert not (stop and stop["wrong"]), f"{page.url}: {stop['what']} {stop['wrong']}"
        if stop and stop["found"]:
            return
        if stop and stop["isStale"]:  # part of the page was redrawn
            handles = wanted.element_handles()
        seen.append(stop["what"] if stop else END)
    raise AssertionError(f"{page.url}: no {role} {name} by {key}; passed on the way:\n" + "\n".join(seen))


def enter(page: Page, role: Role, name: str | re.Pattern[str], *, key: str = "Tab") -> None:
    """Go to a control and press Enter."""
    tab_to(page, role, name, key=key)
    page.keyboard.press("Enter")


def skip_to_content(page: Page) -> None:
    """Skip the header of a page that was just opened: its first Tab stop leads to the content."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
