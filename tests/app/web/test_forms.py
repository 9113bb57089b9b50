"""Tests of form fields: cleaned text, numbers and dates, and messages that say what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.web.forms import Choice, Day, Email, Form, LongText, Number, Switch, Text, Version
from practices_catalog.faults import Fault, Place

WHOLE = "Enter a full email address, such as dana@example.org."
PLAIN = "This address is too long with these characters. Use plain letters instead."


class Sample(Form):
    """A form with one field of each kind."""

    version = Version()
    name = Text("Name", most=20)
    notes = LongText("Notes", most=30)
    weeks = Number("Weeks", least=1, most=52, required=False)
    start = Day("Start", required=False)
    seats = Number("Seats", least=1, most=9)
    end = Day("End")
    method = Choice("Method", {"a": "First", "b": "Second"}, default="a")
    anonymous = Switch("Anonymous")
    email = Email("Email address", required=False)


def sent(app: Flask, **values: str) -> Sample:
    """Return the form as submitted by this request."""
    with app.test_request_context(
        "/", method="POST", data={"method": "a", "seats": "2", "end": "2026-03-02", **values}
    ):
        form = Sample()
        form.accepted()
        return form


class Row:
    """A row to fill the form from and to copy it to."""

    version = 3
    name, notes, weeks, start, method, anonymous = "Old", "Kept", 13, date(2026, 3, 2), "b", True
    seats, end, address = 3, date(2026, 3, 2), ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u00a0 Zoe\u0308 \u200b", "Zo\u00eb"),
        ("one\r\ntwo", "one two"),
        ("bell\x07", "bell\ufffd"),
        ("\u202edrow", "\ufffddrow"),
        ("<b>{{ x }}</b>", "<b>{{ x }}</b>"),
    ],
)
def test_text_is_cleaned_like_text_from_files(app: Flask, typed: str, kept: str) -> None:
    """Text that a report can't contain is never stored (FL-027)."""
    assert sent(app, name=typed).name.data == kept


def test_several_lines_stay_several_lines(app: Flask) -> None:
    """All line endings become the same."""
    assert sent(app, name="A", notes="one\r\ntwo\r").notes.data == "one\ntwo"


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"name": "  "}, "name", "Fill this in."),
        ({"name": "x" * 21}, "name", "This is 21 characters long; shorten it to 20."),
        ({"email": "dana"}, "email", WHOLE),
        ({"email": "dana@example"}, "email", WHOLE),
        ({"email": "dana@example.org."}, "email", WHOLE),
        ({"email": "erik,dana@example.org"}, "email", WHOLE),
        ({"email": "Dana <dana@example.org>"}, "email", WHOLE),
        ({"email": "da\0na@example.org"}, "email", WHOLE),
        ({"email": "\ufdfa" * 20 + "@example.org"}, "email", PLAIN),
        ({"seats": " "}, "seats", "Fill this in."),
        ({"seats": "two"}, "seats", "Enter a whole number from 1 to 9."),
        ({"end": "\u00a0\t"}, "end", "Fill this in."),
        ({"weeks": "3-4"}, "weeks", "Enter a whole number from 1 to 52."),
        ({"weeks": "53"}, "weeks", "Enter a whole number from 1 to 52."),
        ({"weeks": "\u0663"}, "weeks", "Enter a whole number from 1 to 52."),
        ({"start": "02.03.2026"}, "start", "Enter the date as 2026-03-02."),
        ({"start": "2026-02-30"}, "start", "Enter the date as 2026-03-02."),
        ({"method": "c"}, "method", "Choose one of these."),
    ],
)
def test_invalid_input_is_refused_with_the_fix(app: Flask, values: dict[str, str], field: str, message: str) -> None:
    """The message is on this field, and no other field has one."""
    form = sent(app, **{"name": "A", **values})

    assert form.errors == {field: [message]}


def test_optional_fields_may_be_empty(app: Flask) -> None:
    """An empty field gives None, not zero."""
    form = sent(app, name="A", weeks="", start=" ")

    assert not form.has_faults
    assert (form.weeks.data, form.start.data, form.anonymous.data) == (None, None, False)


def test_a_form_shows_the_row_and_changes_everything_but_the_version(app: Flask) -> None:
    """Only the database changes versions."""
    with app.test_request_context("/"):
        shown: dict[str, Any] = Sample(Row()).data
    row = Row()
    sent(app, name="New", version="3", weeks="4").fill(row)

    assert shown["name"] == "Old"
    assert shown["version"] == 3
    assert (row.name, row.weeks, row.version) == ("New", 4, 3)


def test_an_invalid_version_counts_as_none(app: Flask) -> None:
    """Changing the row then leads to a conflict."""
    assert sent(app, name="A", version="1 or 1").version.data is None


def test_faults_are_shown_beside_the_fields_that_they_name(app: Flask) -> None:
    """All others appear at the top."""
    form = sent(app, name="A")

    form.refuse_faults([Fault(Place(key="weeks"), "are too few", "write 2"), Fault(Place(), "is late", "hurry")])

    assert form.weeks.errors == ["Are too few; write 2"]
    assert form.form_errors == ["is late; hurry"]


def test_a_subclass_of_a_switch_looks_like_a_switch(app: Flask) -> None:
    """Its box is beside the label, and it isn't called optional."""

    class Special(Switch):
        """A switch with a rule of its own."""

    class Other(Form):
        """A form with such a switch."""

        special = Special("Special")

    with app.test_request_context("/"):
        assert Other().special.type == "Switch"
