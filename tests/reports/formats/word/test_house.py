"""A house template: its styles, pages and texts are kept, and a file that can't be used is refused."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor

from practices_catalog.faults import InputError
from reports.formats.house_templates import MOST_BYTES
from reports.formats.word.house import open_template
from reports.options import Edition, ReportOptions, ReportPart
from tests.support.word_documents import content_of, headings_of, house, opened, with_part

Written = Callable[..., bytes]
SHORT = ReportOptions(edition=Edition.BOARD, chosen=frozenset({ReportPart.SUMMARY, ReportPart.BASIS}))
WORD_XML = "word/document.xml"


def width_of(section: Section) -> float:
    """Return the width of a section's pages in millimeters."""
    assert section.page_width is not None
    return float(section.page_width.mm)


def without_style(document: Document, name: str) -> Document:
    """Remove a style, as in templates that have only what their authors used."""
    element = document.styles[name].element
    element.getparent().remove(element)
    return document


def test_styles_pages_heads_and_feet_are_taken_over(written: Written) -> None:
    """The headings look as the house wants, and the tables fit its narrower page."""
    template = house()
    template.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    template.styles["Heading 1"].font.size = Pt(31)
    section = template.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.header.paragraphs[0].text = "Consulting house"
    section.footer.paragraphs[0].text = "Confidential"

    document = opened(written(SHORT, template=content_of(template)))

    style, page = document.styles["Heading 1"], document.sections[0]
    assert (style.font.size, str(style.font.color.rgb)) == (Pt(31), "123456")
    assert round(width_of(page)) == 148
    assert page.header.paragraphs[0].text == "Consulting house"
    assert page.footer.paragraphs[0].text == "Confidential"
    assert max(sum(column.width for column in table.columns) for table in document.tables) <= Mm(120) + Pt(1)


def test_missing_styles_are_added_with_the_typefaces_of_the_house(written: Written) -> None:
    """Lists keep their bullets, even if the template has no numbering."""
    template = house()
    for name in ("List Bullet", "List Number", "Caption", "Heading 2"):
        without_style(template, name)
    numbering = next(key for key, each in template.part.rels.items() if each.reltype.endswith("/numbering"))
    template.part.drop_rel(numbering)

    document = opened(written(SHORT, template=content_of(template)))

    assert {level for level, _ in headings_of(document)} == {1, 2}
    formats = {each.get(qn("w:val")) for each in document.part.numbering_part.element.iter(qn("w:numFmt"))}
    assert formats == {"bullet", "decimal"}
    assert document.styles["Lead"].font.name is None


def test_the_report_follows_the_template_s_own_pages(written: Written) -> None:
    """It begins a page; nothing of the template is lost."""
    document = opened(written(SHORT, template=content_of(house("Cover of the house", "Prepared for you", "", ""))))

    texts = [each.text for each in document.paragraphs]
    assert texts[:3] == ["Cover of the house", "Prepared for you", "Capability assessment of Northfield Hospitals"]
    assert document.paragraphs[2].paragraph_format.page_break_before


def test_the_report_takes_the_place_of_the_marker(written: Written) -> None:
    """What follows it stays behind the report; Word may have split the marker into runs."""
    template = house("Cover", "", "Imprint")
    for piece in ("{{ re", "port", " }}"):
        template.paragraphs[1].add_run(piece)

    document = opened(written(SHORT, template=content_of(template)))

    texts = [each.text for each in document.paragraphs]
    assert (texts[0], texts[-1]) == ("Cover", "Imprint")
    assert "Summary" in texts
    assert "{{ report }}" not in texts


def test_a_marker_that_ends_a_section_keeps_the_section(written: Written) -> None:
    """The report has the pages of the section that the marker is in."""
    template = house("Cover", "{{ report }}")
    template.sections[0].page_width = Mm(250)
    template.add_section()
    template.sections[1].page_width = Mm(148)
    template.add_paragraph("Imprint")

    document = opened(written(SHORT, template=content_of(template)))

    assert [round(width_of(each)) for each in document.sections] == [250, 148]
    assert max(sum(column.width for column in table.columns) for table in document.tables) > Mm(150)


@pytest.mark.parametrize("paragraphs", [("{{ report }}", "{{report}}"), ("See {{ report }} here",)])
def test_a_marker_that_is_ambiguous_is_refused(paragraphs: tuple[str, ...], written: Written) -> None:
    """It needs one paragraph of its own."""
    with pytest.raises(InputError, match=r"--template: has \{\{ report \}\}"):
        written(SHORT, template=content_of(house(*paragraphs)))


def test_a_marker_in_a_table_is_refused(written: Written) -> None:
    """A report can't be written into a cell."""
    template = house()
    template.add_table(1, 1).cell(0, 0).text = "{{ report }}"

    with pytest.raises(InputError, match="give it its own paragraph"):
        written(SHORT, template=content_of(template))


def test_text_in_a_template_of_another_language_is_marked_as_english(written: Written) -> None:
    """Otherwise the spelling of every word would be wrong; the template's own text keeps its language."""
    template = house("Titelseite")
    language = next(template.styles.element.iter(qn("w:lang")))
    language.set(qn("w:val"), "de-DE")

    document = opened(written(SHORT, template=content_of(template)))

    first, second = document.paragraphs[0], document.paragraphs[1]
    assert first._p.find(f".//{qn('w:lang')}") is None  # noqa: SLF001
    assert second._p.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-US"  # noqa: SLF001


def test_the_same_template_gives_the_same_bytes(written: Written) -> None:
    """The file has no time, and nothing of the template's author."""
    template = house("Cover")
    template.core_properties.author = "Jo of the house"

    content = written(SHORT, template=content_of(template))

    assert content == written(SHORT, template=content_of(template))
    assert opened(content).core_properties.author == ""


GOOD = content_of(docx.Document())
TYPES = "[Content_Types].xml"


def with_types(old: str, new: str) -> bytes:
    """Return a document whose main part is said to be of another type."""
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        return with_part(GOOD, TYPES, archive.read(TYPES).replace(old.encode(), new.encode()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"plain text", "isn't a Word document; open it in Word and save it as a Word document"),
        (GOOD[: len(GOOD) // 2], "is damaged or incomplete"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "is encrypted with a password, or isn't a Word document"),
        (with_types(".document.main", ".document.macroEnabled.main"), "contains macros"),
        (with_types(".document.main", ".template.main"), "is saved as a template file"),
        (with_types(".document.main", ".glossary.main"), "isn't a Word document"),
        (
            with_part(GOOD, "word/bomb.xml", b"<a/>" * 14_000_000),
            "unpacks to .* too much for a template; delete its long texts",
        ),
        (with_part(GOOD, WORD_XML, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "declares a document type"),
        (with_part(GOOD, WORD_XML, b"<broken"), "is damaged or incomplete"),
        (with_part(GOOD, "word/styles.xml", b"<styles"), "is damaged or incomplete"),
        (b"PK\x03\x04" + bytes(MOST_BYTES), "is larger than 30 MB"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(content: bytes, said: str) -> None:
    """The message names the place and says what to do."""
    with pytest.raises(InputError, match=f"--template: .*{said}"):
        open_template(content)


def test_a_zip_file_of_something_else_is_refused() -> None:
    """Any zip file can be renamed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "notes")

    with pytest.raises(InputError, match="is a zip file, but not a Word document"):
        open_template(out.getvalue())


def test_an_encrypted_zip_file_is_refused() -> None:
    """The flag of the first part says so."""
    at = GOOD.index(b"PK\x01\x02") + 8
    locked = GOOD[:at] + struct.pack("<H", 1) + GOOD[at + 2 :]

    with pytest.raises(InputError, match="is encrypted with a password"):
        open_template(locked)
