"""Tests of dates and times: one format and one time zone, the organization's, on every page (FL-044)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from app.answering import history, saving
from app.running import time_zones
from app.storage.organizations import OrganizationRow
from app.web import current
from reports.views.figures import moment
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient
from tests.support.routes import reading, url_of
from tests.support.whole_world import build

FIRST = datetime(2026, 11, 29, 0, 55, tzinfo=UTC)
HERE = "29 Nov 2026, 13:55 NZDT"
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b|\d:\d\d:\d\d\b")
NOT_TEXT = re.compile(r"<(script|style|select|code)\b.*?</\1>|<[^>]*>", re.DOTALL)


def settle_in(make: Make, organization: OrganizationRow, zone: str = "Pacific/Auckland") -> None:
    """Move an organization to a time zone."""
    with make.database.writing() as session:
        session.get_one(OrganizationRow, organization.id).time_zone = zone


def test_a_change_has_the_same_time_everywhere(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reply to the script, the text below the statement and the history show the zone and the exact time."""
    northfield = Northfield.founded(app, make)
    settle_in(make, northfield.organization)
    respondent = make.respondent(northfield.assessment)
    client = PageClient(app)
    client.come_by_link(respondent)
    for module in (saving, history):
        monkeypatch.setattr(module, "now", lambda: FIRST)

    sent = {"version": "0", "rating": "L"}
    reply = client.post(f"/answer/{respondent.id}/statements/incident-management.1", sent, 200).get_json()

    assert (reply["saved"], reply["saved_at"]) == (HERE, "2026-11-29T13:55:00+13:00")
    shown = f'<time datetime="2026-11-29T13:55:00+13:00">{HERE}</time>'
    assert shown in client.get(f"/answer/{respondent.id}/incident-management").text
    assert shown in northfield.client.get(f"{northfield.top}/history").text


def test_every_page_writes_dates_as_people_do_and_names_the_zone(app: Flask, make: Make) -> None:
    """No page shows an ISO date or seconds, and no page of the organization shows UTC."""
    world = build(app, make)
    with make.database.writing() as session:
        session.get_one(OrganizationRow, world.mine["organization_id"]).time_zone = "Pacific/Auckland"
    seen, moments = {}, set()
    for who in ("nobody", "member", "invited"):
        client = world.client(app, who)
        ids = {**world.mine, **({"respondent_id": world.mine["invited_id"]} if who == "invited" else {})}
        for route in reading(app):
            answer = client.get(url_of(app, route, ids), None)
            if answer.mimetype != "text/html":
                continue
            text = NOT_TEXT.sub(" ", answer.text)
            seen[who, route.endpoint] = ISO.findall(text)
            moments |= {(route.endpoint, zone) for zone in re.findall(r"\d{4}, \d\d:\d\d ([\w+-]+)", text)}

    assert {where: found for where, found in seen.items() if found} == {}
    of_no_organization = {("auth.account", "UTC"), ("auth.audit_trail", "UTC")}
    assert {zone for where, zone in moments if (where, zone) not in of_no_organization} <= {"NZDT", "NZST"}
    assert {"assessments.history", "reports.reports"} <= {where for where, _zone in moments}


def test_dates_are_in_the_organizations_time_zone(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """At noon in London it is already tomorrow in Auckland, so a new assessment has tomorrow's date."""
    northfield = Northfield.founded(app, make)
    settle_in(make, northfield.organization)
    monkeypatch.setattr(current, "now", lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))

    assert 'value="2026-11-30"' in northfield.client.get(f"{northfield.pages}/assessments/new").text


def test_a_lead_chooses_the_time_zone(app: Flask, make: Make) -> None:
    """It is chosen by its IANA name. Any other value is refused beside the field, and the default is UTC."""
    northfield = Northfield.founded(app, make)
    url, sent = f"{northfield.pages}/settings", {"version": "1", "name": "Northfield", "industry": "", "it_staff": ""}
    assert '<option selected value="UTC">UTC</option>' in northfield.client.get(url).text

    northfield.client.post(url, {**sent, "time_zone": "Europe/Berlin"})

    page = northfield.client.get(url).text
    assert '<option selected value="Europe/Berlin">Europe/Berlin</option>' in page
    refused = northfield.client.post(url, {**sent, "version": "2", "time_zone": "Mars/Olympus"}, 422).text
    assert "Choose one of these." in refused


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "29 Nov 2026, 00:55 UTC"),
        ("Europe/Berlin", "29 Nov 2026, 01:55 CET"),
        ("America/Sao_Paulo", "28 Nov 2026, 21:55 UTC-03"),
        ("No/Such", "29 Nov 2026, 00:55 UTC"),
    ],
)
def test_a_time_names_its_zone(zone: str, words: str) -> None:
    """It shows the abbreviation, or the offset from UTC if there is none; an unknown zone is UTC."""
    assert moment(time_zones.local(FIRST, zone)) == words


def test_only_geographic_zones_are_offered() -> None:
    """Abbreviations and fixed offsets are left out, because they have no daylight saving time."""
    names = time_zones.names()

    assert names[0] == "UTC"
    assert {"Europe/Berlin", "America/Argentina/Buenos_Aires", "Pacific/Auckland"} <= set(names)
    assert not {"EST", "Etc/GMT+5", "posixrules"} & set(names)
