"""A database of 200 organizations with 5 assessments of 10 respondents each, reproducible from its seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, func, insert, inspect, literal, select

from app.assessments.frozen_questionnaires import frozen
from app.running.content import Content
from app.storage.accounts import User, email_key
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from app.storage.base import Base
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, OrganizationRow, Role
from questionnaires.model import Method, Questionnaire

ORGANIZATIONS, ASSESSMENTS, RESPONDENTS = 200, 5, 10
LAST_YEAR = 2026
VOICES = 100  # different ways to fill in the questionnaire; each respondent uses one of them
CONSENSUS = 20
RATINGS, WEIGHTS = ("N", "P", "L", "F", "DK"), (25, 30, 25, 15, 5)
MEMBERS = (Role.ASSESSOR, Role.RESPONDENT, Role.VIEWER)
ROLES = ("Head of IT", "Service desk", "Operations", "Development", "Business")

Rows = Iterator[dict[str, Any]]

_passing = MetaData()
_voice = Table(
    "voice",
    _passing,
    Column("voice", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String),
    Column("subject", String),
    Column("said", String),
    Column("evidence", String),
    Column("comment", String),
    prefixes=["TEMPORARY"],
)
_speaker = Table(
    "speaker", _passing, Column("id", String, primary_key=True), Column("voice", Integer), prefixes=["TEMPORARY"]
)


class Seeding:
    """Fills an empty database; the most numerous rows are multiplied by the database itself.

    Attributes:
        lead_id: the lead of all organizations, such as a consultant, who is also an administrator.
    """

    def __init__(self, connection: Connection, content: Content, seed: int) -> None:
        self.connection, self.content = connection, content
        self.random = random.Random(seed)  # noqa: S311 - made-up data
        self.lead_id = self._id()
        self.organizations = [self._id() for _ in range(ORGANIZATIONS)]
        self.assessments = [(self._id(), each, n) for each in self.organizations for n in range(ASSESSMENTS)]
        self.respondents = [(self._id(), each, n) for each, _, _ in self.assessments for n in range(RESPONDENTS)]

    def run(self) -> None:
        """Add all rows."""
        self._add(User, self._users())
        self._add(OrganizationRow, ({"id": each, **self._described(n)} for n, each in enumerate(self.organizations)))
        self._add(Membership, self._memberships())
        self._add(AssessmentRow, self._assessments())
        self._add(RespondentRow, self._respondents())
        _passing.create_all(self.connection)
        self.connection.execute(insert(_voice), list(self._voices()))
        speakers = [{"id": each, "voice": self.random.randrange(VOICES)} for each, _, _ in self.respondents]
        self.connection.execute(insert(_speaker), speakers)
        self._multiply()
        self._add(ConsensusRow, self._consensus())

    def _id(self) -> str:
        return f"{self.random.getrandbits(96):024x}"

    def _add(self, table: type[Base], rows: Rows) -> None:
        # A plain connection is fast, but it needs column names, some of which differ from their attributes' names.
        names = {each.key: each.columns[0].key for each in inspect(table).column_attrs}
        self.connection.execute(insert(table), [{names[key]: row[key] for key in row} for row in rows])

    def _users(self) -> Rows:
        yield _user(self.lead_id, "Dana Weber", administrator=True)
        for number in range(ORGANIZATIONS * len(MEMBERS)):
            yield _user(_user_id(number), f"Member {number}")

    def _described(self, number: int) -> dict[str, Any]:
        return {"name": f"Organization {number:03}", "industry": "Health care", "it_staff": 20 + number}

    def _memberships(self) -> Rows:
        for number, organization in enumerate(self.organizations):
            yield {"id": self._id(), "organization_id": organization, "user_id": self.lead_id, "role": Role.LEAD}
            for each, role in enumerate(MEMBERS):
                user = _user_id(number * len(MEMBERS) + each)
                yield {"id": self._id(), "organization_id": organization, "user_id": user, "role": role}

    def _assessments(self) -> Rows:
        document = frozen(self._questionnaire)
        for each, organization, number in self.assessments:
            day = date(LAST_YEAR - ASSESSMENTS + 1 + number, 3, 2)
            yield {
                "id": each,
                "organization_id": organization,
                "name": f"Quick scan of {day.year}",
                "assessed_on": day,
                "questionnaire": document,
                "questionnaire_id": self._questionnaire.id,
                "questionnaire_version": self._questionnaire.version,
                "method": Method.ISO_33020.value,
                "created_by": self.lead_id,
            }

    def _respondents(self) -> Rows:
        for each, assessment, number in self.respondents:
            yield {
                "id": each,
                "assessment_id": assessment,
                "name": f"Respondent {number + 1}",
                "role": ROLES[number % len(ROLES)],
                "email": f"respondent-{number + 1}@example.org",
                "email_key": f"respondent-{number + 1}@example.org",
                "practices": [],
            }

    def _voices(self) -> Rows:
        statements = [("answer", each.id) for each in self._questionnaire.statements]
        subjects = statements + [("symptom", each.id) for each in self.content.triage.symptoms]
        for voice in range(VOICES):
            for number, (kind, subject) in enumerate(subjects):
                yield {"voice": voice, "number": number, "kind": kind, "subject": subject, **self._said(kind)}

    def _said(self, kind: str) -> dict[str, str]:
        if kind == "symptom":
            return {"said": str(self.random.randrange(4)), "evidence": "", "comment": ""}
        [rating] = self.random.choices(RATINGS, WEIGHTS)
        has_evidence, has_comment = self.random.random() < 0.3, self.random.random() < 0.1  # noqa: PLR2004
        evidence = "Procedure 4.2 of the handbook, and the reviews of the last quarter" if has_evidence else ""
        return {"said": rating, "evidence": evidence, "comment": "Only in two of the teams" if has_comment else ""}

    def _multiply(self) -> None:
        """Save every respondent's answers, with the matching history entries."""
        own_id = RespondentRow.id + "." + func.printf("%03d", _voice.c.number)
        ids = (own_id, RespondentRow.assessment_id, RespondentRow.id, _voice.c.subject)
        to_ids = ["id", "assessment_id", "respondent_id"]
        answers = self._spoken("answer", *ids, _voice.c.said, _voice.c.evidence, _voice.c.comment)
        to_answer = [*to_ids, "statement_id", "rating", "evidence", "comment"]
        symptoms = self._spoken("symptom", *ids, _voice.c.said)
        at = literal(datetime(LAST_YEAR, 3, 2, 9, tzinfo=UTC), HistoryEntry.__table__.c.at.type)
        remembered = (RespondentRow.assessment_id, at, RespondentRow.id, RespondentRow.name, _voice.c.kind)
        history = self._spoken("answer", *remembered, _voice.c.subject, _voice.c.said)
        to_history = ["assessment_id", "at", "respondent_id", "who", "kind", "subject", "after"]
        for table, columns, rows in (
            (AnswerRow, to_answer, answers),
            (SymptomRow, [*to_ids, "symptom_id", "value"], symptoms),
            (HistoryEntry, to_history, history),
        ):
            self.connection.execute(insert(table).from_select(columns, rows))

    def _spoken(self, kind: str, *columns: Any) -> Any:
        spoken = select(*columns).join(_speaker, _speaker.c.id == RespondentRow.id)
        spoken = spoken.join(_voice, _voice.c.voice == _speaker.c.voice).where(_voice.c.kind == kind)
        return spoken.order_by(RespondentRow.id, _voice.c.number)

    def _consensus(self) -> Rows:
        statements = [each.id for each in self._questionnaire.statements]
        for assessment, _, _ in self.assessments:
            for statement in self.random.sample(statements, CONSENSUS):
                rating = self.random.choice(RATINGS[:4])
                yield {
                    "id": self._id(),
                    "assessment_id": assessment,
                    "statement_id": statement,
                    "rating": rating,
                    "note": "Agreed in the workshop",
                    "set_by": self.lead_id,
                }

    @property
    def _questionnaire(self) -> Questionnaire:
        return self.content.questionnaires[0]


def _user_id(number: int) -> str:
    return f"user-{number:04}"


def _user(user_id: str, name: str, *, administrator: bool = False) -> dict[str, Any]:
    email = f"{user_id}@example.org"
    return {
        "id": user_id,
        "name": name,
        "email": email,
        "email_key": email_key(email),
        "is_administrator": administrator,
    }
