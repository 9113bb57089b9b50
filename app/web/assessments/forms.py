"""Forms about an assessment and its respondents."""

from __future__ import annotations

from typing import Any

from app.web.assessments.fields import PracticesField, Scope
from app.web.forms import Choice, Day, Email, Form, NewId, Switch, Text, Version
from questionnaires.scoring.model import Method

METHODS = {
    Method.ISO_33020.value: "ISO/IEC 33020: a level must be at least largely achieved, and all lower levels fully",
    Method.ITIL_SELF.value: "ITIL self-assessment: every statement up to a level must be at least largely achieved",
}
DATE_HINT = "Reports show this as the date of the results."
ANONYMOUS_HINT = (
    "New answers are shown without names, on every page and in every export. "
    "If you turn this off later, only answers given after that show names."
)
NOT_A_MEMBER = ""
INCLUDE, SYMPTOMS_ONLY, LEAVE_OUT = "answers-too", "symptoms-only", "left-out"
TRIAGE_CHOICES = {
    INCLUDE: "Include them, and ask me about the practices too",
    SYMPTOMS_ONLY: "Include them; only others answer about the practices",
    LEAVE_OUT: "Leave them out",
}


class TriageChoice(Choice):
    """What happens to the user's answers to the triage. They belong to a respondent, not to the assessment's row."""

    def __init__(self, **rest: Any) -> None:
        super().__init__("Your answers to “Where should we start?”", TRIAGE_CHOICES, default=INCLUDE, **rest)

    def populate_obj(self, obj: object, name: str) -> None:
        """Do nothing: the view saves the answers."""


class NewAssessment(Form):
    """A new assessment."""

    new_id = NewId()
    name = Text("Name", hint="For example “Spring 2026”.")
    assessed_on = Day("Date", hint=DATE_HINT)
    symptoms = TriageChoice()
    questionnaire_id = Choice("Questionnaire", hint="The assessment keeps the current version of the questionnaire.")
    method = Choice("Scoring method", METHODS, hint="You can change the method later without losing any answers.")
    anonymous = Switch("Anonymous answers", hint=ANONYMOUS_HINT)
    scope = Scope()


class AssessmentSettings(Form):
    """The settings of an assessment."""

    version = Version()
    name = Text("Name")
    assessed_on = Day("Date", hint=DATE_HINT)
    method = Choice("Scoring method", METHODS, hint="You can change the method without losing any answers.")
    anonymous = Switch("Anonymous answers", hint=ANONYMOUS_HINT)
    scope = Scope()


class RespondentName(Text):
    """The name of a respondent, which the view requires from everyone who isn't a member."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, required=False, autocomplete="off", **rest)
        self.flags.required = True


class RespondentDetails(Form):
    """The details of a respondent."""

    name = RespondentName("Name")
    role = Text(
        "Role",
        required=False,
        autocomplete="off",
        hint="For example “Head of service desk”. The workshop can show the role instead of the name.",
    )
    email = Email("Email address", required=False, autocomplete="off")
    symptoms_only = Switch("Symptoms only", hint="Ask only how often typical problems occur, not about practices.")
    practices = PracticesField("Practices to answer")


class NewRespondent(RespondentDetails):
    """A new respondent, who may be a member."""

    new_id = NewId()
    member_id = Choice(
        "Who", hint="Members sign in to answer. Everyone else gets a personal link and doesn't need an account."
    )


class ChangeRespondent(RespondentDetails):
    """Changed details of a respondent."""

    version = Version()
