"""House templates: their look is taken over, their slides are not, and files that can't be used are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from practices_catalog.faults import InputError
from questionnaires.answers.workbook_safety import OLE
from reports.formats.house_templates import MOST_BYTES
from reports.formats.slides.house import house
from reports.views.subject import Subject
from tests.support.decks import charts, texts, titles

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OLD_TEXT = "Offer to another client"

Written = Callable[..., Any]


def made(deck: Any) -> bytes:
    """Return a presentation as a file."""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def changed(template: bytes, **parts: bytes | None) -> bytes:
    """Return a file with parts replaced, added, or removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def types(template: bytes, old: str, new: str) -> bytes:
    """Return a file whose content types say something else."""
    known = zipfile.ZipFile(io.BytesIO(template)).read("[Content_Types].xml").decode()
    assert old in known
    return changed(template, **{"[Content_Types].xml": known.replace(old, new).encode()})


@pytest.fixture(scope="module")
def template() -> bytes:
    """A template of another format and font, with a slide of its own in a section and a custom show."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = OLD_TEXT
    slide.notes_slide.notes_text_frame.text = OLD_TEXT
    return made(deck)


def test_the_templates_layouts_theme_and_size_are_used(subject: Subject, written: Written, template: bytes) -> None:
    """Layouts are found by what they hold."""
    deck = written(subject, template)

    assert (deck.slide_width, deck.slide_height) == (Pt(720), Pt(540))
    assert [slide.slide_layout.name for slide in deck.slides] == ["Title Slide", *["Title Only"] * 8]
    assert len(charts(deck)) == 4


def test_nothing_of_the_templates_slides_stays(subject: Subject, written: Written, template: bytes) -> None:
    """Neither their text nor their notes nor a picture of them."""
    deck = written(subject, template)
    archive = zipfile.ZipFile(io.BytesIO(made(deck)))

    assert not any(OLD_TEXT.encode() in archive.read(name) for name in archive.namelist())
    assert not any("thumbnail" in name for name in archive.namelist())
    assert len(titles(deck)) == 9  # on narrow slides, the decisions need one of their own


def test_no_placeholder_stays_empty(subject: Subject, written: Written, template: bytes) -> None:
    """An empty one would ask the audience to click to add text."""
    for slide in written(subject, template).slides:
        assert all(each.text_frame.text for each in slide.placeholders)


def test_everything_lies_on_the_slide(subject: Subject, written: Written, template: bytes) -> None:
    """Narrower slides have less text, but the trade marks and the disclaimer stay whole."""
    deck = written(subject, template)

    for slide in deck.slides:
        assert "not a statement of conformity." in texts(slide)
        assert all(shape.left + shape.width <= deck.slide_width for shape in slide.shapes)
        assert all(shape.top + shape.height <= deck.slide_height for shape in slide.shapes)
    assert "affiliated with any of these owners." in texts(deck.slides[-1])


def test_a_layout_without_footer_gets_one(subject: Subject, written: Written) -> None:
    """The slide has its number all the same."""
    deck = Presentation()
    for layout in deck.slide_layouts:
        for each in list(layout.placeholders):
            if each.placeholder_format.idx in {10, 11, 12}:
                each.element.getparent().remove(each.element)
    for number, slide in enumerate(written(subject, made(deck)).slides, 1):
        assert "not a statement of conformity." in texts(slide)
        assert str(number) in {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}


def test_a_template_with_one_layout_is_enough(subject: Subject, written: Written) -> None:
    """Without a title slide, the content layout is also the first slide."""
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Title and Content":
            deck.slide_layouts.remove(layout)
    result = written(subject, made(deck))

    assert {slide.slide_layout.name for slide in result.slides} == {"Title and Content"}
    assert "Capability assessment of Northfield Hospitals" in texts(result.slides[0])


def test_sections_and_custom_shows_are_removed_with_the_slides(template: bytes) -> None:
    """They would refer to slides that are gone."""
    known = zipfile.ZipFile(io.BytesIO(template)).read("ppt/presentation.xml").decode()
    show = '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst/></p:custShow></p:custShowLst>'
    extra = '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"/></p:extLst>'
    with_both = known.replace("<p:defaultTextStyle>", f"{show}<p:defaultTextStyle>").replace(
        "</p:presentation>", f"{extra}</p:presentation>"
    )
    assert with_both.count("custShowLst") == 2

    left = {
        each.tag.split("}")[1]
        for each in house(changed(template, **{"ppt/presentation.xml": with_both.encode()})).deck.element
    }

    assert not {"custShowLst", "extLst"} & left


def refused(content: bytes) -> str:
    """Return the fault of a template."""
    with pytest.raises(InputError) as caught:
        house(content)
    (fault,) = caught.value.faults
    assert str(fault.place) == "--template"
    assert fault.mend
    return fault.wrong


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (OLE + b"EncryptedPackage", "is encrypted with a password, or isn't a PowerPoint presentation"),
        (b"%PDF-1.7", "isn't a PowerPoint presentation"),
        (b"PK\x03\x04 and then nothing", "is damaged or incomplete"),
        (b"PK\x03\x04" + bytes(MOST_BYTES), "is larger than 30 MB"),
    ],
)
def test_what_is_no_presentation_is_refused(content: bytes, wrong: str) -> None:
    """The fault says what it is."""
    assert refused(content) == wrong


def test_macros_are_refused(template: bytes) -> None:
    """The deck must not carry someone's program into a board room."""
    macros = types(template, MAIN, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")

    assert refused(macros) == "contains macros"


def test_other_kinds_of_office_files_are_refused(template: bytes) -> None:
    """A renamed .potx, a Word document, and any other zip file."""
    assert refused(types(template, MAIN, MAIN.replace("presentation.main", "template.main"))) == (
        "is saved as a template file"
    )
    assert refused(types(template, MAIN, "text/xml")) == "isn't a PowerPoint presentation"
    assert refused(changed(template, **{"[Content_Types].xml": None})) == (
        "is a zip file, but not a PowerPoint presentation"
    )


def test_bombs_are_refused(template: bytes) -> None:
    """Too much when unpacked, or too many tags."""
    assert "which is too much for a template" in refused(changed(template, **{"ppt/media/a.bmp": bytes(61_000_000)}))
    many = b"<a>" + b"<b/>" * 500_000 + b"</a>"
    assert refused(changed(template, **{"ppt/a.xml": many})) == "has far more content than a template"


def test_document_types_are_refused(template: bytes) -> None:
    """They can refer to other files."""
    assert "declares a document type" in refused(changed(template, **{"ppt/a.xml": b"<!DOCTYPE a><a/>"}))


def test_damaged_parts_are_refused(template: bytes) -> None:
    """The zip file is sound, but a part isn't XML."""
    assert refused(changed(template, **{"ppt/presentation.xml": b"<p:presentation"})) == "is damaged or incomplete"


def test_a_template_without_a_usable_layout_is_refused() -> None:
    """A title is needed, and room below it."""
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)

    assert refused(made(deck)) == "has no layout with a title and enough free space below it"
