"""The report as a PDF: accessible, complete, reproducible, and possible for any assessment."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pytest

from practices_catalog.faults import InputError
from practices_catalog.model import Catalogue
from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from reports.document import plain_html
from reports.documents.plan import plan_document
from reports.documents.score import score_document
from reports.options import Edition, ReportOptions, ReportPart
from reports.pdf import render_report
from reports.views.report import report_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap

URL = (
    "https://wiki.example.org/spaces/OPS/pages/0123456789/Verzeichnis_aller_Konfigurationselemente_und_ihrer_"
    "Beziehungen?version=17&anchor=abcdefghijklmnopqrstuvwxyz"
)
SENTENCE = "The list is kept by hand and nobody checks it against what is running. "
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_NAME = (
    "Landesbetrieb für zentrale Informations- und Kommunikationsdienste der Krankenhausversorgung "
    "Nordwestmecklenburg-Ludwigslust-Parchim, Anstalt des öffentlichen Rechts (in Gründung)"
)
STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")
JOINED = str.maketrans("", "", "- ")

Words = Callable[[bytes], str]
Failures = Callable[[bytes], list[str]]
Report = Callable[..., bytes]


@pytest.fixture(scope="module")
def full(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> bytes:
    """The report of all practices."""
    return render_report(Subject(catalogue, scores, roadmap, triage, ReportOptions(edition=Edition.FULL)))


def boxes(pdf: bytes) -> tuple[int, list[str]]:
    """Return the number of pages and any text outside a page, word by word."""
    result = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, check=True, capture_output=True)
    pages, outside = 0, []
    for line in result.stdout.decode().splitlines():
        pages += "<page " in line
        if "<word " in line:
            left, top, right, bottom = (
                float(line.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin", "xMax", "yMax")
            )
            if left < 0 or top < 0 or right > 595.3 or bottom > 841.9:
                outside.append(line)
    return pages, outside


def page_text(pdf: bytes, number: int) -> str:
    """Return the words of one page, separated by single spaces."""
    command = ["pdftotext", "-f", str(number), "-l", str(number), "-", "-"]
    return " ".join(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode().split())


def test_the_report_keeps_every_rule_of_pdf_ua(full: bytes, ua_failures: Failures) -> None:
    """This covers tags, titles, alternative texts, glyphs and links."""
    assert ua_failures(full) == []


def test_the_report_keeps_every_rule_of_pdf_a_3u(full: bytes, archive_failures: Failures) -> None:
    """The file can be archived: colors, fonts, characters, metadata and attachments."""
    assert archive_failures(full) == []
    ends = [full[found.end() + int(found[1]) :][:10] for found in STREAM.finditer(full)]
    assert set(ends) == {b"\nendstream"}


def test_the_metadata_claims_both_standards(full: bytes) -> None:
    """PDF/A-3u and PDF/UA-1, in one description that any program can read."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == "3U"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert "/Filter" not in pdf.Root.Metadata
        assert [str(each.S) for each in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]


def test_the_data_is_attached_with_the_date_of_the_assessment(full: bytes, scores: Scores, roadmap: Roadmap) -> None:
    """Both documents are exactly those that `wayfinder score` and `wayfinder plan` print."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        files = {name: spec.get_file() for name, spec in pdf.attachments.items()}
        data = {name: json.loads(file.read_bytes()) for name, file in files.items()}
        dates = {str(file.obj.Params[key]) for file in files.values() for key in ("/CreationDate", "/ModDate")}
        listed: list[Any] = list(pdf.Root.AF)
        relations = [(str(each.UF), str(each.AFRelationship)) for each in listed]
        kinds = {file.mime_type for file in files.values()}

    assert data == {"score.json": score_document(scores), "plan.json": plan_document(roadmap)}
    assert dates == {"D:20260603000000Z"}
    assert relations == [("score.json", "/Data"), ("plan.json", "/Data")]
    assert kinds == {"application/json"}


def test_attached_data_names_nobody_whom_the_report_does_not_name(few_answers: Assessment, report_of: Report) -> None:
    """The document is made from the renamed assessment, and holds no comment, evidence or reason."""
    unnamed = replace(
        few_answers,
        responses=tuple(
            replace(each, respondent=Respondent(f"anonymous-{number}", NAMELESS))
            for number, each in enumerate(few_answers.responses, 1)
        ),
    )

    with pikepdf.open(io.BytesIO(report_of(unnamed))) as pdf:
        attached = {name: spec.get_file().read_bytes().decode() for name, spec in pdf.attachments.items()}

    typed = {
        words
        for response in few_answers.responses
        for answer in response.answers.values()
        for words in (answer.evidence, answer.comment, answer.reason)
        if words
    }
    assert set(attached) == {"score.json"}
    document = json.loads(attached["score.json"])
    assert {each["name"] for each in document["respondents"]} == {NAMELESS}
    assert all(each["ratings"] == {} for each in document["disagreements"])
    assert typed
    assert [words for words in typed if words in attached["score.json"]] == []


def test_a_report_without_a_date_gives_the_same_bytes_too(few_answers: Assessment, report_of: Report) -> None:
    """Its attachments don't have the date of the day on which it is made."""
    undated = replace(few_answers, assessed_on="")

    first = report_of(undated)

    assert report_of(undated) == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert str(pdf.attachments["score.json"].get_file().obj.Params.ModDate).startswith("D:1980")


def test_a_second_checker_finds_no_errors(full: bytes, tmp_path: Path) -> None:
    """It checks reading order, header cells and link texts."""
    file = tmp_path / "full.pdf"
    file.write_bytes(full)

    outloud = Path(os.sys.executable).with_name("outloud")  # type: ignore[attr-defined]
    result = subprocess.run([outloud, "--quiet", str(file)], check=False, capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


def test_the_same_assessment_gives_the_same_bytes(
    few_answers: Assessment, few_roadmap: Roadmap, report_of: Report
) -> None:
    """No time and no random values get into the file."""
    first = report_of(few_answers, few_roadmap)

    assert report_of(few_answers, few_roadmap) == first


def test_title_language_bookmarks_and_scopes_are_set(full: bytes) -> None:
    """Bookmarks have three levels, each header cell has a scope, links are printed, and dates are the assessment's."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.docinfo["/Title"] == "Capability assessment of Northfield Hospitals"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260603")
        chapters = [child.title for child in pdf.open_outline().root[0].children]
        headers = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        links = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Annot"]
        assert all("/Scope" in header.A for header in headers)
        assert all(link.F == 4 for link in links)
    assert chapters[:3] == ["Contents", "Summary", "Findings"]


def test_every_chapter_starts_a_page(full: bytes) -> None:
    """Each has its own page, and those of a kind are at the same height: with a line above the title, or without."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        found: list[Any] = [child.destination for child in pdf.open_outline().root[0].children]
        pages = [pdf.pages.index(each[0]) for each in found]
        heights = {round(float(each[3])) for each in found}

    assert len(set(pages)) == len(pages) == 15
    assert len(heights) == 2


def test_running_heads_are_artifacts(full: bytes) -> None:
    """The organization's name above each page is outside the tag tree."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        assert b"/Artifact\n<</Type /Pagination>>" in pdf.pages[5].Contents.read_bytes()


def test_fonts_are_embedded_and_shipped(full: bytes, tmp_path: Path) -> None:
    """None of the host's fonts is used."""
    file = tmp_path / "full.pdf"
    file.write_bytes(full)

    lines = subprocess.run(["pdffonts", str(file)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]

    assert all("+Report-" in line and " yes yes yes " in line for line in lines)


def test_metadata_reveals_no_host_and_no_path(full: bytes) -> None:
    """Downloads reveal no login, host or path."""
    with pikepdf.open(io.BytesIO(full)) as pdf:
        said = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
    assert str(Path.home()) not in said
    assert str(Path(__file__).parents[2]) not in said


def test_nothing_is_drawn_outside_the_page(full: bytes) -> None:
    """Every word is inside the A4 page."""
    pages, outside = boxes(full)

    assert pages > 40
    assert outside == []


def test_every_word_that_someone_typed_is_in_the_report(full: bytes, assessment: Assessment, words_of: Words) -> None:
    """This covers comments, evidence, reasons and the assessor's notes."""
    text = words_of(full)
    typed = {
        words
        for response in assessment.responses
        for answer in response.answers.values()
        for words in (answer.evidence, answer.comment, answer.reason)
    } | {each.note for each in assessment.consensus.values()}

    assert [words for words in typed if words not in text] == []


@pytest.mark.parametrize("part", list(ReportPart))
def test_without_a_part_no_link_leads_nowhere(
    few_catalogue: Catalogue, few_scores: Scores, few_roadmap: Roadmap, triage: Triage, part: ReportPart
) -> None:
    """No other part may refer to it, and no heading skips a rank."""
    options = ReportOptions(edition=Edition.FULL, left_out=frozenset({part}))
    subject = Subject(few_catalogue, few_scores, few_roadmap, triage, options)

    page = lxml.html.document_fromstring(plain_html(subject, report_view(subject))[0])

    targets = {str(each) for each in page.xpath("//@id")}
    ranks = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert [each for each in map(str, page.xpath("//@href")) if each[0] == "#" and each[1:] not in targets] == []
    assert [pair for pair in pairwise([0, *ranks]) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("first", range(4))
def test_parts_may_be_left_out(
    few_answers: Assessment, few_roadmap: Roadmap, first: int, report_of: Report, ua_failures: Failures
) -> None:
    """The remaining tags, links and bookmarks still keep every rule."""
    left_out = frozenset(list(ReportPart)[first::4])
    pdf = report_of(few_answers, few_roadmap, ReportOptions(edition=Edition.FULL, left_out=left_out))

    assert ua_failures(pdf) == []


def test_without_a_cover_the_first_chapter_starts_immediately(
    few_answers: Assessment, few_roadmap: Roadmap, report_of: Report, words_of: Words
) -> None:
    """The summary still takes one page under the title, and the trademark notice ends the report."""
    left_out = frozenset({ReportPart.COVER, ReportPart.CONTENTS})
    pdf = report_of(few_answers, few_roadmap, ReportOptions(edition=Edition.FULL, left_out=left_out))
    first, second = (page_text(pdf, number) for number in (1, 2))

    assert "Capability assessment of Northfield Hospitals" in first
    assert "What we found" in first
    assert "Findings" in second
    assert words_of(pdf).count("ITIL is a registered trademark of PeopleCert") == 1


def test_the_running_head_of_a_long_name_has_at_most_two_lines(few_answers: Assessment, report_of: Report) -> None:
    """The cover has the whole name."""
    pdf = report_of(replace(few_answers, organization=Organization(LONG_NAME)))

    assert "in Gründung)" in page_text(pdf, 1)
    assert "in Gründung)" not in page_text(pdf, 3)


def test_a_report_without_roadmap_and_triage_is_made(
    few_answers: Assessment, report_of: Report, words_of: Words
) -> None:
    """Neither the roadmap chapter nor its entry in the contents remains."""
    bare = replace(few_answers, responses=tuple(replace(each, triage={}) for each in few_answers.responses))

    text = words_of(report_of(bare))

    assert "based on the levels" in text
    assert "Roadmap" not in text.replace("assessment and roadmap", "")


@pytest.mark.parametrize("responses", [0, 1])
def test_a_report_of_none_or_one_respondent_is_made(
    few_answers: Assessment, responses: int, report_of: Report, words_of: Words, ua_failures: Failures
) -> None:
    """Nothing is said about agreement where there is nothing to compare."""
    alone = replace(few_answers, responses=few_answers.responses[:responses], consensus={})

    pdf = report_of(alone)

    assert "Where respondents disagree" not in words_of(pdf)
    assert ua_failures(pdf) == []


def test_a_report_in_which_nothing_applies_is_made(
    few_questions: Questionnaire, few_answers: Assessment, report_of: Report, words_of: Words
) -> None:
    """Every answer is NA: there is no level or index, and each reason is given."""
    none = {s.id: Answer(Rating.NA, reason="Bought as a service.") for s in few_questions.statements}
    answers = replace(few_answers, responses=(replace(few_answers.responses[0], answers=none),), consensus={})

    pdf = report_of(answers)

    assert "Not applicable: Change enablement, Incident management and Service desk. Bought as a service." in words_of(
        pdf
    )


def test_a_roadmap_without_a_step_says_so(
    few_answers: Assessment, few_roadmap: Roadmap, report_of: Report, words_of: Words
) -> None:
    """All targets have been reached, and there is no empty chart (FL-034)."""
    phases = tuple(replace(phase, steps=(), capacity=Fraction(0)) for phase in few_roadmap.phases)
    done = replace(few_roadmap, phases=phases, unplanned=(), notes=("All targets are reached.",), worth=Fraction(0))

    text = words_of(report_of(few_answers, done))

    assert "All targets are reached. No steps are planned." in text


def test_very_long_texts_are_complete_and_inside_the_page(
    few_answers: Assessment, report_of: Report, words_of: Words
) -> None:
    """There are fourteen respondents with long names, an unbroken URL, and a comment of two pages (FL-025)."""
    numbered = " ".join(f"{number} {SENTENCE.strip()}" for number in range(120))
    special = {
        "service-desk.3": Answer(Rating.P, evidence=URL, comment=numbered),
        "incident-management.2": Answer(Rating.L, comment=COMPOUND),
    }
    base = few_answers.responses
    responses = tuple(
        replace(
            base[number % 3],
            respondent=Respondent(f"r{number:02}", f"Respondent {number} of the department for {COMPOUND}"),
            answers={**base[number % 3].answers, **(special if number == 0 else {})},
        )
        for number in range(14)
    )
    answers = replace(few_answers, organization=Organization(LONG_NAME), responses=responses)

    pdf = report_of(answers)

    text = words_of(pdf)
    assert boxes(pdf)[1] == []
    assert LONG_NAME.translate(JOINED) in text.translate(JOINED)
    assert URL in text.replace(" ", "")
    assert COMPOUND in text.replace(" ", "")
    assert all(f"{number} The list is kept by hand" in text for number in range(120))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert LONG_NAME in str(opened.docinfo["/Title"])
        assert LONG_NAME in opened.open_outline().root[0].title


def test_a_statement_and_its_comments_stay_on_one_page(few_answers: Assessment, report_of: Report) -> None:
    """Every page of a ladder starts with a row's level, no matter how many comments a statement has."""
    wordy = Answer(Rating.P, evidence=SENTENCE * 3, comment=SENTENCE * 3)
    responses = tuple(replace(each, answers=dict.fromkeys(each.answers, wordy)) for each in few_answers.responses)

    pdf = report_of(replace(few_answers, responses=responses, consensus={}))

    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    begun = re.findall(r"Evidence and comments What to do\s+(\S+)", text)
    assert len(begun) > len(few_answers.responses)
    assert [each for each in begun if each not in "12345"] == []


def test_hostile_texts_are_printed_as_typed(few_answers: Assessment, report_of: Report, words_of: Words) -> None:
    """This covers markup, template syntax, control characters, a lone surrogate and a direction override (FL-027)."""
    comments = (
        "]]> & <b>bold</b> &amp; {{ 7*7 }} {% raw %}",
        "\x1b[31mred\x00 \ufffe \ud83d \u202egnp.exe",
        "url(x) <img src=http://a>",
    )
    answers = {
        f"incident-management.{level}": Answer(Rating.P, comment=comment) for level, comment in enumerate(comments, 1)
    }
    one = replace(few_answers.responses[0], answers=answers)
    hostile = replace(
        few_answers, responses=(one,), organization=Organization("Acme <i>\x0bOperations</i>"), consensus={}
    )

    pdf = report_of(hostile)

    text = words_of(pdf)
    assert comments[0] in text
    assert "[U+001B][31mred[U+0000] [U+FFFE] [U+D83D] [U+202E]gnp.exe" in text
    assert comments[2] in text
    assert "Acme <i>[U+000B]Operations</i>" in text


NAMES = {
    "greek": "Γεώργιος Παπαδόπουλος",
    "cyrillic": "Алексей Щербаков",
    "chinese": "王小明",
    "japanese": "日本語 カタカナ",
    "korean": "한국어 이름",
    "arabic": "محمد عبد الله",
    "hebrew": "שלום עולם",
    "thai": "ประเทศไทย",
    "devanagari": "हिन्दी नाम",
    "emoji": "Team 🚀 😀 ✓ →",
    "unknown": "\U00013000",
}


def test_names_in_many_scripts_are_legible(
    few_answers: Assessment, report_of: Report, words_of: Words, ua_failures: Failures
) -> None:
    """All glyphs are in embedded fonts, none is missing, and the text can be extracted."""
    response: Response = few_answers.responses[0]
    responses = tuple(replace(response, respondent=Respondent(key, name)) for key, name in NAMES.items())
    answers = replace(few_answers, responses=responses, organization=Organization("中央医院 🏥 مستشفى"), consensus={})

    pdf = report_of(answers)

    text = words_of(pdf)
    assert ua_failures(pdf) == []
    missing = [key for key, name in NAMES.items() for word in name.split() if word not in text and key != "unknown"]
    assert missing == []
    assert "[U+13000]" in text


def test_a_report_that_takes_too_long_names_the_longest_answer(
    few_catalogue: Catalogue, few_scores: Scores, triage: Triage
) -> None:
    """The limit ends the child process, and the message says what to shorten."""
    with pytest.raises(
        InputError, match=r"wasn't ready after 0.01 seconds; the longest answer has \d+ characters; shorten"
    ):
        render_report(Subject(few_catalogue, few_scores, None, triage, ReportOptions(time_limit_seconds=0.01)))


def test_progress_rises_to_1(few_catalogue: Catalogue, few_scores: Scores, triage: Triage) -> None:
    """Shares never fall."""
    shares: list[float] = []

    render_report(Subject(few_catalogue, few_scores, None, triage), lambda _stage, share: shares.append(share))

    assert shares == sorted(shares)
    assert shares[-1] == 1
