"""Deleting an assessment."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.answering.scope import full_questionnaire
from app.assessments.frozen_questionnaires import frozen
from app.assessments.scores import scores_of
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow
from app.storage.base import new_id
from app.storage.history import HistoryEntry
from tests.support.northfield import Northfield

NAME = "Spring 2026"


def test_the_page_counts_what_will_be_deleted(northfield: Northfield) -> None:
    """Removed answers don't count, and an empty assessment lists nothing."""
    empty = northfield.client.get(f"{northfield.top}/delete").text
    erik = northfield.make.respondent(northfield.assessment)
    northfield.answers(erik, service_desk_1="F", service_desk_2="N")
    northfield.make.add(ConsensusRow(assessment_id=northfield.assessment.id, statement_id="service-desk.1", rating="L"))
    northfield.make.add(
        AnswerRow(assessment_id=northfield.assessment.id, respondent_id=erik.id, statement_id="service-desk.3")
    )

    page = northfield.client.get(f"{northfield.top}/delete").text

    assert "This assessment is empty." in empty
    assert [line in page for line in ("1 respondent<", "2 answers<", "1 consensus rating<")] == [True] * 3
    assert "no " not in page.partition("This also deletes")[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"name": ""}, 422), ({"name": "Spring"}, 422), ({"name": NAME, "version": "7"}, 409), ({}, 422)],
    ids=["no name", "another name", "an older version", "nothing"],
)
def test_nothing_is_deleted_by_accident(northfield: Northfield, sent: dict[str, str], status: int) -> None:
    """The form needs the right name and the current version."""
    northfield.client.post(f"{northfield.top}/delete", {"version": "1", **sent}, status)

    assert northfield.one(AssessmentRow.name) == NAME


def test_only_this_assessment_is_deleted(northfield: Northfield) -> None:
    """No row refers to the assessment any longer, and the other assessment doesn't change."""
    other = northfield.make.assessment(northfield.organization)
    for assessment in (northfield.assessment, other):
        northfield.answers(northfield.make.respondent(assessment), service_desk_1="F")

    page = northfield.client.post(f"{northfield.top}/delete", {"version": "1", "name": " spring 2026 "})

    assert page.headers["Location"] == northfield.pages
    assert northfield.all(AssessmentRow.id) == [other.id]
    assert [northfield.one(table.assessment_id) for table in (RespondentRow, AnswerRow)] == [other.id] * 2
    assert set(northfield.all(HistoryEntry.assessment_id)) == {other.id}
    northfield.client.get(northfield.top, 404)


def test_a_form_sent_again_after_the_deletion_creates_a_new_assessment(northfield: Northfield) -> None:
    """The new assessment has the same id and version, but nothing cached from the deleted one."""
    content, key = northfield.make.content, new_id()
    first, *others = [each.id for each in content.catalogue.practices]
    form = {"new_id": key, "name": "Autumn", "assessed_on": "2026-09-01", "method": "iso-33020"}
    seen = []
    for left_out in ([], [first]):
        questionnaire = content.questionnaires[0].without([others[0]] if left_out else [])
        scope = {"scope": others} if left_out else {"scope": [first, *others]}
        sent = {**form, "questionnaire_id": questionnaire.id, **scope, f"reason.{first}": "Not ours"}
        northfield.client.post(f"{northfield.pages}/assessments/new", sent)
        with northfield.database.writing() as session:  # as if the user had chosen another questionnaire
            session.execute(
                update(AssessmentRow).where(AssessmentRow.id == key).values(questionnaire=frozen(questionnaire))
            )
        with northfield.database.reading() as session:
            row = session.get_one(AssessmentRow, key)
            scores = scores_of(session, content, row)
            stored = full_questionnaire(session, row).statements
            seen.append((list(scores.assessment.left_out), stored == questionnaire.statements, len(stored)))
        northfield.client.post(f"/assessments/{key}/delete", {"version": "1", "name": "Autumn"})

    whole = content.questionnaires[0]
    assert seen == [
        ([], True, len(whole.statements)),
        ([first], True, len(whole.without([others[0]]).statements)),
    ]
