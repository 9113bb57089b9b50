"""The report as a Word document: real styles, headings in order, tables to edit, alternative texts, the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import html
from PIL import Image

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Organization
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.document import plain_html
from reports.formats.word import write
from reports.options import Edition, ReportOptions, ReportPart
from reports.tokens import tokens
from reports.views.contents import TITLES
from reports.views.report import report_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap
from tests.support.word_documents import alternatives_of, headings_of, is_on, opened, words_of

Written = Callable[..., bytes]
FOOT = "Readiness is indicative, not a statement of conformity."


def sentences(markup: str) -> list[str]:
    """Return the text of each paragraph, list item and cell of the page, with single spaces."""
    page = html.document_fromstring(markup.replace("<br>", " "))
    blocks = page.xpath("//p | //li | //figcaption | //td[not(p)] | //th | //dt | //dd")
    texts = (re.sub(r"[ \t\r\n]+", " ", each.text_content()).strip() for each in blocks if "toc" not in _path(each))
    return [each for each in texts if each]


def _path(element: html.HtmlElement) -> str:
    return " ".join(each.get("class", "") for each in (element, *element.iterancestors()))


@pytest.mark.parametrize("edition", list(Edition))
def test_every_sentence_of_the_page_is_in_the_document(
    edition: Edition, few_catalogue: Catalogue, few_scores: Scores, few_roadmap: Roadmap, triage: Triage
) -> None:
    """All editions have what the PDF has; only the kickers that repeat a chapter's name are headings."""
    subject = Subject(few_catalogue, few_scores, few_roadmap, triage, ReportOptions(edition=edition))
    view = report_view(subject)
    text = words_of(write(subject, view, b""))

    found = sentences(plain_html(subject, view)[0])

    wanted = [" ".join(each.split()) for each in found]
    assert len(wanted) > 50
    assert [each for each in wanted if each not in text and each not in TITLES.values()] == []
    assert " ".join(view.verdict.lead.split()) in text
    assert view.verdict.headline in text


@pytest.mark.parametrize("edition", list(Edition))
def test_headings_have_real_styles_and_skip_no_level(edition: Edition, written: Written) -> None:
    """The chapters are headings of level 1, named as in the contents."""
    document = opened(written(ReportOptions(edition=edition)))

    found = headings_of(document)

    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {text for level, text in found if level == 1} <= set(TITLES.values())
    names = {each.style.name for each in document.paragraphs if each.style is not None}
    assert names >= {"List Bullet", "List Number", "Caption", "Figure"}
    assert len(names & {"Title", "Report Title"}) == 1


def test_the_contents_are_a_field_with_entries(full: bytes) -> None:
    """Each entry links to the heading it names, and the field can be updated."""
    document = opened(full)
    body = document.element.body
    codes = "".join(each.text for each in body.iter(qn("w:instrText")))
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    entries = [each for each in document.paragraphs if each.style and (each.style.name or "").startswith("toc ")]
    links = [each.get(qn("w:anchor")) for entry in entries for each in entry._p.iter(qn("w:hyperlink"))]  # noqa: SLF001

    assert r'TOC \o "1-2"' in codes
    assert [each.text for each in entries] == [
        re.sub(r"\s*\u2002.*$", "", text) for level, text in headings_of(document) if level <= 2
    ]
    assert set(links) <= marks
    assert len(links) == len(entries) > 20


def test_the_fields_begin_and_end(full: bytes) -> None:
    """Word refuses a document with an open field."""
    kinds = [each.get(qn("w:fldCharType")) for each in opened(full).element.body.iter(qn("w:fldChar"))]

    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 3


def test_ids_and_bookmarks_are_unique(full: bytes) -> None:
    """Names have at most the 40 characters that Word allows, and only letters, digits and underscores."""
    body = opened(full).element.body
    numbers = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    numbers += [each.get("id") for each in body.iter(qn("wp:docPr"))]
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]

    assert len(set(numbers)) == len(numbers)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\w{1,40}", each, re.ASCII) for each in names)


def test_tables_repeat_their_header_and_keep_their_rows_whole(full: bytes) -> None:
    """Every row stays on one page; the columns fill the page at most."""
    document = opened(full)
    heads = [each for each in document.tables if is_on(each.rows[0]._tr, "w:trPr/w:tblHeader")]  # noqa: SLF001
    rows = [row._tr for table in document.tables for row in table.rows]  # noqa: SLF001

    assert len(heads) > 10
    assert all(is_on(each, "w:trPr/w:cantSplit") for each in rows)
    assert {table.style.name for table in document.tables if table.style} == {"Report Table"}
    widths = [sum(column.width or 0 for column in table.columns) for table in document.tables]
    assert max(widths) <= Mm(174) + Pt(1)


def test_findings_of_the_summary_are_cards_side_by_side(written: Written) -> None:
    """Each card is a cell with the finding as a heading, so that the decisions fit on the same page."""
    document = opened(written(ReportOptions(edition=Edition.BOARD)))
    cards = next(
        each
        for each in document.tables
        if [cell.paragraphs[0].style.name for cell in each.rows[0].cells if cell.paragraphs[0].style][:1]
        == ["Heading 3"]
    )

    assert len(cards.rows) == 1
    assert all(cell.paragraphs[0].text for cell in cards.rows[0].cells)
    assert "First step." in cards.rows[0].cells[0].text


def test_no_row_of_a_table_is_alone_on_a_page(full: bytes) -> None:
    """The first row stays with the second, and the last row with the one before it."""
    tables = [[row for row in table.rows if not is_on(row._tr, "w:trPr/w:tblHeader")] for table in opened(full).tables]  # noqa: SLF001
    long = [rows for rows in tables if len(rows) > 1]

    assert long
    for rows in long:
        assert all(is_on(rows[place]._tr, "w:tc/w:p/w:pPr/w:keepNext") for place in (0, -2))  # noqa: SLF001


def test_only_chapters_begin_on_a_new_page(full: bytes) -> None:
    """Phases follow one another as in the PDF, so that no page is nearly empty."""
    document = opened(full)
    broken = [each for each in document.paragraphs if each.paragraph_format.page_break_before]

    assert [each.text for each in broken] == []


def test_levels_have_their_color_and_numeral(full: bytes) -> None:
    """The fill is the design token's, and a reader without color has the number."""
    fills = {tokens()[f"level-{level}"][1:].upper(): str(level) for level in range(6)}
    cells = [
        (fills[shade.get(qn("w:fill"))], "".join(each.text for each in cell.iter(qn("w:t"))))
        for cell in opened(full).element.body.iter(qn("w:tc"))
        if (shade := cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")) is not None and shade.get(qn("w:fill")) in fills
    ]

    assert len(cells) > 20
    assert all(shown.startswith(level) for level, shown in cells)


def test_pictures_have_alternative_texts_and_fit_the_page(full: bytes) -> None:
    """Each chart has its description, and a numbered caption if the page has one."""
    document = opened(full)
    captions = [each.text for each in document.paragraphs if each.style and each.style.name == "Caption"]

    found = alternatives_of(document)

    assert len(found) >= 4
    assert all(len(each) > 20 for each in found)
    assert all(shape.width <= Mm(174) for shape in document.inline_shapes)
    assert [each.split(".")[0] for each in captions] == [f"Figure {number}" for number in range(1, len(captions) + 1)]


def test_numbered_lists_start_at_1(written: Written) -> None:
    """Each list has a numbering of its own."""
    document = opened(written(ReportOptions(edition=Edition.BOARD)))
    numbers = [
        each._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))  # noqa: SLF001
        for each in document.paragraphs
        if each.style and each.style.name == "List Number"
    ]
    root = document.part.numbering_part.element
    starts = {
        each.get(qn("w:numId"))
        for each in root.findall(qn("w:num"))
        if each.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
    }

    assert len(set(numbers)) == 2
    assert set(numbers) <= starts


def test_head_and_foot_have_organization_disclaimer_and_page_number(written: Written) -> None:
    """The cover has neither; pages are A4."""
    section = opened(written()).sections[0]

    foot = section.footer._element  # noqa: SLF001 - fields have no public way
    assert section.header.paragraphs[0].text.startswith("Northfield Hospitals")
    assert FOOT in section.footer.paragraphs[0].text
    assert [each.text.strip() for each in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_properties_are_those_of_the_assessment(full: bytes) -> None:
    """Nobody is named as the author, and the dates aren't today's."""
    known = opened(full).core_properties

    assert known.title == "Capability assessment of Northfield Hospitals"
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
    assert known.language == "en-US"
    assert known.created == known.modified
    assert known.created is not None
    assert known.created.replace(tzinfo=None) == datetime(2026, 6, 3)  # noqa: DTZ001 - as the file has it


def test_the_same_assessment_gives_the_same_bytes(full: bytes, written: Written) -> None:
    """The parts of the zip file have no date either."""
    with zipfile.ZipFile(BytesIO(full)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert written(ReportOptions(edition=Edition.FULL)) == full


def test_the_trademark_notice_is_in_every_edition(written: Written) -> None:
    """The board's edition has no cover; the notice is there once."""
    text = words_of(written(ReportOptions(edition=Edition.BOARD)))

    assert text.count("ITIL is a registered trademark of PeopleCert") == 1


@pytest.mark.parametrize("part", list(ReportPart))
def test_each_part_can_be_written_alone(part: ReportPart, written: Written) -> None:
    """The document has a title and at most this chapter."""
    document = opened(written(ReportOptions(chosen=frozenset({part}))))

    chapters = [text for level, text in headings_of(document) if level == 1]
    assert chapters in ([], [TITLES.get(part, "")])
    assert document.core_properties.title


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("respondents", [0, 1])
def test_odd_assessments_are_written(
    edition: Edition, respondents: int, few_answers: Assessment, written: Written
) -> None:
    """Nothing assessed or one respondent, without a roadmap: the chapters without content are left out."""
    alone = replace(few_answers, responses=few_answers.responses[:respondents], consensus={})

    document = opened(written(ReportOptions(edition=edition), answers=alone, has_roadmap=False))

    chapters = [text for level, text in headings_of(document) if level == 1]
    assert chapters[0] == "Summary"
    assert "Roadmap" not in chapters


def test_hostile_texts_are_shown_as_typed(few_answers: Assessment, written: Written) -> None:
    """Control characters appear as their code, and markup stays text (FL-027)."""
    comment = "\x1b[31mred\x00 <b>bold</b> &amp; \u202egnp.exe ]]>"
    one = replace(few_answers.responses[0], answers={"incident-management.1": Answer(Rating.P, comment=comment)})
    hostile = replace(
        few_answers, responses=(one,), organization=Organization("Acme <i>\x0bOperations</i>" * 20), consensus={}
    )

    content = written(ReportOptions(edition=Edition.FULL), answers=hostile)

    assert "[U+001B][31mred[U+0000] <b>bold</b> &amp; [U+202E]gnp.exe ]]>" in words_of(content)
    assert "[U+000B]Operations</i>" in words_of(content)
    assert len(opened(content).core_properties.title) <= 255


def test_the_logo_is_on_the_cover(written: Written) -> None:
    """It has its alternative text and at most the size that the PDF gives it."""
    logo = BytesIO()
    Image.new("RGB", (900, 600)).save(logo, "PNG")

    document = opened(written(ReportOptions(logo=logo.getvalue())))

    shape = document.inline_shapes[0]
    assert alternatives_of(document)[0] == "Logo of Northfield Hospitals"
    assert shape.width <= Mm(60)
    assert shape.height <= Mm(20)


def test_a_statement_that_is_open_is_hatched(
    few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, few_answers: Assessment, written: Written
) -> None:
    """The pattern tells it from a statement rated N."""
    bare = replace(few_answers.responses[0], answers={"incident-management.1": Answer(Rating.F)})
    open_ones = replace(few_answers, responses=(bare,), consensus={})
    assert score(few_catalogue, few_questions, triage, open_ones).practice["incident-management"].answered != 1

    body = opened(written(answers=open_ones)).element.body

    assert "thinDiagStripe" in {each.get(qn("w:val")) for each in body.iter(qn("w:shd"))}
