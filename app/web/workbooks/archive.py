"""The archive with a workbook for each respondent."""

from __future__ import annotations

import zipfile
from collections.abc import Container
from http import HTTPStatus
from io import BytesIO
from itertools import chain
from itertools import count as count_from

from flask import abort, send_file
from werkzeug.wrappers import Response

from app.answering.desk import recordable_respondents
from app.answering.downloads import file_stem, file_to_fill_in, stored_response
from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.storage.audit import Event
from app.web import auditing, current
from app.web.access import RECORDERS, assessment_member
from app.web.long_work import Places
from app.web.services import content, reading
from app.web.workbooks.blueprint import blueprint
from reports.views.figures import count

# A thousand workbooks take minutes, so only one request may pack workbooks at a time.
packing = Places(1)


@blueprint.get("/assessments/<assessment_id>/workbooks.zip")
@assessment_member(*RECORDERS)
def download_all() -> Response:
    """Download a workbook for each respondent who isn't anonymous."""
    assessment = current.assessment()
    respondents = recordable_respondents(reading(), assessment) or abort(HTTPStatus.NOT_FOUND)
    stored = StoredAnswers.of_all(reading(), [each.id for each in respondents])
    names: set[str] = set()
    packed = BytesIO()
    with packing.place(), zipfile.ZipFile(packed, "w") as archive:  # workbooks are already compressed
        for each in respondents:
            questionnaire = respondent_questionnaire(reading(), assessment, each)
            response = stored_response(assessment, each, stored[each.id])
            name = _free_name(file_stem(each.name), names)
            names.add(name)
            archive.writestr(f"{name}.xlsx", file_to_fill_in(content(), questionnaire, response, "xlsx"))
    packed.seek(0)
    details = f"workbooks of {count(len(respondents), 'respondent')} in {assessment.name}"
    auditing.record_download(Event.DATA_EXPORTED, details)
    name = f"{file_stem(assessment.organization.name, assessment.name)}-workbooks.zip"
    return send_file(packed, "application/zip", as_attachment=True, download_name=name)


def _free_name(stem: str, taken: Container[str]) -> str:
    """Return a name that no other file has; someone may be called “Erik 2”."""
    numbered = chain([stem], (f"{stem}-{number}" for number in count_from(2)))
    return next(each for each in numbered if each not in taken)
