"""Charts as downloads: the drawing of the report as an SVG file, or as a PNG file at double resolution."""

from __future__ import annotations

import io
from http import HTTPStatus

from flask import abort, send_file
from werkzeug.wrappers import Response

from app.storage.audit import Event
from app.web import auditing
from app.web.long_work import HALF_THE_THREADS, Places
from practices_catalog.faults import InputError
from questionnaires.answers.text import slug
from reports.chart_files import FORMATS, chart_file
from reports.gallery import ChartData, draw

ENDINGS = ("svg", "png")
LONGEST_STEM = 150
"""The limit is in bytes, so that any file system accepts the name."""

# Matplotlib's font and text caches are shared by all figures and aren't thread-safe.
_drawing = Places(HALF_THE_THREADS)


def chart_download(name: str, ending: str, source: ChartData, assessment: str) -> Response:
    """Return a chart as a download that browsers don't open.

    Args:
        name: one of the gallery's charts.
        ending: the file extension; anything but SVG and PNG is answered with 404.
        source: what the chart is drawn from; a chart with nothing to show is answered with 404.
        assessment: the name of the assessment, for the file name.
    """
    if ending not in ENDINGS:
        abort(HTTPStatus.NOT_FOUND)
    try:
        title, picture = _drawn(name, ending, source)
    except InputError:  # the error's advice is for the command line; no page links to such a chart
        abort(HTTPStatus.NOT_FOUND)
    stem = f"{slug(source.subject.organization, 'organization')}-{slug(assessment, 'assessment')}"
    short = stem.encode()[:LONGEST_STEM].decode(errors="ignore").strip("-")
    file_name = f"{short}-{title}.{ending}"
    auditing.record_download(Event.DATA_EXPORTED, f"chart {file_name}")
    return send_file(io.BytesIO(picture), FORMATS[ending], as_attachment=True, download_name=file_name)


def _drawn(name: str, ending: str, source: ChartData) -> tuple[str, bytes]:
    """Return the chart's own name and its file, drawn by one thread at a time."""
    with _drawing.turn():
        chart = draw(name, source)
        return chart.name, chart_file(chart, ending)
