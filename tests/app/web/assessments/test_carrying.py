"""FL-036: a new assessment can start from last year's, and each carried-over answer counts once it is confirmed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.assessments.loading import assessment_of
from app.assessments.scores import scores_of
from app.people.sealing import seal
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.history import HistoryEntry
from reports.views.cover import unconfirmed_words
from tests.support.northfield import Northfield, new_assessment
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of

DESK = "service-desk"


@pytest.fixture
def last_year(northfield: Northfield) -> RespondentRow:
    """Erik's answers of last year, scope and targets."""
    erik = northfield.make.add(
        RespondentRow(
            assessment_id=northfield.assessment.id,
            name="Erik",
            role="service desk",
            email="erik@example.org",
            email_key="erik@example.org",
            practices=[DESK],
        )
    )
    northfield.answers(erik, service_desk_1="F", service_desk_2="L", service_desk_3="P", service_desk_4="NA")
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        row.left_out, row.targets, row.method = {"project-management": "No projects"}, {DESK: 4}, "itil-self"
    return erik


def start(northfield: Northfield, **values: Any) -> AssessmentRow:
    """Start the next assessment as the proposed form does, and return it."""
    proposed: dict[str, Any] = {
        "reason.project-management": "No projects",
        "target.service-desk": "4",
        "predecessor_id": northfield.assessment.id,
        "same_respondents": "y",
        "answers": "carried",
    }
    sent = new_assessment(
        northfield,
        "project-management",
        **proposed | values,
    )
    northfield.client.post(f"{northfield.pages}/assessments/new", sent)
    with northfield.database.reading() as session:
        return session.get_one(AssessmentRow, sent["new_id"])


def reword(northfield: Northfield) -> None:
    """Change last year's questionnaire: reword statement 1, move statement 2 to level 1, and drop one statement."""
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        changes: dict[str, dict[str, Any]] = {f"{DESK}.1": {"text": "An older wording."}, f"{DESK}.2": {"level": 1}}
        statements = [{**each, **changes.get(each["id"], {})} for each in row.questionnaire["statements"]]
        gone = {**statements[0], "id": f"{DESK}.9", "practice": DESK, "text": "A dropped statement."}
        row.questionnaire = {**row.questionnaire, "statements": [*statements, gone]}
        row.questionnaire_version = "0"
        session.add(
            AnswerRow(
                assessment_id=row.id,
                respondent_id=northfield.all(RespondentRow.id)[0],
                statement_id=f"{DESK}.9",
                rating="F",
            )
        )


def respondent(northfield: Northfield, app: Flask, new: AssessmentRow) -> tuple[PageClient, str]:
    """Return Erik's browser in the new assessment, and the path of his answers."""
    with northfield.database.reading() as session:
        row = session.query(RespondentRow).filter_by(assessment_id=new.id).one()
    client = PageClient(app)
    client.come_by_link(row)
    return client, f"/answer/{row.id}"


def upload(client: PageClient, top: str, file: bytes) -> None:
    """Upload a file of answers, and save what the preview shows."""
    sent = {"csrf_token": client.csrf_token(), "file": (BytesIO(file), "answers.yaml")}
    preview = client.browser.post(f"{top}/upload", data=sent, content_type="multipart/form-data")
    client.post(preview.headers["Location"])


def desk(northfield: Northfield, new: AssessmentRow) -> tuple[int | None, Any, int]:
    """Return the level of the service desk, the share answered, and the number of unconfirmed answers."""
    with northfield.database.reading() as session:
        score = scores_of(session, northfield.make.content, session.get_one(AssessmentRow, new.id)).practice[DESK]
        return score.level, score.answered, sum(each.unconfirmed for each in score.statements)


def unconfirmed(northfield: Northfield, new: AssessmentRow) -> list[str]:
    """Return the statements with unconfirmed answers."""
    with northfield.database.reading() as session:
        rows = session.query(AnswerRow).filter_by(assessment_id=new.id)
        return sorted(each.statement_id for each in rows if each.carried is not None)


def test_the_form_proposes_last_years_scope_targets_and_method(
    northfield: Northfield, last_year: RespondentRow
) -> None:
    """The form includes the reasons and ticks the respondents. Answers start blank unless someone chooses otherwise."""
    del last_year
    page = northfield.client.get(f"{northfield.pages}/assessments/new").text

    assert 'name="reason.project-management" value="No projects"' in page
    assert 'name="scope" value="project-management" checked' not in page
    assert 'value="itil-self" checked' in page
    assert '<option value="4" selected>' in page
    assert 'value="blank" checked' in page
    assert "Ask the same respondents" in page


def test_respondents_come_without_links_and_with_blank_answers(
    northfield: Northfield, last_year: RespondentRow
) -> None:
    """Respondents keep their name, role, email address and practices."""
    new = start(northfield, answers="blank")

    with northfield.database.reading() as session:
        row = session.query(RespondentRow).filter_by(assessment_id=new.id).one()
    assert row.id != last_year.id
    assert (row.name, row.role, row.email, row.practices) == ("Erik", "service desk", "erik@example.org", [DESK])
    assert unconfirmed(northfield, new) == []
    assert "no link yet" in northfield.client.get(f"/assessments/{new.id}/respondents").text


def test_only_confirmed_answers_count(northfield: Northfield, app: Flask, last_year: RespondentRow) -> None:
    """FL-036 itself: four answers are carried over, one is confirmed, and one counts as answered."""
    del last_year
    new = start(northfield)
    client, top = respondent(northfield, app, new)

    assert desk(northfield, new) == (None, None, 4)
    client.post(f"{top}/statements/{DESK}.1/confirm")

    level, answered, waiting = desk(northfield, new)
    assert (level, answered, waiting) == (1, pytest.approx(1 / 5), 3)
    assert "20% answered" in text_of(client.get(top).text)
    assert "3 answers were carried over" in text_of(client.get(top).text)


def test_old_dates_wordings_and_levels_are_shown(northfield: Northfield, app: Flask, last_year: RespondentRow) -> None:
    """Statements that the questionnaire no longer asks are listed."""
    del last_year
    reword(northfield)
    new = start(northfield)
    client, top = respondent(northfield, app, new)

    page = text_of(client.get(f"{top}/{DESK}").text)
    results = text_of(northfield.client.get(f"/assessments/{new.id}/practices/{DESK}").text)
    client.post(f"{top}/statements/{DESK}.1/confirm")
    overview = text_of(northfield.client.get(f"/assessments/{new.id}").text)

    assert f"Carried over from Spring 2026 ({date.today():%-d %b %Y}), unconfirmed." in page  # noqa: DTZ011
    assert "It read: “An older wording.”" in page
    assert "The statement was at level 1 then." in page
    assert "then worded “An older wording.”" in results
    assert "A dropped statement." in overview
    assert f"{DESK}.9" not in unconfirmed(northfield, new)


def test_a_whole_practice_is_confirmed_with_one_click(
    northfield: Northfield, app: Flask, last_year: RespondentRow
) -> None:
    """The respondent confirms, and the history has an entry for each answer."""
    del last_year
    new = start(northfield)
    client, top = respondent(northfield, app, new)

    client.post(f"{top}/{DESK}/confirm")

    assert desk(northfield, new)[2] == 0
    entries = northfield.all(HistoryEntry.before, assessment_id=new.id, kind="answer")
    assert len(entries) == 4
    assert all("(carried over, unconfirmed)" in each for each in entries)


def test_an_assessor_confirms_one_or_all_and_the_history_names_the_assessor(
    northfield: Northfield, last_year: RespondentRow
) -> None:
    """An assessor may do so after an interview, for example."""
    del last_year
    new = start(northfield)
    url = f"/assessments/{new.id}/practices/{DESK}/confirm"

    northfield.client.post(url, {"statement": f"{DESK}.2"})
    one = unconfirmed(northfield, new)
    northfield.client.post(url)

    assert one == [f"{DESK}.1", f"{DESK}.3", f"{DESK}.4"]
    assert unconfirmed(northfield, new) == []
    assert set(northfield.all(HistoryEntry.who, assessment_id=new.id, kind="answer")) == {"Dana Fischer"}


def test_changing_an_answer_confirms_it_and_saving_the_same_does_not(
    northfield: Northfield, app: Flask, last_year: RespondentRow
) -> None:
    """A form without scripts sends all answers of a practice, changed or not."""
    del last_year
    new = start(northfield)
    client, top = respondent(northfield, app, new)

    client.post(f"{top}/statements/{DESK}.1", {"version": "1", "rating": "F"}, 200)
    client.post(f"{top}/statements/{DESK}.2", {"version": "1", "rating": "N"}, 200)

    assert unconfirmed(northfield, new) == [f"{DESK}.1", f"{DESK}.3", f"{DESK}.4"]


def test_downloads_leave_unconfirmed_answers_out_and_uploads_keep_them(
    northfield: Northfield, app: Flask, last_year: RespondentRow
) -> None:
    """Files can't mark answers as unconfirmed.

    Uploading one unchanged changes nothing; filling in an answer confirms it.
    """
    del last_year
    new = start(northfield)
    client, top = respondent(northfield, app, new)
    client.post(f"{top}/statements/{DESK}.1/confirm")

    file = client.get(f"{top}/answers.yaml").data
    upload(client, top, file)
    same = unconfirmed(northfield, new)
    upload(client, top, file.replace(f"{DESK}.2:\n".encode(), f"{DESK}.2: L\n".encode()))

    assert same == [f"{DESK}.2", f"{DESK}.3", f"{DESK}.4"]
    assert unconfirmed(northfield, new) == [f"{DESK}.3", f"{DESK}.4"]


def test_pages_and_report_count_unconfirmed_answers_separately(
    northfield: Northfield, last_year: RespondentRow
) -> None:
    """This covers every page of the assessment, the organization, the portfolio, and the report's cover."""
    del last_year
    new = start(northfield)

    for path in ("", "/roadmap", "/readiness/iso-20000-1", "/agreement", "/reports", "/respondents"):
        page = text_of(northfield.client.get(f"/assessments/{new.id}{path}").text)
        assert "4 answers carried over from an earlier assessment aren't confirmed yet. They count as open." in page
    for url in (northfield.pages, "/organizations"):
        assert "4 answers unconfirmed" in text_of(northfield.client.get(url).text)
    assert "Unconfirmed answers: 4" in text_of(northfield.client.get(f"/assessments/{new.id}/practices/{DESK}").text)
    with northfield.database.reading() as session:
        words = unconfirmed_words(assessment_of(session, session.get_one(AssessmentRow, new.id)))
    assert words == "4 answers carried over from an earlier assessment; they count as open"


def test_the_setting_counts_them_with_less_confidence(northfield: Northfield, last_year: RespondentRow) -> None:
    """Levels include them, but the share of answers doesn't."""
    del last_year
    new = start(northfield)
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, new.id).counts_unconfirmed = True

    level, answered, waiting = desk(northfield, new)

    assert (level, answered, waiting) == (2, 0, 4)
    assert "Figures include them." in text_of(northfield.client.get(f"/assessments/{new.id}").text)


def test_last_years_assessment_stays_as_it_was(northfield: Northfield, app: Flask, last_year: RespondentRow) -> None:
    """Its figures, and its answers."""

    def before() -> Any:
        with northfield.database.reading() as session:
            return assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id))

    del last_year
    old = before()
    new = start(northfield)
    client, top = respondent(northfield, app, new)
    client.post(f"{top}/{DESK}/confirm")

    assert before() == old


def test_anonymous_answers_are_never_carried_over(northfield: Northfield, last_year: RespondentRow) -> None:
    """They would get a name, or a new link that the lead makes would show them."""
    del last_year
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True

    assert unconfirmed(northfield, start(northfield)) == []


def test_nothing_is_carried_over_into_an_anonymous_assessment(northfield: Northfield, last_year: RespondentRow) -> None:
    """The form says why, and creates nothing until the lead has decided."""
    del last_year
    sent = new_assessment(
        northfield, predecessor_id=northfield.assessment.id, same_respondents="y", answers="carried", anonymous="y"
    )

    refused = northfield.client.post(f"{northfield.pages}/assessments/new", sent, 422)
    northfield.client.post(f"{northfield.pages}/assessments/new", {**sent, "answers": "blank"})

    assert "the number left would show who has answered what" in text_of(refused.text)
    assert unconfirmed(northfield, AssessmentRow(id=sent["new_id"])) == []
    assert len(northfield.all(RespondentRow.id, assessment_id=sent["new_id"])) == 1


def test_a_respondent_confirms_by_link_after_answers_became_anonymous(
    northfield: Northfield, app: Flask, last_year: RespondentRow
) -> None:
    """Making the link doesn't seal what was carried over, and no page shows which statement is confirmed."""
    del last_year
    new = start(northfield)
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, new.id)
        row.anonymous = True
        session.add(HistoryEntry(assessment_id=new.id, who="Dana", kind="anonymity", subject="", after="anonymous"))
        (person,) = session.query(RespondentRow).filter_by(assessment_id=new.id)
        seal(session, [person])
    client, top = respondent(northfield, app, new)

    client.post(f"{top}/statements/{DESK}.1/confirm")
    client.post(f"{top}/statements/{DESK}.2", {"version": "1", "rating": "N"}, 200)

    assert unconfirmed(northfield, new) == [f"{DESK}.3", f"{DESK}.4"]
    assert desk(northfield, new) == (None, None, 0)


def test_another_organizations_assessment_is_no_predecessor(northfield: Northfield) -> None:
    """Its id changes nothing."""
    other = northfield.make.assessment(northfield.make.organization("Elsewhere"))
    northfield.make.respondent(other, name="Secret")

    new = start(northfield, predecessor_id=other.id)

    assert new.predecessor_id is None
    assert "Secret" not in northfield.all(RespondentRow.name, assessment_id=new.id)


def test_answers_carried_over_are_not_called_answered(northfield: Northfield, last_year: RespondentRow) -> None:
    """The page of a respondent says so until one answer is the respondent's own."""
    new = start(northfield)
    with northfield.database.reading() as session:
        person = session.scalars(select(RespondentRow).where(RespondentRow.assessment_id == new.id)).one()
    path = f"/assessments/{new.id}/respondents/{person.id}"

    page = northfield.client.get(path).text

    assert "Erik hasn't answered yet, but has answers that were carried over" in page
    assert "Erik has answered." not in page
    northfield.answers(person, service_desk_5="N")
    assert "Erik has answered." in northfield.client.get(path).text
    assert last_year.id != person.id
