"""The areas of the web application. Importing a page adds its routes to the blueprint of its area."""

from __future__ import annotations

import app.web.answering.attachments
import app.web.answering.autosave
import app.web.answering.confirm
import app.web.answering.confirm_recorded
import app.web.answering.download
import app.web.answering.overview
import app.web.answering.practice
import app.web.answering.preview
import app.web.answering.symptoms
import app.web.answering.upload
import app.web.assessments.delete
import app.web.assessments.history
import app.web.assessments.invitation
import app.web.assessments.links
import app.web.assessments.new
import app.web.assessments.respondent
import app.web.assessments.respondents
import app.web.assessments.settings
import app.web.assessments.state
import app.web.assessments.symptoms
import app.web.auth.account
import app.web.auth.audit
import app.web.auth.code
import app.web.auth.delete_account
import app.web.auth.openid
import app.web.auth.password_link
import app.web.auth.second_factor
import app.web.auth.sign_in
import app.web.auth.users
import app.web.catalogue.approach
import app.web.catalogue.crosswalk
import app.web.catalogue.frameworks
import app.web.catalogue.practices
import app.web.catalogue.search
import app.web.organizations.audit
import app.web.organizations.delete
import app.web.organizations.erasure
import app.web.organizations.house_templates
import app.web.organizations.logo
import app.web.organizations.members
import app.web.organizations.new
import app.web.organizations.overview
import app.web.organizations.portfolio
import app.web.organizations.report_colors
import app.web.organizations.settings
import app.web.reports.reports
import app.web.results.agreement
import app.web.results.charts
import app.web.results.comparison
import app.web.results.confirm
import app.web.results.overview
import app.web.results.practice
import app.web.results.readiness
import app.web.roadmap.charts
import app.web.roadmap.roadmap
import app.web.start.home
import app.web.start.triage
import app.web.tracking.tracking
import app.web.workbooks.archive
import app.web.workbooks.workbooks
import app.web.workshop.workshop
from app.web.answering.blueprint import blueprint as answering
from app.web.assessments.blueprint import blueprint as assessments
from app.web.auth.blueprint import blueprint as auth
from app.web.catalogue.blueprint import blueprint as catalogue
from app.web.organizations.blueprint import blueprint as organizations
from app.web.reports.blueprint import blueprint as reports
from app.web.results.blueprint import blueprint as results
from app.web.roadmap.blueprint import blueprint as roadmap
from app.web.start.blueprint import blueprint as start
from app.web.tracking.blueprint import blueprint as tracking
from app.web.workbooks.blueprint import blueprint as workbooks
from app.web.workshop.blueprint import blueprint as workshop

BLUEPRINTS = (
    start,
    catalogue,
    auth,
    organizations,
    assessments,
    answering,
    workbooks,
    results,
    workshop,
    roadmap,
    tracking,
    reports,
)
