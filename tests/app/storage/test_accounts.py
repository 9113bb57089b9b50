"""The normalized form of email addresses (FL-022)."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from app.storage.accounts import User, email_key
from app.storage.database import Database


@pytest.mark.parametrize(
    ("invited", "signs_in"),
    [
        ("First.Last@Example.org", "first.last@example.org"),
        (" dana@example.org\u00a0", "dana@example.org"),
        ("j\u00f6rg@example.org", "jo\u0308rg@example.org"),
        ("\uff44ana@example.org", "dana@example.org"),
        ("STRASSE@example.org", "stra\u00dfe@example.org"),
    ],
)
def test_spellings_of_one_email_address_are_one_account(invited: str, signs_in: str) -> None:
    """Spaces around the address, case and Unicode form don't matter."""
    assert email_key(invited) == email_key(signs_in)


@pytest.mark.parametrize(
    "other", ["first.last+work@example.org", "firstlast@example.org", "first.last@mail.example.org"]
)
def test_another_email_address_is_another_account(other: str) -> None:
    """Only the email provider knows whether a dot or a tag matters, so they count."""
    assert email_key("first.last@example.org") != email_key(other)


def test_the_database_refuses_a_second_account_with_the_same_email_address(database: Database) -> None:
    """Uniqueness doesn't depend on the pages."""
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add_all(
            User(email=each, email_key=email_key(each), name="D") for each in ("D@example.org", "d@example.org")
        )
