"""An organization with one assessment, and its members' browsers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from app.storage.assessments import AssessmentRow
from app.storage.organizations import OrganizationRow
from tests.support.factories import Make
from tests.support.page_client import PageClient


@dataclass(frozen=True)
class ResultScene:
    """Northfield, its spring assessment, and a user with each role."""

    make: Make
    organization: OrganizationRow
    assessment: AssessmentRow
    lead: PageClient
    assessor: PageClient
    viewer: PageClient
    respondent: PageClient

    def url(self, rest: str = "") -> str:
        """Return a URL of the assessment."""
        return f"/assessments/{self.assessment.id}{rest}"


def result_scene(app: Flask, make: Make, name: str = "Northfield Hospitals") -> ResultScene:
    """Return the scene before anybody has answered."""
    people = {role: make.user(f"{name} {role}") for role in ("lead", "assessor", "viewer", "respondent")}
    organization = make.organization(name, **people)
    browsers = [PageClient(app) for _ in people]
    for browser, user in zip(browsers, people.values(), strict=True):
        browser.sign_in(user)
    return ResultScene(make, organization, make.assessment(organization), *browsers)
