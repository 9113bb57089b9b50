"""All of a respondent's stored answers, and which of them have changed since an upload was compared with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.answering import saving
from app.answering.saving import ANSWERS, NO_ANSWER, SYMPTOMS, Stored
from questionnaires.answers.model import Answer


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """A respondent's stored answers to statements and symptoms, including removed ones."""

    answers: Mapping[str, Stored[Answer]]
    symptoms: Mapping[str, Stored[int | None]]

    @classmethod
    def of(cls, session: Session, respondent_id: str) -> StoredAnswers:
        """Return all of a respondent's stored answers."""
        return cls.of_all(session, [respondent_id])[respondent_id]

    @classmethod
    def of_all(cls, session: Session, respondent_ids: Collection[str]) -> dict[str, StoredAnswers]:
        """Return all stored answers from several respondents, by respondent, in a constant number of queries."""
        answers = saving.stored_of(session, ANSWERS, respondent_ids)
        symptoms = saving.stored_of(session, SYMPTOMS, respondent_ids)
        return {each: cls(_confirmed(answers[each]), symptoms[each]) for each in respondent_ids}

    @property
    def fingerprint(self) -> str:
        """A short text that differs as soon as any answer has changed."""
        return hashlib.sha256(json.dumps(self.versions(), sort_keys=True).encode()).hexdigest()[:32]

    def versions(self) -> dict[str, Any]:
        """Return the versions in the form that an upload stores."""
        return {
            "answers": {key: each.version for key, each in self.answers.items()},
            "symptoms": {key: each.version for key, each in self.symptoms.items()},
        }

    def changed_since(self, seen: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        """Return the statements and the symptoms whose version isn't the one in `seen`."""
        now = self.versions()
        statements, symptoms = (
            sorted(key for key in {**seen[part], **now[part]} if seen[part].get(key) != now[part].get(key))
            for part in ("answers", "symptoms")
        )
        return statements, symptoms


def _confirmed(answers: Mapping[str, Stored[Answer]]) -> dict[str, Stored[Answer]]:
    """Leave out unconfirmed answers: files can't mark them as such, and filling in an answer confirms it."""
    return {key: each if each.carried is None else replace(each, value=NO_ANSWER) for key, each in answers.items()}
