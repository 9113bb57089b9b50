"""The formats of a report, by file extension."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from practices_catalog.faults import Place, naming, refuse
from reports.colors import in_colors
from reports.pdf import Progress, render_report
from reports.views.report import report_view
from reports.views.subject import Subject

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format of the report.

    Attributes:
        ending: the file extension, with its dot.
        name: the format's name for people.
        module: has `write(subject, view, template) -> bytes`, where `template` is the content of a house template,
            or b"" for none; "" for the PDF, which is rendered in a child process. If it takes templates, its module
            `house` has `open_template(content)`.
        takes_template: whether a house template of the same format can be given.
    """

    ending: str
    name: str
    media_type: str
    module: str = ""
    takes_template: bool = False


FORMATS = {
    each.ending: each
    for each in (
        ReportFormat(".pdf", "PDF", "application/pdf"),
        ReportFormat(".docx", "Word", f"{OFFICE}.wordprocessingml.document", "reports.formats.word", True),
        ReportFormat(".pptx", "PowerPoint", f"{OFFICE}.presentationml.presentation", "reports.formats.slides", True),
        ReportFormat(".xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", "reports.formats.sheets"),
        ReportFormat(".html", "HTML", "text/html", "reports.formats.page"),
        ReportFormat(".md", "Markdown", "text/markdown", "reports.formats.markdown"),
    )
}


def format_of(path: Path) -> ReportFormat:
    """Return the format that a file's name asks for.

    Raises:
        InputError: no format has the extension, or the file has none.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        ending = path.suffix
        wrong = f"a report can't be written as {ending!r}" if ending else "the name doesn't say what report to write"
        raise refuse(wrong, f"end the name in one of {', '.join(FORMATS)}", Place(str(path)))
    return found


def read_template(path: Path, form: ReportFormat) -> bytes:
    """Return the content of a house template.

    Raises:
        InputError: it can't be read or used, or the format doesn't use templates or needs one in another format.
    """
    place = Place(str(path))
    if not form.takes_template or path.suffix.lower() != form.ending:
        takes = [each.ending for each in FORMATS.values() if each.takes_template]
        mend = f"give a {form.ending} file" if form.takes_template else f"write the report as {' or '.join(takes)}"
        raise refuse(f"{form.name} reports can't use this template", mend, place)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse(f"can't be read: {error.strerror}", "check the path", place) from None
    with naming(place):
        check_house_template(content, form)
    return content


def check_house_template(content: bytes, form: ReportFormat) -> None:
    """Check that a format can use a template.

    Raises:
        InputError: the format can't use it; the fault says why.
    """
    import_module(f"{form.module}.house").open_template(content)


def write_as(form: ReportFormat, subject: Subject, template: bytes = b"", progress: Progress | None = None) -> bytes:
    """Return the report in a format. The same input always gives the same bytes.

    Raises:
        InputError: the template can't be used, or an answer can't be laid out.
    """
    with in_colors(subject.options.colors):
        if not form.module:
            return render_report(subject, progress)
        written = import_module(form.module).write(subject, report_view(subject), template)
    assert isinstance(written, bytes)  # noqa: S101 - a format without its file is our bug
    return written
