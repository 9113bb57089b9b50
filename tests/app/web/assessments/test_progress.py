"""Progress: percentages, minutes, and a constant number of SQL statements."""

from __future__ import annotations

from app.answering.progress import AnswerProgress, overall, progress_of
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.base import now
from tests.support.northfield import Northfield, statements
from tests.support.reading_pages import text_of


def test_almost_all_is_99_percent_and_almost_nothing_is_1() -> None:
    """FL-015: only everything is 100%, and only nothing is 0%."""
    assert [AnswerProgress(answered, 170, 1).per_cent for answered in (0, 1, 169, 170)] == [0, 1, 99, 100]


def test_practices_out_of_scope_or_not_asked_do_not_count(northfield: Northfield) -> None:
    """Answers to them stay saved but don't affect the progress."""
    respondent = northfield.make.respondent(northfield.assessment)
    northfield.answers(respondent, service_desk_1="F", incident_management_1="F", incident_management_2="DK")
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).left_out = {"problem-management": "none"}
        session.get_one(RespondentRow, respondent.id).practices = ["incident-management", "problem-management"]

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        (found,) = progress_of(session, [row])[row.id]

    # two of the five statements of one practice; 170 statements take 25 minutes, so 3 take 25 * 3 / 170 < 1
    assert (found.progress.answered, found.progress.total, found.progress.minutes) == (2, 5, 1)
    assert found.progress.per_cent == 40


def test_a_comment_without_a_rating_is_not_an_answer(northfield: Northfield) -> None:
    """The statement is still open."""
    respondent = northfield.make.respondent(northfield.assessment)
    northfield.make.add(
        AnswerRow(
            assessment_id=northfield.assessment.id,
            respondent_id=respondent.id,
            statement_id="service-desk.1",
            comment="Ask the night shift.",
        )
    )

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        (found,) = progress_of(session, [row])[row.id]

    assert found.progress.answered == 0


def test_the_page_counts_started_complete_and_finished_respondents(northfield: Northfield) -> None:
    """These are three different things."""
    done, begun, _silent = (northfield.make.respondent(northfield.assessment, name=name) for name in ("A", "B", "C"))
    ids = [each.id for each in northfield.make.content.questionnaires[0].statements]
    northfield.answers(done, **{each.replace("-", "_").replace(".", "_"): "F" for each in ids})
    northfield.answers(begun, service_desk_1="N")
    with northfield.database.writing() as session:
        session.get_one(RespondentRow, begun.id).finished_at = now()

    page = text_of(northfield.client.get(f"{northfield.top}/respondents").text)

    # 171 of 3 * 170 statements
    assert "34% of all statements have been answered." in page
    assert "Of 3 respondents, 2 started, 1 answered every statement and 1 marked their answers as finished." in page
    assert "A all in scope 100% nothing" in page
    assert "B all in scope 1% 169 statements, about 25 minutes; marked as finished" in page


def test_overall_progress_is_the_sum(northfield: Northfield) -> None:
    """Each statement counts once for each respondent."""
    first, _second = (northfield.make.respondent(northfield.assessment, name=name) for name in ("A", "B"))
    northfield.answers(first, service_desk_1="N")

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        together = overall(progress_of(session, [row])[row.id])

    assert (together.answered, together.total) == (1, 2 * 170)


def test_a_list_of_fifty_takes_as_many_sql_statements_as_one_of_five(northfield: Northfield) -> None:
    """FL-021: nothing is loaded for each respondent separately."""
    counts = []
    for many in (5, 45):
        for number in range(many):
            respondent = northfield.make.respondent(northfield.assessment, name=f"R{many}-{number}")
            northfield.answers(respondent, service_desk_1="F")
        northfield.client.get(f"{northfield.top}/respondents")  # fills the cache of questionnaires
        with statements(northfield.database) as ran:
            page = northfield.client.get(f"{northfield.top}/respondents").text
        counts.append(len(ran))

    assert page.count("169 statements") == 50
    assert counts[0] == counts[1]
