"""The client package: everything handed over to a client, in one archive."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from app.jobs.child import ReportProgress
from practices_catalog.faults import InputError
from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.template import Template
from questionnaires.answers.text import slug
from questionnaires.answers.writing import response_bytes
from reports.chart_files import chart_file
from reports.documents.plan import plan_document
from reports.documents.score import score_document
from reports.formats.archives import packed
from reports.formats.registry import FORMATS, write_as
from reports.gallery import CHARTS, ChartData, draw
from reports.views.focus import focus_frameworks
from reports.views.subject import Subject

REPORTS = (".pdf", ".docx", ".pptx", ".xlsx")
WRITTEN = 0.8
"""The share of the work that goes into the reports; charts and data take the rest."""


def client_package(
    subject: Subject, templates: Mapping[str, bytes], stem: str, progress: ReportProgress, *, with_answers: bool
) -> bytes:
    """Return a zip file with the report in four formats, the charts and the data; the same input gives the same bytes.

    Args:
        subject: what the reports are about.
        templates: the organization's own templates, by file extension.
        stem: the beginning of all file names.
        progress: called with the stage and the share done.
        with_answers: whether to add what each named respondent answered, as workbooks.

    Raises:
        InputError: a template can't be used, or an answer can't be laid out.
    """
    answers = _answers(subject) if with_answers else ()
    return packed(chain(_files(subject, templates, stem, progress), answers))


def _files(
    subject: Subject, templates: Mapping[str, bytes], stem: str, progress: ReportProgress
) -> Iterator[tuple[str, bytes]]:
    for number, ending in enumerate(REPORTS):
        form, start, share = FORMATS[ending], WRITTEN * number / len(REPORTS), WRITTEN / len(REPORTS)
        progress(f"Writing the {form.name} file", start)

        def within(stage: str, done: float, start: float = start, share: float = share) -> None:
            progress(stage, start + share * done)

        yield f"{stem}{ending}", write_as(form, subject, templates.get(ending, b""), within)
    progress("Drawing the charts", WRITTEN)
    yield from _charts(subject)
    progress("Writing the data", 0.95)
    yield "data/score.json", _json(score_document(subject.scores))
    if subject.roadmap:
        yield "data/plan.json", _json(plan_document(subject.roadmap))


def _charts(subject: Subject) -> Iterator[tuple[str, bytes]]:
    focus = tuple(each.framework for each in focus_frameworks(subject))
    for name in CHARTS:
        framework = focus[0] if name == "readiness" and focus else ""
        for ending in ("svg", "png"):
            try:
                chart = draw(name, ChartData(subject, subject.earlier, framework))
            except InputError:  # nothing to show
                continue
            yield f"charts/{chart.name}.{ending}", chart_file(chart, ending)


def _answers(subject: Subject) -> Iterator[tuple[str, bytes]]:
    """Yield a workbook for each named respondent; a number distinguishes people with the same name."""
    assert subject.triage is not None  # noqa: S101 - the application always has one
    named = (each for each in subject.scores.assessment.responses if not is_anonymous(each.respondent))
    for number, response in enumerate(named, 1):
        template = Template(
            subject.scores.questionnaire, subject.catalogue, subject.triage, response, for_assessor=False
        )
        path = Path(f"answers/{number:02}-{slug(response.respondent.label, 'respondent')}.xlsx")
        yield path.as_posix(), response_bytes(path, template)


def _json(document: object) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"
