"""The history of an assessment."""

from __future__ import annotations

from datetime import timedelta

from app.storage.base import now
from app.storage.history import HistoryEntry
from tests.support.northfield import Northfield, statements
from tests.support.reading_pages import text_of


def entry(northfield: Northfield, number: int, **values: str) -> HistoryEntry:
    """Return an entry from `number` seconds ago."""
    said = {"who": "Erik", "kind": "answer", "subject": "service-desk.1", "after": f"Comment: say {number}."}
    return HistoryEntry(assessment_id=northfield.assessment.id, at=now() - timedelta(seconds=number), **said | values)


def test_each_answer_is_listed_with_person_and_values(northfield: Northfield) -> None:
    """The page shows the person, the statement and the new rating."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik Olsen")
    northfield.answers(erik, service_desk_1="F")

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Erik Olsen" in page
    assert "Answer: Service desk 1" in page
    assert '<span class="as-written">F</span>' in page


def test_a_step_is_listed_by_the_name_of_its_practice(northfield: Northfield) -> None:
    """Steps are listed the same way as statements."""
    with northfield.database.writing() as session:
        session.add(entry(northfield, 1, kind="step", subject="service-desk 3", after="Status: Done"))

    assert "Step: Service desk 3" in northfield.client.get(f"{northfield.top}/history").text


def test_every_page_of_the_history_takes_as_many_sql_statements(northfield: Northfield) -> None:
    """120 entries make three pages; an invalid page number shows the nearest page."""
    costs = []
    for many in (20, 100):
        with northfield.database.writing() as session:
            session.add_all(entry(northfield, number + many) for number in range(many))
        northfield.client.get(f"{northfield.top}/history")
        with statements(northfield.database) as ran:
            northfield.client.get(f"{northfield.top}/history")
        costs.append(len(ran))

    assert costs[0] == costs[1]
    assert "Page 1 of 3" in northfield.client.get(f"{northfield.top}/history").text
    assert "Page 3 of 3" in northfield.client.get(f"{northfield.top}/history?page=99").text
    assert "Page 1 of 3" in northfield.client.get(f"{northfield.top}/history?page=-1").text
    assert "Page 1 of 3" in northfield.client.get(f"{northfield.top}/history?page=x").text


def test_the_history_is_filtered_by_statement_and_person(northfield: Northfield) -> None:
    """Both filters apply together; markup in an entry is shown as typed."""
    with northfield.database.writing() as session:
        session.add(entry(northfield, 1, after="<b>one</b>"))
        session.add(entry(northfield, 2, who="Mia", after="two"))
        session.add(entry(northfield, 3, who="Mia", subject="service-desk.2", after="three"))

    page = northfield.client.get(f"{northfield.top}/history?who=Mia&statement=service-desk.1").text
    all_of_it = northfield.client.get(f"{northfield.top}/history").text

    assert "two" in page
    assert "one" not in page
    assert "three</span>" not in page
    assert "&lt;b&gt;one&lt;/b&gt;" in all_of_it


def test_changes_are_described_in_words(northfield: Northfield) -> None:
    """The name of a method, the frequency of a symptom, the practice of a statement, and a readable date."""
    symptom = northfield.make.content.triage.symptoms[0]
    with northfield.database.writing() as session:
        method = {"kind": "setting", "subject": "method", "before": "iso-33020", "after": "itil-self"}
        session.add(entry(northfield, 1, **method))
        date = {"kind": "setting", "subject": "assessed_on", "before": "2026-03-02", "after": "2026-11-29"}
        session.add(entry(northfield, 3, **date))
        session.add(entry(northfield, 2, kind="symptom", subject=symptom.id, before="", after="3"))

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Setting: Scoring method ISO/IEC 33020 the ITIL self-assessment" in text_of(page)
    assert "Setting: Date of the assessment 2 Mar 2026 29 Nov 2026" in text_of(page)
    assert f"Symptom: {symptom.short} \N{EN DASH} {northfield.make.content.triage.answers[3]}" in text_of(page)
    assert '<option value="service-desk.1">Service desk 1</option>' in page
    assert "iso-33020" not in page


def test_a_filter_without_matches_offers_all_changes(northfield: Northfield) -> None:
    """The page says that nothing matches."""
    page = northfield.client.get(f"{northfield.top}/history?who=Nobody").text

    assert "No matching changes" in page
    assert "Show all" in page


def test_changes_of_other_assessments_are_not_listed(northfield: Northfield) -> None:
    """FL-024: they appear neither in the list nor as names in the filter."""
    other = northfield.make.assessment(northfield.make.organization("Elsewhere"), "Theirs")
    with northfield.database.writing() as session:
        session.add(HistoryEntry(assessment_id=other.id, who="Secret", kind="answer", subject="service-desk.1"))

    assert "Secret" not in northfield.client.get(f"{northfield.top}/history?statement=service-desk.1").text
