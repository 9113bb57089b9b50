"""The templates of an organization's Word and PowerPoint reports."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from app.storage.database import Database
from app.storage.organizations import HouseTemplate, OrganizationRow
from tests.support.northfield import Northfield
from tests.support.office_files import slides_file, word_file


def upload(northfield: Northfield, content: bytes, name: str, status: int = 303) -> str:
    """Send a template and return the page."""
    sent = {"version": northfield.one(OrganizationRow.version), "template": (io.BytesIO(content), name)}
    return northfield.client.post(f"{northfield.pages}/template", sent, status).text


def stored(database: Database) -> list[tuple[str, str]]:
    """Return the ending and name of each template."""
    with database.reading() as session:
        return [(each.ending, each.file_name) for each in session.scalars(select(HouseTemplate))]


def test_each_format_has_one_template_which_can_be_replaced_and_removed(
    northfield: Northfield, database: Database
) -> None:
    """The file's ending says for which format."""
    upload(northfield, word_file(), "House.docx")
    upload(northfield, slides_file(), "deck.pptx")
    upload(northfield, word_file(), "new.DOCX")

    assert sorted(stored(database)) == [(".docx", "new.DOCX"), (".pptx", "deck.pptx")]
    page = northfield.client.get(f"{northfield.pages}/settings").text
    assert "Word: new.DOCX" in page
    version = {"version": northfield.one(OrganizationRow.version)}
    northfield.client.post(f"{northfield.pages}/template/docx/remove", version)
    assert stored(database) == [(".pptx", "deck.pptx")]
    northfield.client.post(f"{northfield.pages}/template/exe/remove", version, 404)


@pytest.mark.parametrize(
    ("sent", "name", "message"),
    [
        (b"", "house.docx", "No file was chosen"),
        (word_file(), "house.pdf", "choose a .docx or .pptx file"),
        (word_file(), "house.pptx", "t a PowerPoint presentation"),
        (b"PK\x03\x04 cut", "house.docx", "is damaged or incomplete"),
    ],
    ids=["nothing", "ending", "other kind", "damaged"],
)
def test_an_unusable_template_is_refused_at_the_field(
    northfield: Northfield, database: Database, sent: bytes, name: str, message: str
) -> None:
    """The old one stays."""
    upload(northfield, slides_file(), "old.pptx")

    assert message.casefold() in upload(northfield, sent, name, 422).casefold()
    assert stored(database) == [(".pptx", "old.pptx")]


def test_a_template_of_an_older_page_is_refused(northfield: Northfield) -> None:
    """Somebody else has changed the settings meanwhile."""
    sent = {"version": "1", "name": "Northfield", "industry": "", "it_staff": ""}
    northfield.client.post(f"{northfield.pages}/settings", sent)
    late = {"version": "1", "template": (io.BytesIO(word_file()), "house.docx")}

    northfield.client.post(f"{northfield.pages}/template", late, 409)
