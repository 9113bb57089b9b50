"""The pages to request, follow and download reports. A job outside the request creates them."""

from __future__ import annotations

import io
from http import HTTPStatus
from pathlib import Path

from flask import abort, current_app, flash, send_file
from flask.blueprints import BlueprintSetupState
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.assessments.earlier import earlier_assessments
from app.assessments.naming import Names, rescored
from app.assessments.scores import scores_of
from app.jobs import queue, startup
from app.jobs.reports import PACKAGE, ReportChoices, report_job
from app.planning.roadmaps import make_roadmap
from app.planning.saved_roadmaps import initial_options
from app.storage.assessments import AssessmentRow
from app.storage.audit import Event
from app.storage.jobs import REPORT, Job, JobState
from app.storage.organizations import Role
from app.storage.versions import locked
from app.web import auditing, current
from app.web.access import assessment_member
from app.web.pages import Page, go, is_fragment, page
from app.web.reports.blueprint import blueprint
from app.web.reports.forms import NO_COMPARISON, AllParts, ReportForm
from app.web.reports.reports_view import JobView, planned_approach, report_of, reports_of, visible_to
from app.web.services import Services, config, content, reading, writing
from practices_catalog.faults import InputError
from questionnaires.scoring.model import Scores
from reports.formats.registry import FORMATS
from reports.missing_signs import signs_without_font
from reports.options import Edition, Paper, ReportOptions
from reports.views import figures

CREATORS = (Role.LEAD, Role.ASSESSOR)
READERS = (*CREATORS, Role.VIEWER)
MOST_SIGNS = 5


@blueprint.record_once
def _install_pool(state: BlueprintSetupState) -> None:
    services: Services = state.app.extensions["wayfinder"]
    startup.install(state.app, services.database, services.content, services.config.retention)


@blueprint.get("/assessments/<assessment_id>/reports")
@assessment_member(*READERS)
def reports() -> Page:
    """List the reports, and offer to create one."""
    return _page(_form())


@blueprint.post("/assessments/<assessment_id>/reports")
@assessment_member(*CREATORS)
def ask() -> Page:
    """Request a report of the assessment in its current state; the same report isn't created twice."""
    form, assessment = _form(), current.assessment()
    if not form.accepted():
        return _page(form)
    scores = scores_of(reading(), content(), assessment)
    if not scores.assessment.responses and not scores.assessment.consensus:
        form.form_errors.append("Nobody has answered yet. A report needs answers.")
        return _page(form)
    options = initial_options(reading(), content().catalogue, assessment)
    try:
        make_roadmap(content(), scores, options)
    except InputError as error:
        form.form_errors += [f"The roadmap can't be planned: {fault.wrong}; {fault.mend}." for fault in error.faults]
        return _page(form)
    with writing() as session:  # the request must not contain data that is being erased at the same time
        present = locked(session, AssessmentRow, assessment.id) or abort(HTTPStatus.NOT_FOUND)
        job = report_job(
            session,
            content(),
            present,
            ReportChoices(
                options,
                form.left_out,
                Names(form.names.data),
                Edition(form.edition.data),
                form.ending.data,
                Paper(form.paper.data),
                form.compared_with.data,
            ),
            current.user().id,
        )
        found = queue.enqueue(session, job)
        if found is job:
            auditing.record(session, Event.REPORT_MADE, details=assessment.name)
    startup.workers_of(current_app).wake()
    flash("The report is being created." if found is job else "This report has already been requested.", "good")
    _tell_signs(scores, form)
    return go("reports.reports", assessment_id=assessment.id)


@blueprint.get("/assessments/<assessment_id>/reports/<job_id>")
@assessment_member(*READERS)
def report(job_id: str) -> Page:
    """Show the state of a report; its page polls this while the report is being created."""
    return _report_page(_found(job_id))


@blueprint.post("/assessments/<assessment_id>/reports/<job_id>/cancel")
@assessment_member(*CREATORS)
def cancel(job_id: str) -> Page:
    """Cancel a report that isn't ready yet."""
    _found(job_id)
    with writing() as session:
        queue.cancel(session, session.get_one(Job, job_id))
        session.flush()
        cancelled = report_of(session, current.assessment(), job_id, _role())
    if is_fragment() and cancelled:
        return _report_page(cancelled)
    return go("reports.reports", assessment_id=current.assessment().id)


@blueprint.get("/assessments/<assessment_id>/reports/<job_id>/file")
@assessment_member(*READERS)
def file(job_id: str) -> Response:
    """Download a report."""
    assessment = current.assessment()
    mine = (Job.id == job_id, Job.assessment_id == assessment.id, Job.organization_id == assessment.organization_id)
    query = select(Job.result, Job.file_name).where(
        *mine, Job.kind == REPORT, Job.state == JobState.DONE, *visible_to(_role())
    )
    result, name = reading().execute(query).one_or_none() or abort(HTTPStatus.NOT_FOUND)
    auditing.record_download(Event.REPORT_DOWNLOADED, name)
    known = FORMATS.get(Path(name).suffix)
    media_type = known.media_type if known else "application/zip"
    return send_file(io.BytesIO(result or b""), media_type, as_attachment=True, download_name=name)


def _found(job_id: str) -> JobView:
    return report_of(reading(), current.assessment(), job_id, _role()) or abort(HTTPStatus.NOT_FOUND)


def _role() -> Role:
    return current.membership().role


def _tell_signs(scores: Scores, form: ReportForm) -> None:
    """Name the characters that the PDF can't show, so that nobody discovers them only in print."""
    if form.ending.data in {".pdf", PACKAGE}:
        shown = rescored(content(), scores, Names(form.names.data))
        signs = signs_without_font(shown, ReportOptions(assessment=current.assessment().name))
        for sign in signs[:MOST_SIGNS]:
            flash(f"{figures.capital(sign.note)}.", "info")


def _form() -> ReportForm:
    """Return the form, which offers the earlier assessments and preselects the latest one."""
    form = AllParts()
    before = earlier_assessments(reading(), current.assessment())
    form.compared_with.choices = {"": NO_COMPARISON} | {
        each.id: f"{each.name}, {figures.day(each.assessed_on)}" for each in before
    }
    if before and not form.is_sent:
        form.compared_with.data = before[0].id
    return form


def _page(form: ReportForm) -> Page:
    jobs = reports_of(reading(), current.assessment(), _role())
    retention = figures.count(config().retention.reports_days, "day")
    may_ask = _role() in CREATORS
    caution = planned_approach(reading(), content(), current.assessment()) if may_ask else ""
    return page("reports/reports.html", form, jobs=jobs, may_ask=may_ask, retention=retention, caution=caution)


def _report_page(job: JobView) -> Page:
    template = "reports/job.html" if is_fragment() else "reports/report.html"
    return page(template, job=job, may_ask=current.membership().role in CREATORS)
