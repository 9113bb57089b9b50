"""The report as a job: the request contains everything that goes into the report, and its hash is the job's key."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.frozen_questionnaires import frozen, thawed
from app.assessments.loading import assessment_of, questionnaire_of
from app.assessments.naming import Names, renamed
from app.assessments.snapshots import restored, snapshot
from app.assessments.states import status_on_cover
from app.jobs.child import ReportProgress
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import options_document, options_from_document
from app.running.content import Content
from app.storage.assessments import AssessmentRow, AssessmentState
from app.storage.jobs import REPORT, Job
from app.storage.organizations import OrganizationRow
from questionnaires.model import Method
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.options import ReportOptions, ReportPart
from reports.pdf import render_report

ENDINGS = {Names.FULL: "-with-names", Names.ROLES: "-by-role", Names.NONE: ""}
LONGEST_NAME = 180  # bytes of the organization's name; most file systems allow 255 for the whole file name


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """The choices of the person who requests a report."""

    plan_options: PlanOptions
    left_out: frozenset[ReportPart] = frozenset()
    names: Names = Names.NONE


def report_job(session: Session, content: Content, row: AssessmentRow, choices: ReportChoices, user_id: str) -> Job:
    """Return the job that makes a report of an assessment in its current state.

    Names that the report mustn't show aren't in the request either.
    """
    assessment = renamed(assessment_of(session, row), choices.names)
    request = {
        "questionnaire": frozen(questionnaire_of(session, row)),
        "assessment": snapshot(assessment),
        "method": row.method,
        "wishes": options_document(choices.plan_options),
        "status": status_on_cover(session, row, choices.names),
        "is_preliminary": row.state is AssessmentState.COLLECTING,
        "assessment_name": row.name,
        "left_out": sorted(choices.left_out),
        "names": choices.names.value,
        # JSON can't contain bytes.
        "logo": base64.b64encode(_logo(session, row.organization_id)).decode(),
    }
    return Job(
        organization_id=row.organization_id,
        assessment_id=row.id,
        kind=REPORT,
        key=_key(content, row, request),
        request=request,
        file_name=file_name(row.organization.name, assessment.assessed_on, choices.names),
        names=choices.names.value,
        requested_by=user_id,
    )


def _logo(session: Session, organization_id: str) -> bytes:
    query = select(OrganizationRow.logo).where(OrganizationRow.id == organization_id)
    return session.execute(query).scalar_one() or b""


def make_report(content: Content, request: dict[str, Any], report_progress: ReportProgress) -> bytes:
    """Return the PDF; the command line makes the same one from the same answers and options."""
    scores = scores_of_request(content, request)
    roadmap = make_roadmap(content, scores, options_from_document(request["wishes"]))
    options = options_of_request(request)
    return render_report(content.catalogue, scores, roadmap, content.triage, options, report_progress)


def options_of_request(request: dict[str, Any]) -> ReportOptions:
    """Return the options in a request."""
    return ReportOptions(
        frozenset(map(ReportPart, request["left_out"])),
        base64.b64decode(request["logo"]),
        # Jobs queued by an earlier release have none of these.
        status=request.get("status", ""),
        is_preliminary=request.get("is_preliminary", False),
        assessment=request.get("assessment_name", ""),
        quotes=Names(request.get("names", Names.NONE.value)).quotes,
    )


def scores_of_request(content: Content, request: dict[str, Any]) -> Scores:
    """Return the scores of the assessment in a request."""
    questionnaire, assessment = thawed(request["questionnaire"]), restored(request["assessment"])
    return score(content.catalogue, questionnaire, content.triage, assessment, Method(request["method"]))


def file_name(organization: str, assessed_on: str, names: Names = Names.NONE) -> str:
    """Return a file name that works on every system: letters and digits of any script, joined by hyphens."""
    letters = (c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFC", organization))
    words = "-".join("".join(letters).split())
    cut = words.encode()[:LONGEST_NAME].decode(errors="ignore").strip("-")
    return f"{cut or 'organization'}-{assessed_on}-report{ENDINGS[names]}.pdf"


def _key(content: Content, row: AssessmentRow, request: dict[str, Any]) -> str:
    # A new version of the program or of the content may make a different report.
    made_with = (version("itsm-wayfinder"), content.catalogue.version, repr(content.triage))
    inputs = json.dumps([row.id, *made_with, request], sort_keys=True)
    return hashlib.sha256(inputs.encode()).hexdigest()
