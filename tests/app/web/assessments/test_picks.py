"""Selecting many practices with one click, without scripts: the buttons submit the form, and nothing is saved."""

from __future__ import annotations

import re

import pytest

from app.storage.assessments import AssessmentRow, RespondentRow
from practices_catalog.model import Strength
from tests.app.web.assessments.test_settings import form
from tests.support.northfield import Northfield, new_assessment


def ticked(page: str, name: str = "scope") -> set[str]:
    """Return the practices that are selected on a page."""
    return set(re.findall(f'name="{name}" value="([a-z-]+)" checked', page))


def expected(northfield: Northfield, pick: str) -> set[str]:
    """Return the practices of a set."""
    catalogue = northfield.make.content.catalogue
    approaches = {each.id: {*each.entry, *each.supporting} for each in catalogue.approaches}
    frameworks = {
        each.id: {m.practice for m in each.mappings if m.strength is Strength.PRIMARY} for each in catalogue.frameworks
    }
    groups = {
        f"group-{n}": {each.id for each in catalogue.practices if each.group == group.id}
        for n, group in enumerate(catalogue.groups, 1)
    }
    return {**approaches, **frameworks, **groups}[pick]


@pytest.mark.parametrize("pick", ["group-1", "group-3", "support-quality", "iso-20000-1", "fitsm-1"])
def test_one_click_selects_exactly_a_set(northfield: Northfield, pick: str) -> None:
    """A group, an approach or a framework; the name typed before stays, and nothing is saved."""
    sent = new_assessment(northfield, name="Typed", pick=f"only:{pick}")

    page = northfield.client.post(f"{northfield.pages}/assessments/new", sent, 200).text

    assert ticked(page) == expected(northfield, pick)
    assert 'value="Typed"' in page
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]


def test_a_set_says_how_many_it_selects_and_never_selects_everything(northfield: Northfield) -> None:
    """Every practice is the main way to meet a requirement of COBIT, so its set would be the same as all."""
    page = northfield.client.get(f"{northfield.pages}/assessments/new").text

    name = northfield.make.content.catalogue.framework["iso-20000-1"].name
    assert f"<span>{name} ({len(expected(northfield, 'iso-20000-1'))})</span>" in page
    assert len(expected(northfield, "cobit-2019")) == 34
    assert 'value="only:cobit-2019"' not in page
    assert "(34)" not in page


def test_the_count_is_that_of_the_checkboxes_sent(northfield: Northfield) -> None:
    """Without a script, the count is right after the form was sent."""
    sent = new_assessment(northfield, scope=["service-desk", "incident-management"])
    page = northfield.client.post(f"{northfield.pages}/assessments/new", sent, 422).text

    assert "<span data-count>2</span> of 34 practices are in scope." in page
    assert "<span data-some-of>2 of 34</span>" in page


def test_all_none_and_adding(northfield: Northfield) -> None:
    """Two approaches are two clicks."""
    url = f"{northfield.top}/settings"

    none = northfield.client.post(url, form(northfield, pick="none"), 200).text
    one = northfield.client.post(url, form(northfield, scope=[], pick="add:support-quality"), 200).text
    two = northfield.client.post(url, form(northfield, scope=sorted(ticked(one)), pick="add:change-risk"), 200).text
    everything = northfield.client.post(url, form(northfield, scope=[], pick="all"), 200).text

    assert ticked(none) == set()
    assert ticked(two) == expected(northfield, "support-quality") | expected(northfield, "change-risk")
    assert len(ticked(everything)) == 34
    assert northfield.one(AssessmentRow.left_out, id=northfield.assessment.id) == {}


def test_an_unknown_set_changes_nothing(northfield: Northfield) -> None:
    """Both the selection and the database stay the same."""
    page = northfield.client.post(
        f"{northfield.top}/settings", form(northfield, scope=["service-desk"], pick="only:nothing"), 200
    ).text

    assert ticked(page) == {"service-desk"}


def test_one_reason_serves_all_practices_left_out(northfield: Northfield) -> None:
    """A practice with a reason of its own keeps it."""
    sent = form(northfield, scope=["service-desk", "incident-management"])
    sent |= {"common-reason": " Next year ", "reason.risk-management": "The board does it"}

    northfield.client.post(f"{northfield.top}/settings", sent)

    left_out = northfield.one(AssessmentRow.left_out, id=northfield.assessment.id)
    assert len(left_out) == 32
    assert left_out["risk-management"] == "The board does it"
    assert {reason for practice, reason in left_out.items() if practice != "risk-management"} == {"Next year"}


def test_a_common_reason_that_is_too_long_is_refused(northfield: Northfield) -> None:
    """The limit is the same as for any other reason."""
    sent = form(northfield, "service-desk", **{"common-reason": "x" * 501})

    page = northfield.client.post(f"{northfield.top}/settings", sent, 422).text

    assert "This is 501 characters long; shorten it to 500." in page


def test_a_respondents_practices_are_selected_in_the_same_way(northfield: Northfield) -> None:
    """Only practices in scope are offered."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).left_out = {"service-desk": "The supplier's"}
    url = f"{northfield.top}/respondents/new"
    sent = {"new_id": "a" * 16, "name": "Zoe", "pick": "only:support-quality"}

    page = northfield.client.post(url, sent, 200).text

    assert ticked(page, "practices") == expected(northfield, "support-quality") - {"service-desk"}
    assert northfield.all(RespondentRow.name) == []
