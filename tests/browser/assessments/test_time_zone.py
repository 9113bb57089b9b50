"""The field for the time zone proposes the browser's."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from app.web import sessions
from tests.support.factories import Make


def test_a_new_organization_proposes_the_zone_of_the_browser(server: Make, browser: Browser) -> None:
    """What was chosen stays when the form comes back with an error; without scripts, it's UTC."""
    dana = server.user("Dana Fischer")
    with server.database.writing() as session:
        cookie = {"name": sessions.USER_COOKIE, "value": sessions.begin(session, user_id=dana.id), "url": server.url}
    for scripts, proposed in ((True, "Europe/Oslo"), (False, "UTC")):
        context = browser.new_context(base_url=server.url, timezone_id="Europe/Oslo", java_script_enabled=scripts)
        context.add_cookies([cookie])  # type: ignore[list-item] # a cookie by URL
        page = context.new_page()
        page.goto("/organizations/new")
        field = page.get_by_label("Time zone")
        expect(field).to_have_value(proposed)
        field.select_option("Asia/Tokyo")
        page.get_by_role("button", name="Add organization").click()
        expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
        context.close()
