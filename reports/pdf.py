"""The report as a tagged PDF with bookmarks. The same input always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from practices_catalog.faults import Place, refuse
from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.document import report_html
from reports.options import ReportOptions
from reports.rendering import Renderer, RenderTimeoutError
from roadmaps.model import Roadmap

Progress = Callable[[str, float], None]


def render_report(  # noqa: PLR0913, PLR0917 - the ingredients of a report, in the order they are made
    catalogue: Catalogue,
    scores: Scores,
    roadmap: Roadmap | None,
    triage: Triage | None,
    options: ReportOptions | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return the report of an assessment as PDF/UA-1 and PDF/A-3u, with its data attached.

    Args:
        catalogue: the content that the scores are based on.
        scores: the scores of the assessment.
        roadmap: None leaves out the chapter on the roadmap.
        triage: provides the texts of the symptoms; None leaves them out.
        options: parts to leave out, logo, time limit.
        progress: called with the name of the stage and the share done, from 0 to 1.

    Raises:
        InputError: rendering took longer than the limit; the fault names the longest answer.
    """
    chosen = options or ReportOptions()
    tell = progress or (lambda _stage, _share: None)
    with Renderer() as renderer:
        tell("Writing the pages", 0.02)
        html, assets = report_html(catalogue, scores, roadmap, triage, chosen)
        try:
            return renderer.render(html, assets, chosen.time_limit_seconds, tell)
        except RenderTimeoutError:
            where, length = _longest_answer(scores)
            raise refuse(
                f"the report wasn't ready after {chosen.time_limit_seconds:g} seconds; "
                f"the longest answer has {length} characters",
                "shorten that answer, or leave the appendix out",
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
