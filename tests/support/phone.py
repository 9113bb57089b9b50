"""Using a page by touch: every target is large enough, and nothing is wider than the window."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

LEAST = 24  # CSS pixels, WCAG 2.2, 2.5.8
WIDTH = 390

# What a thumb can hit: the control or one of its labels.
TARGET = """(control) => {
  const boxes = [control, ...(control.labels ?? [])].map((each) => each.getBoundingClientRect());
  return [Math.max(...boxes.map((each) => each.width)), Math.max(...boxes.map((each) => each.height))];
}"""
TOO_WIDE = """(width) => {
  const scrolls = (each) => getComputedStyle(each).overflowX !== "visible" || each.matches(".unseen, .skip");
  const inBox = (each) => each && each !== document.body && (scrolls(each) || inBox(each.parentElement));
  return [...document.querySelectorAll("body *")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 1 || box.left < -1) && !inBox(each);
  }).map((each) => each.outerHTML.slice(0, 120));
}"""


def tap(control: Locator) -> None:
    """Tap a control that is large enough, on a page that isn't wider than the window."""
    expect(control).to_be_visible()
    fits(control.page)
    width, height = control.evaluate(TARGET)
    assert min(width, height) >= LEAST, f"{control.page.url}: {control} is {width:.0f} by {height:.0f} pixels"
    control.tap()


def write(field: Locator, text: str) -> None:
    """Tap a field and type into it."""
    tap(field)
    field.page.keyboard.type(text)


def fits(page: Page) -> None:
    """Check that nothing except a scrolling box is wider than the window."""
    assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH, page.url
    assert page.evaluate(TOO_WIDE, WIDTH) == [], page.url
