"""Forms about an assessment and its respondents."""

from __future__ import annotations

import re
from typing import Any

import wtforms

from app.storage.assessments import AssessmentState
from app.web.assessments.fields import PracticesField, Scope
from app.web.forms import Choice, Day, Email, Form, LongText, NewId, Switch, Text, Version
from questionnaires.model import Method

METHODS = {
    Method.LADDER.value: "Ladder: a level and all lower levels must be at least largely achieved; level 1, partially",
    Method.ISO_33020.value: "ISO/IEC 33020: a level must be at least largely achieved, and all lower levels fully",
    Method.ITIL_SELF.value: "ITIL self-assessment: every statement up to a level must be at least largely achieved",
}
DATE_HINT = "Reports show this as the date of the results."
ANONYMOUS_HINT = (
    "New answers are shown without names, on every page and in every export. "
    "If you turn this off later, only answers given after that show names."
)
STATES = {
    AssessmentState.IN_REVIEW: "In review: you can set consensus; respondents can't answer",
    AssessmentState.COLLECTING: "Collecting answers: respondents can change their answers",
    AssessmentState.CLOSED: "Closed: all ratings are frozen",
}
NOT_A_MEMBER = ""
INCLUDE, SYMPTOMS_ONLY, LEAVE_OUT = "answers-too", "symptoms-only", "left-out"
TRIAGE_CHOICES = {
    INCLUDE: "Include them, and ask me about the practices too",
    SYMPTOMS_ONLY: "Include them; other people answer about the practices",
    LEAVE_OUT: "Leave them out",
}


class TriageChoice(Choice):
    """What happens to the user's answers to the triage. They belong to a respondent, not to the assessment."""

    def __init__(self, **rest: Any) -> None:
        super().__init__("Your answers to “Where should we start?”", TRIAGE_CHOICES, default=INCLUDE, **rest)

    def populate_obj(self, obj: object, name: str) -> None:
        """Do nothing: the view saves the answers."""


BLANK, CARRIED = "blank", "carried"
ANSWERS = {
    BLANK: "Start with no answers",
    CARRIED: "Carry the answers over as unconfirmed: respondents confirm or change each one",
}
CARRIED_HINT = "Answers can't be carried over if new answers are anonymous."
NEVER_ANONYMOUS = (
    "Answers can't be carried over into an assessment with anonymous answers: as people confirm theirs, the number "
    "left would show who has answered what. Start with no answers, or turn off anonymous answers below."
)
UNCONFIRMED_HINT = (
    "Answers carried over from an earlier assessment count as open until someone confirms them. If you turn this on, "
    "figures include them before that; pages and reports say so, and confidence is lower."
)


class Predecessor(wtforms.HiddenField):
    """The id of the assessment that the new one starts from."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read an id; ignore any other text."""
        text = valuelist[0] if valuelist else ""
        self.data = text if re.fullmatch(r"[A-Za-z0-9_-]{1,32}", text) else ""

    def populate_obj(self, obj: object, name: str) -> None:
        """Do nothing: the view checks whose assessment it is."""


class Starting(Choice):
    """What happens to the answers of an earlier assessment. They are stored as answers, not in the assessment's row."""

    def populate_obj(self, obj: object, name: str) -> None:
        """Do nothing: the view carries the answers over."""


class Inviting(Switch):
    """Whether the respondents of an earlier assessment are asked again."""

    def populate_obj(self, obj: object, name: str) -> None:
        """Do nothing: the view adds the respondents."""


class NewAssessment(Form):
    """A new assessment."""

    new_id = NewId()
    predecessor_id = Predecessor()
    same_respondents = Inviting("Ask the same respondents")
    answers = Starting("Their answers", ANSWERS, default=BLANK, hint=CARRIED_HINT)
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
    counts_unconfirmed = Switch("Count unconfirmed answers", hint=UNCONFIRMED_HINT)
    scope = Scope()


class StateChange(Form):
    """A new state of an assessment; the reason is required to reopen one."""

    version = Version()
    to = Choice("New state")
    reason = LongText("Reason", most=1000, hint="The history records your reason.")


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
