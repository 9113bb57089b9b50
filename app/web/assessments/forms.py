"""Forms about an assessment and its respondents."""

from __future__ import annotations

from typing import Any

from app.web.assessments.fields import Scope, SomePractices
from app.web.forms import Choice, Day, Email, Form, NewId, Switch, Text, Version
from questionnaires.scoring.model import Method

METHODS = {
    Method.ISO_33020.value: "ISO/IEC 33020: a level holds once it is largely achieved, and all below it fully",
    Method.ITIL_SELF.value: "ITIL self-assessment: a level holds once every statement up to it is largely achieved",
}
ANONYMOUS_HINT = (
    "Answers given from then on show no name, on no page and in no export. "
    "Turning it off again names later answers only."
)
NOBODY = ""
ANSWERS_TOO, SYMPTOMS_ONLY, LEFT_OUT = "answers-too", "symptoms-only", "left-out"
WHAT_ELSE = {
    ANSWERS_TOO: "Take them in, and ask me about the practices too",
    SYMPTOMS_ONLY: "Take them in; only others answer about the practices",
    LEFT_OUT: "Leave them out",
}


class BroughtSymptoms(Choice):
    """What becomes of answers to the triage that came along; they are a respondent's, and no column of the row."""

    def __init__(self, **rest: Any) -> None:
        super().__init__("Your answers of “Where should we start?”", WHAT_ELSE, default=ANSWERS_TOO, **rest)

    def populate_obj(self, obj: object, name: str) -> None:
        """Nothing: the view takes them in."""


class NewAssessment(Form):
    """What an assessment begins with."""

    new_id = NewId()
    name = Text("Name", hint="Such as “Spring 2026”.")
    assessed_on = Day("Date", hint="The day that the results stand for.")
    symptoms = BroughtSymptoms()
    questionnaire_id = Choice("Questionnaire", hint="Its present version is kept with the assessment.")
    method = Choice("Scoring method", METHODS, hint="It can be changed later: nothing that was answered is lost by it.")
    anonymous = Switch("Anonymous answers", hint=ANONYMOUS_HINT)
    scope = Scope()


class AssessmentSettings(Form):
    """What can be changed of an assessment."""

    version = Version()
    name = Text("Name")
    assessed_on = Day("Date", hint="The day that the results stand for.")
    method = Choice("Scoring method", METHODS, hint="A view over the answers: nothing is lost by changing it.")
    anonymous = Switch("Anonymous answers", hint=ANONYMOUS_HINT)
    scope = Scope()


class OthersName(Text):
    """The name of whoever is no member; the view asks for it."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, required=False, autocomplete="off", **rest)
        self.flags.required = True


class RespondentDetails(Form):
    """Somebody who answers."""

    name = OthersName("Name")
    role = Text(
        "Role", required=False, autocomplete="off", hint="Such as “Head of service desk”; the workshop shows it."
    )
    email = Email("Mail address", required=False, autocomplete="off")
    symptoms_only = Switch("Symptoms only", hint="Asked how often some things go wrong, and about no practice.")
    practices = SomePractices("Practices to answer")


class NewRespondent(RespondentDetails):
    """Somebody who is to answer: a member, or anybody else."""

    new_id = NewId()
    member_id = Choice("Who", hint="A member answers signed in. Anybody else gets a link, and needs no account.")


class ChangeRespondent(RespondentDetails):
    """What can be changed of a respondent."""

    version = Version()
