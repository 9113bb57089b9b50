"""The report as a job: the request contains everything that goes into the report, and its hash is the job's key."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from dataclasses import astuple, dataclass
from importlib.metadata import version
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.earlier import earlier_assessments, ratings_alone
from app.assessments.frozen_questionnaires import frozen, thawed
from app.assessments.loading import assessment_of, questionnaire_of
from app.assessments.naming import Names, renamed
from app.assessments.snapshots import restored, snapshot
from app.assessments.states import status_on_cover
from app.jobs.child import ReportProgress
from app.jobs.client_package import client_package
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import options_document, options_from_document
from app.running.content import Content
from app.storage.assessments import AssessmentRow, AssessmentState
from app.storage.jobs import REPORT, Job
from app.storage.organizations import HouseTemplate, OrganizationRow
from questionnaires.answers.text import slug
from questionnaires.model import Method
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.colors import Colors
from reports.formats.registry import FORMATS, write_as
from reports.options import Edition, Paper, ReportOptions, ReportPart
from reports.views.subject import Subject

ENDINGS = {Names.FULL: "-with-names", Names.ROLES: "-by-role", Names.NONE: ""}
PACKAGE = ".zip"
LONGEST_NAME = 160  # bytes of the organization's name; most file systems allow 255 for the whole file name


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """The choices of the person who requests a report.

    Attributes:
        ending: the file extension of a format, or `.zip` for the client package.
        compared_with: id of the earlier assessment that the report compares with; "" for none.
    """

    plan_options: PlanOptions
    left_out: frozenset[ReportPart] = frozenset()
    names: Names = Names.NONE
    edition: Edition = Edition.MANAGEMENT
    ending: str = ".pdf"
    paper: Paper = Paper.A4
    compared_with: str = ""


def report_job(session: Session, content: Content, row: AssessmentRow, choices: ReportChoices, user_id: str) -> Job:
    """Return the job that creates a report on an assessment in its current state.

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
        "edition": choices.edition.value,
        "ending": choices.ending,
        "paper": choices.paper.value,
        "templates": _templates(session, row.organization_id, choices),
        # JSON can't contain bytes.
        "logo": base64.b64encode(_logo(session, row.organization_id)).decode(),
        "earlier": _earlier(session, row, choices.compared_with),
        "colors": list(astuple(row.organization.report_colors)),
    }
    return Job(
        organization_id=row.organization_id,
        assessment_id=row.id,
        kind=REPORT,
        key=_key(content, row, request),
        request=request,
        file_name=file_name(row.organization.name, assessment.assessed_on, choices),
        names=choices.names.value,
        requested_by=user_id,
    )


def _earlier(session: Session, row: AssessmentRow, earlier_id: str) -> dict[str, Any] | None:
    """Return the ratings of the earlier assessment; None if there is none or it has been deleted."""
    found = [each for each in earlier_assessments(session, row) if each.id == earlier_id]
    if not found:
        return None
    return {
        "questionnaire": frozen(questionnaire_of(session, found[0])),
        "assessment": snapshot(ratings_alone(assessment_of(session, found[0]))),
    }


def _logo(session: Session, organization_id: str) -> bytes:
    query = select(OrganizationRow.logo).where(OrganizationRow.id == organization_id)
    return session.execute(query).scalar_one() or b""


def _templates(session: Session, organization_id: str, choices: ReportChoices) -> dict[str, str]:
    """Return the organization's templates that a report needs, by file extension."""
    query = select(HouseTemplate.ending, HouseTemplate.content).where(HouseTemplate.organization_id == organization_id)
    if choices.ending != PACKAGE:
        query = query.where(HouseTemplate.ending == choices.ending)
    found = session.execute(query.order_by(HouseTemplate.ending))
    return {ending: base64.b64encode(content).decode() for ending, content in found}


def make_report(content: Content, request: dict[str, Any], report_progress: ReportProgress) -> bytes:
    """Return the file; the command line creates the same file from the same answers and options."""
    scores = scores_of_request(content, request)
    roadmap = make_roadmap(content, scores, options_from_document(request["wishes"]))
    earlier = request.get("earlier")
    before = scores_of_request(content, {**earlier, "method": request["method"]}) if earlier else None
    subject = Subject(content.catalogue, scores, roadmap, content.triage, options_of_request(request), before)
    ending = request.get("ending", ".pdf")
    templates = {each: base64.b64decode(content) for each, content in request.get("templates", {}).items()}
    if ending == PACKAGE:
        stem = f"{slug(subject.organization, 'organization')}-report"
        with_answers = request["names"] == Names.FULL.value
        return client_package(subject, templates, stem, report_progress, with_answers=with_answers)
    return write_as(FORMATS[ending], subject, templates.get(ending, b""), report_progress)


def options_of_request(request: dict[str, Any]) -> ReportOptions:
    """Return the options in a request."""
    return ReportOptions(
        left_out=frozenset(map(ReportPart, request["left_out"])),
        logo=base64.b64decode(request["logo"]),
        colors=Colors(*request.get("colors", ())),
        # Jobs queued by an earlier release have none of these options; that release only made full reports.
        edition=Edition(request.get("edition", Edition.FULL)),
        paper=Paper(request.get("paper", Paper.A4)),
        status=request.get("status", ""),
        is_preliminary=request.get("is_preliminary", False),
        assessment=request.get("assessment_name", ""),
        quotes=Names(request.get("names", Names.NONE.value)).quotes,
    )


def scores_of_request(content: Content, request: dict[str, Any]) -> Scores:
    """Return the scores of the assessment in a request."""
    questionnaire, assessment = thawed(request["questionnaire"]), restored(request["assessment"])
    return score(content.catalogue, questionnaire, content.triage, assessment, Method(request["method"]))


def file_name(organization: str, assessed_on: str, choices: ReportChoices) -> str:
    """Return a file name that works on every system: letters and digits of any script, joined by hyphens."""
    letters = (c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFC", organization))
    words = "-".join("".join(letters).split())
    cut = words.encode()[:LONGEST_NAME].decode(errors="ignore").strip("-")
    what = "client-package" if choices.ending == PACKAGE else f"{choices.edition.value}-report"
    return f"{cut or 'organization'}-{assessed_on}-{what}{ENDINGS[choices.names]}{choices.ending}"


def _key(content: Content, row: AssessmentRow, request: dict[str, Any]) -> str:
    # A new version of the program or of the content may produce a different report.
    made_with = (version("itsm-wayfinder"), content.catalogue.version, repr(content.triage))
    inputs = json.dumps([row.id, *made_with, request], sort_keys=True)
    return hashlib.sha256(inputs.encode()).hexdigest()
