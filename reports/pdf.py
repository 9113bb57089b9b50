"""The report as a tagged PDF with bookmarks. The same input always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from practices_catalog.faults import Place, refuse
from questionnaires.scoring.model import Scores
from reports.document import report_html
from reports.rendering import Renderer, RenderTimeoutError
from reports.views.subject import Subject

Progress = Callable[[str, float], None]


def render_report(subject: Subject, progress: Progress | None = None) -> bytes:
    """Return the report of an assessment as PDF/UA-1 and PDF/A-3u, with its data attached.

    Args:
        subject: the scores and their content, the roadmap if there is one, and the options.
        progress: called with the name of the stage and the share that is done, from 0 to 1.

    Raises:
        InputError: rendering took longer than the limit; the fault names the longest answer.
    """
    limit = subject.options.time_limit_seconds
    tell = progress or (lambda _stage, _share: None)
    with Renderer() as renderer:
        tell("Writing the pages", 0.02)
        html, assets = report_html(subject)
        try:
            return renderer.render(html, assets, limit, tell)
        except RenderTimeoutError:
            where, length = _longest_answer(subject.scores)
            raise refuse(
                f"the report wasn't ready after {limit:g} seconds; the longest answer has {length} characters",
                "shorten that answer, or leave out the appendix",
                Place(key=where),
            ) from None


def _longest_answer(scores: Scores) -> tuple[str, int]:
    """Return the statement and respondent with the longest answer, and its length."""
    lengths = [
        (
            len(given.answer.comment + given.answer.evidence + given.answer.reason),
            f"{statement}, {given.respondent.label}",
        )
        for statement, score in scores.statement.items()
        for given in score.answers
    ]
    length, where = max(lengths, default=(0, ""))
    return where, length
