"""Symptoms in an assessment: from the triage when it is created, and from its lead later."""

from __future__ import annotations

from fractions import Fraction
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
from questionnaires.model import Method
from roadmaps.model import ChosenBy
from tests.support.factories import Make
from tests.support.northfield import Northfield, new_assessment
from tests.support.page_client import PageClient

SYMPTOMS = {"failed-changes": 3, "surprise-changes": 2, "repeat-incidents": 1, "missed-targets": 0}
QUERY = "&".join(f"{symptom}={value}" for symptom, value in SYMPTOMS.items())


def create(northfield: Northfield, query: str, status: int = 303, **values: Any) -> str:
    """Send the form to a URL with answers; return the assessment's id, or the page that refuses the form."""
    sent = new_assessment(northfield, **values)
    answer = northfield.client.post(f"{northfield.pages}/assessments/new?{query}", sent, status)
    return sent["new_id"] if status == 303 else answer.text


def symptoms(northfield: Northfield, assessment_id: str) -> dict[str, int]:
    """Return the symptoms as saved."""
    with northfield.database.reading() as session:
        rows = session.query(SymptomRow).filter_by(assessment_id=assessment_id).all()
        return {row.symptom_id: row.value for row in rows if row.value is not None}


def test_the_form_summarizes_the_triage(northfield: Northfield) -> None:
    """It shows the number of answers, the recommended approach and three choices."""
    page = northfield.client.get(f"{northfield.pages}/assessments/new?{QUERY}").text

    assert "You answered 4 of 22 questions." in page
    assert "Your answers point to <strong>Change risk first</strong>" in page
    assert page.count('name="symptoms"') == 3
    assert 'value="answers-too" checked' in page


def test_the_form_says_how_little_the_triage_rests_on(northfield: Northfield) -> None:
    """A single symptom is a guess; three are enough."""
    url = f"{northfield.pages}/assessments/new"

    assert "This is a guess: it is based on a single symptom" in northfield.client.get(f"{url}?failed-changes=3").text
    three = "failed-changes=3&surprise-changes=2&repeat-incidents=3"
    assert "This is a guess" not in northfield.client.get(f"{url}?{three}").text


def test_without_answers_the_form_does_not_mention_the_triage(northfield: Northfield) -> None:
    """With answers but no symptoms, it recommends no approach."""
    plain = northfield.client.get(f"{northfield.pages}/assessments/new").text
    never = northfield.client.get(f"{northfield.pages}/assessments/new?failed-changes=0").text

    assert 'name="symptoms"' not in plain
    assert "You reported no symptoms, so no approach is recommended." in never


def test_the_triage_becomes_the_leads_own_answers(northfield: Northfield) -> None:
    """The lead answers all practices in scope, and can change the symptoms like any other answer."""
    made = create(northfield, QUERY)

    respondent = northfield.one(RespondentRow.id, assessment_id=made)
    assert northfield.one(RespondentRow.user_id, assessment_id=made) == northfield.lead.id
    assert northfield.one(RespondentRow.symptoms_only, assessment_id=made) is False
    assert symptoms(northfield, made) == SYMPTOMS
    entries = northfield.all(HistoryEntry.subject, assessment_id=made, kind="symptom", who="Dana Fischer")
    assert sorted(entries) == sorted(SYMPTOMS)
    assert "Nobody has answered yet" in northfield.client.get(northfield.pages).text
    assert "4 of 22 questions answered" in northfield.client.get(f"/answer/{respondent}").text
    northfield.client.post(f"/answer/{respondent}/symptoms/failed-changes", {"version": "1", "value": "0"}, 200)
    assert symptoms(northfield, made)["failed-changes"] == 0


def test_the_triage_counts_like_the_triage_of_an_answers_file(
    northfield: Northfield, content: Content, tmp_path: Path
) -> None:
    """It leads to the same shares and reasons, and to the recommended approach."""
    made = create(northfield, QUERY)
    file = tmp_path / "lead.yaml"
    lines = [f"  {symptom}: {value}" for symptom, value in SYMPTOMS.items()]
    file.write_text("\n".join(["wayfinder: answers/1", "questionnaire: quick-scan", "triage:", *lines]), "utf-8")

    with northfield.database.reading() as session:
        stored = scores_of(session, content, session.get_one(AssessmentRow, made))
    read = assess(content, [file], Method.ISO_33020)

    assert stored.recommendation == read.recommendation
    approach, by = choose_approach(content, stored, AUTO)
    assert (approach.id, by) == ("change-risk", ChosenBy.TRIAGE)


def test_symptoms_of_several_respondents_are_averaged(northfield: Northfield, content: Content) -> None:
    """Dana reports failed changes weekly (3), Erik never (0): 1.5 on average."""
    made = create(northfield, "failed-changes=3")
    with northfield.database.writing() as session:
        erik = RespondentRow(assessment_id=made, name="Erik")
        session.add(erik)
        session.flush()
        session.add(SymptomRow(assessment_id=made, respondent_id=erik.id, symptom_id="failed-changes", value=0))

    with northfield.database.reading() as session:
        recommendation = scores_of(session, content, session.get_one(AssessmentRow, made)).recommendation

    weight, *others = (each.weight for each in content.catalogue.approach["change-risk"].signals)
    weights = weight + sum(others)
    assert recommendation.fits[0].reasons[0].answer == Fraction(3, 2)
    assert recommendation.fits[0].share * 2 * 3 * weights == 3 * weight


def test_a_lead_can_report_symptoms_only(northfield: Northfield) -> None:
    """Progress counts only respondents who are asked about practices."""
    made = create(northfield, QUERY, symptoms="symptoms-only")

    respondent = northfield.one(RespondentRow.id, assessment_id=made)
    assert symptoms(northfield, made) == SYMPTOMS
    page = northfield.client.get(f"/assessments/{made}/respondents").text
    assert "symptoms only" in page
    assert "Nobody has been asked about practices yet." in page
    organization = northfield.client.get(northfield.pages).text
    assert "No respondents yet" in organization
    assert "Symptoms only, finished" in organization
    assert "not about practices" in northfield.client.get(f"/answer/{respondent}").text
    northfield.client.get(f"/answer/{respondent}/answers.xlsx")
    assert "symptoms only" in northfield.client.get(f"/assessments/{made}/respondents/{respondent}").text


def test_the_triage_can_be_left_out(northfield: Northfield) -> None:
    """The lead doesn't become a respondent."""
    made = create(northfield, QUERY, symptoms="left-out")

    assert northfield.all(RespondentRow.id, assessment_id=made) == []
    assert symptoms(northfield, made) == {}


def test_the_triage_is_anonymous_in_an_anonymous_assessment(northfield: Northfield) -> None:
    """The history shows no name, and the symptoms of one person aren't counted."""
    made = create(northfield, QUERY, anonymous="y")

    assert set(northfield.all(HistoryEntry.who, assessment_id=made, kind="symptom")) == {"A respondent"}
    with northfield.database.reading() as session:
        assert assessment_of(session, session.get_one(AssessmentRow, made)).responses == ()


def test_a_form_sent_twice_saves_the_triage_once(northfield: Northfield) -> None:
    """Changes made between the two requests stay."""
    same = new_id()
    create(northfield, QUERY, new_id=same)
    respondent = northfield.one(RespondentRow.id, assessment_id=same)
    northfield.client.post(f"/answer/{respondent}/symptoms/failed-changes", {"version": "1", "value": ""}, 200)

    create(northfield, QUERY, new_id=same)

    assert northfield.all(RespondentRow.id, assessment_id=same) == [respondent]
    assert "failed-changes" not in symptoms(northfield, same)


@pytest.mark.parametrize("bad", ["failed-changes=4", "failed-changes=<b>", "failed-changes=1&failed-changes=2"])
def test_an_invalid_answer_is_refused_by_name(northfield: Northfield, bad: str) -> None:
    """No assessment is created unless the answers are left out."""
    shown = northfield.client.get(f"{northfield.pages}/assessments/new?{bad}&repeat-incidents=1").text
    refused = create(northfield, f"{bad}&repeat-incidents=1", 422)

    assert "no valid answer about “Changes that break things”" in shown
    assert "Some answers can&#39;t be used." in refused
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]
    create(northfield, bad, symptoms="left-out")


def test_an_unknown_choice_is_refused(northfield: Northfield) -> None:
    """The message is shown beside the field, and no assessment is created."""
    assert "Choose one of these." in create(northfield, QUERY, 422, symptoms="some")
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]


def test_a_lead_who_is_not_a_respondent_becomes_one_for_symptoms(northfield: Northfield) -> None:
    """The lead is added only once, no matter how often the button is pressed."""
    first, second = (northfield.client.post(f"{northfield.top}/own-symptoms") for _ in range(2))

    respondent = northfield.one(RespondentRow.id, user_id=northfield.lead.id)
    assert first.headers["Location"] == second.headers["Location"] == f"/answer/{respondent}/symptoms"
    assert northfield.one(RespondentRow.symptoms_only, id=respondent) is True
    page = northfield.client.follow(first).text
    assert f'href="{northfield.top}/roadmap"' in page


def test_a_lead_invited_by_address_stays_one_respondent(northfield: Northfield) -> None:
    """The existing respondent is used, with the same practices."""
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


def test_a_respondent_with_a_link_gets_no_link_to_the_roadmap(app: Flask, northfield: Northfield) -> None:
    """Respondents don't see results."""
    client = PageClient(app)
    asked = northfield.make.respondent(northfield.assessment)
    client.come_by_link(asked)

    assert "/roadmap" not in client.get(f"/answer/{asked.id}/symptoms").text


def test_any_respondent_can_be_asked_about_symptoms_only(northfield: Northfield) -> None:
    """No practice needs to be selected then; otherwise at least one."""
    page = f"{northfield.top}/respondents/new"
    sent = {"new_id": new_id(), "name": "Mia", "member_id": ""}

    assert "Select at least one practice." in northfield.client.post(page, sent, 422).text
    northfield.client.post(page, {**sent, "symptoms_only": "y"})

    assert northfield.one(RespondentRow.symptoms_only, name="Mia") is True
    mia = northfield.one(RespondentRow.id, name="Mia")
    assert (
        'name="symptoms_only" type="checkbox" value="y"'
        in northfield.client.get(f"{northfield.top}/respondents/{mia}").text
    )


def test_only_a_lead_can_become_a_respondent_by_a_button(app: Flask, make: Make) -> None:
    """Assessors are added by a lead."""
    erik = make.user("Erik")
    northfield = Northfield.founded(app, make, assessor=erik)
    client = PageClient(app)
    client.sign_in(erik)

    client.post(f"{northfield.top}/own-symptoms", status=403)
    assert "own-symptoms" not in client.get(f"{northfield.top}/roadmap").text
    assert "own-symptoms" in northfield.client.get(f"{northfield.top}/roadmap").text
