"""Answers of the triage that go into an assessment: with its beginning, and later by its lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.assessments.files import assess
from app.assessments.loading import assessment_of
from app.assessments.scores import scores_of
from app.planning.roadmaps import AUTO, choose_approach
from app.running.content import Content
from app.storage.assessments import AssessmentRow, RespondentRow, SymptomRow
from app.storage.base import new_id
from app.storage.history import HistoryEntry
from questionnaires.scoring.model import Method
from roadmaps.model import ChosenBy
from tests.support.factories import Make
from tests.support.northfield import Northfield, new_assessment
from tests.support.page_client import PageClient

SYMPTOMS = {"failed-changes": 3, "surprise-changes": 2, "repeat-incidents": 1, "missed-targets": 0}
QUERY = "&".join(f"{symptom}={value}" for symptom, value in SYMPTOMS.items())


def begin(northfield: Northfield, query: str, status: int = 303, **values: Any) -> str:
    """Send the form on an address with answers; return the assessment's id, or the page that refuses it."""
    sent = new_assessment(northfield, **values)
    answer = northfield.client.post(f"{northfield.pages}/assessments/new?{query}", sent, status)
    return sent["new_id"] if status == 303 else answer.text


def symptoms(northfield: Northfield, assessment_id: str) -> dict[str, int]:
    """Return what is stored."""
    with northfield.database.reading() as session:
        rows = session.query(SymptomRow).filter_by(assessment_id=assessment_id).all()
        return {row.symptom_id: row.value for row in rows if row.value is not None}


def test_the_form_shows_what_came_along_and_what_it_recommends(northfield: Northfield) -> None:
    """How many of the questions, the approach, and three things that can become of them."""
    page = northfield.client.get(f"{northfield.pages}/assessments/new?{QUERY}").text

    assert "4 of 15 questions answered" in page
    assert "They recommend <strong>Change risk first</strong>" in page
    assert page.count('name="symptoms"') == 3
    assert 'value="answers-too" checked' in page


def test_without_answers_the_form_says_nothing_of_them(northfield: Northfield) -> None:
    """And without a symptom it says that nothing is recommended."""
    plain = northfield.client.get(f"{northfield.pages}/assessments/new").text
    never = northfield.client.get(f"{northfield.pages}/assessments/new?failed-changes=0").text

    assert 'name="symptoms"' not in plain
    assert "No symptom occurs, so they recommend nothing" in never


def test_they_become_the_lead_s_own_answers_with_a_history(northfield: Northfield) -> None:
    """The lead is a respondent who is asked about all in scope, and can change them like any other answer."""
    made = begin(northfield, QUERY)

    respondent = northfield.one(RespondentRow.id, assessment_id=made)
    assert northfield.one(RespondentRow.user_id, assessment_id=made) == northfield.lead.id
    assert northfield.one(RespondentRow.symptoms_only, assessment_id=made) is False
    assert symptoms(northfield, made) == SYMPTOMS
    entries = northfield.all(HistoryEntry.subject, assessment_id=made, kind="symptom", who="Dana Fischer")
    assert sorted(entries) == sorted(SYMPTOMS)
    assert "Nobody has answered yet" in northfield.client.get(northfield.pages).text
    assert "4 of 15 answered" in northfield.client.get(f"/answer/{respondent}").text
    northfield.client.post(f"/answer/{respondent}/symptoms/failed-changes", {"version": "1", "value": "0"}, 200)
    assert symptoms(northfield, made)["failed-changes"] == 0


def test_they_count_as_the_triage_of_an_answers_file_does(
    northfield: Northfield, content: Content, tmp_path: Path
) -> None:
    """The same shares and reasons, and the approach is recommended by the triage."""
    made = begin(northfield, QUERY)
    file = tmp_path / "lead.yaml"
    lines = [f"  {symptom}: {value}" for symptom, value in SYMPTOMS.items()]
    file.write_text("\n".join(["wayfinder: answers/1", "questionnaire: quick-scan", "triage:", *lines]), "utf-8")

    with northfield.database.reading() as session:
        stored = scores_of(session, content, session.get_one(AssessmentRow, made))
    read = assess(content, [file], Method.ISO_33020)

    assert stored.triage == read.triage
    approach, by = choose_approach(content, stored, AUTO)
    assert (approach.id, by) == ("change-risk", ChosenBy.TRIAGE)


def test_others_symptoms_count_with_the_mean(northfield: Northfield, content: Content) -> None:
    """Dana sees failed changes weekly, Erik never; one and a half of three."""
    made = begin(northfield, "failed-changes=3")
    with northfield.database.writing() as session:
        erik = RespondentRow(assessment_id=made, name="Erik")
        session.add(erik)
        session.flush()
        session.add(SymptomRow(assessment_id=made, respondent_id=erik.id, symptom_id="failed-changes", value=0))

    with northfield.database.reading() as session:
        triage = scores_of(session, content, session.get_one(AssessmentRow, made)).triage

    weight = next(each.weight for each in content.catalogue.approach["change-risk"].signals)
    assert triage is not None
    assert triage.shares[0].reasons[0].answer * 2 == 3
    assert triage.shares[0].share * 2 * 3 * 20 == 3 * weight


def test_who_leaves_the_practices_to_others_is_asked_nothing_more(northfield: Northfield) -> None:
    """So that progress counts those only who are asked about practices."""
    made = begin(northfield, QUERY, symptoms="symptoms-only")

    respondent = northfield.one(RespondentRow.id, assessment_id=made)
    assert symptoms(northfield, made) == SYMPTOMS
    page = northfield.client.get(f"/assessments/{made}/respondents").text
    assert "symptoms only" in page
    assert "Nobody is asked about practices yet." in page
    organization = northfield.client.get(northfield.pages).text
    assert "Nobody is asked yet" in organization
    assert "How often some things go wrong, finished" in organization
    assert "about no practice" in northfield.client.get(f"/answer/{respondent}").text
    northfield.client.get(f"/answer/{respondent}/answers.xlsx")
    assert "symptoms only" in northfield.client.get(f"/assessments/{made}/respondents/{respondent}").text


def test_they_can_be_left_out(northfield: Northfield) -> None:
    """Nobody is a respondent then."""
    made = begin(northfield, QUERY, symptoms="left-out")

    assert northfield.all(RespondentRow.id, assessment_id=made) == []
    assert symptoms(northfield, made) == {}


def test_anonymous_answers_hide_whose_they_are(northfield: Northfield) -> None:
    """The history names nobody, and neither do the answers."""
    made = begin(northfield, QUERY, anonymous="y")

    assert set(northfield.all(HistoryEntry.who, assessment_id=made, kind="symptom")) == {"A respondent"}
    with northfield.database.reading() as session:
        [response] = assessment_of(session, session.get_one(AssessmentRow, made)).responses
    assert response.respondent.name == "Anonymous"
    assert response.triage == SYMPTOMS


def test_a_form_sent_twice_keeps_them_once(northfield: Northfield) -> None:
    """The second one finds all of it there, also where the answers were changed in between."""
    same = new_id()
    begin(northfield, QUERY, new_id=same)
    respondent = northfield.one(RespondentRow.id, assessment_id=same)
    northfield.client.post(f"/answer/{respondent}/symptoms/failed-changes", {"version": "1", "value": ""}, 200)

    begin(northfield, QUERY, new_id=same)

    assert northfield.all(RespondentRow.id, assessment_id=same) == [respondent]
    assert "failed-changes" not in symptoms(northfield, same)


@pytest.mark.parametrize("bad", ["failed-changes=4", "failed-changes=<b>", "failed-changes=1&failed-changes=2"])
def test_an_answer_that_is_none_is_named_and_nothing_begins(northfield: Northfield, bad: str) -> None:
    """Unless all are left out."""
    shown = northfield.client.get(f"{northfield.pages}/assessments/new?{bad}&repeat-incidents=1").text
    refused = begin(northfield, f"{bad}&repeat-incidents=1", 422)

    assert "“Changes that break things” is no answer" in shown
    assert "Not all of them can be used" in refused
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]
    begin(northfield, bad, symptoms="left-out")


def test_an_unknown_choice_is_refused(northfield: Northfield) -> None:
    """Beside the field, and nothing begins."""
    assert "Choose one of these." in begin(northfield, QUERY, 422, symptoms="some")
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]


def test_a_lead_who_was_not_asked_answers_symptoms_alone(northfield: Northfield) -> None:
    """Once, however often the button is pressed."""
    first, second = (northfield.client.post(f"{northfield.top}/own-symptoms") for _ in range(2))

    respondent = northfield.one(RespondentRow.id, user_id=northfield.lead.id)
    assert first.headers["Location"] == second.headers["Location"] == f"/answer/{respondent}/symptoms"
    assert northfield.one(RespondentRow.symptoms_only, id=respondent) is True
    page = northfield.client.follow(first).text
    assert f'href="{northfield.top}/roadmap"' in page


def test_a_lead_who_was_asked_by_address_stays_one_respondent(northfield: Northfield) -> None:
    """The one who is there already, with the practices that were asked."""
    asked = northfield.make.add(
        RespondentRow(
            assessment_id=northfield.assessment.id,
            name="D. Fischer",
            email=northfield.lead.email,
            email_key=northfield.lead.email_key,
        )
    )

    northfield.client.post(f"{northfield.top}/own-symptoms")

    assert northfield.all(RespondentRow.id) == [asked.id]
    assert northfield.one(RespondentRow.user_id, id=asked.id) == northfield.lead.id
    assert northfield.one(RespondentRow.symptoms_only, id=asked.id) is False


def test_a_respondent_by_link_is_not_shown_the_way_to_the_roadmap(app: Flask, northfield: Northfield) -> None:
    """Whoever answers only sees nothing of what is made of it."""
    client = PageClient(app)
    asked = northfield.make.respondent(northfield.assessment)
    client.come_by_link(asked)

    assert "/roadmap" not in client.get(f"/answer/{asked.id}/symptoms").text


def test_anybody_can_be_asked_about_symptoms_alone(northfield: Northfield) -> None:
    """No practice need be ticked then; turned off again, at least one."""
    page = f"{northfield.top}/respondents/new"
    sent = {"new_id": new_id(), "name": "Mia", "member_id": ""}

    assert "Tick at least one practice." in northfield.client.post(page, sent, 422).text
    northfield.client.post(page, {**sent, "symptoms_only": "y"})

    assert northfield.one(RespondentRow.symptoms_only, name="Mia") is True
    mia = northfield.one(RespondentRow.id, name="Mia")
    assert (
        'name="symptoms_only" type="checkbox" value="y"'
        in northfield.client.get(f"{northfield.top}/respondents/{mia}").text
    )


def test_only_a_lead_becomes_a_respondent_by_a_button(app: Flask, make: Make) -> None:
    """Whoever assesses is asked by a lead."""
    erik = make.user("Erik")
    northfield = Northfield.founded(app, make, assessor=erik)
    client = PageClient(app)
    client.sign_in(erik)

    client.post(f"{northfield.top}/own-symptoms", status=403)
    assert "own-symptoms" not in client.get(f"{northfield.top}/roadmap").text
    assert "own-symptoms" in northfield.client.get(f"{northfield.top}/roadmap").text
