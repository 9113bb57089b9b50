"""The history of an assessment, and what it tells where answers are anonymous."""

from __future__ import annotations

from datetime import timedelta

from app.storage.base import now
from app.storage.history import HistoryEntry
from tests.support.northfield import Northfield, statements
from tests.support.reading_pages import text_of


def entry(northfield: Northfield, number: int, **values: str) -> HistoryEntry:
    """Return an entry of some seconds ago."""
    said = {"who": "Erik", "kind": "answer", "subject": "service-desk.1", "after": f"Comment: say {number}."}
    return HistoryEntry(assessment_id=northfield.assessment.id, at=now() - timedelta(seconds=number), **said | values)


def test_each_answer_stands_with_who_from_and_to(northfield: Northfield) -> None:
    """The latest first."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik Olsen")
    northfield.answers(erik, service_desk_1="F")

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Erik Olsen" in page
    assert "Answer: Service desk 1" in page
    assert '<span class="as-written">F</span>' in page


def test_a_step_stands_by_the_name_of_its_practice(northfield: Northfield) -> None:
    """As statements do."""
    with northfield.database.writing() as session:
        session.add(entry(northfield, 1, kind="step", subject="service-desk 3", after="Status: Done"))

    assert "Step: Service desk 3" in northfield.client.get(f"{northfield.top}/history").text


def test_it_is_paged_and_a_page_costs_the_same(northfield: Northfield) -> None:
    """120 entries are three pages; a page number that is none shows the nearest."""
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


def test_it_is_filtered_by_statement_and_person(northfield: Northfield) -> None:
    """Both together narrow it; markup in an entry comes out as typed."""
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


def test_what_changed_is_told_in_words(northfield: Northfield) -> None:
    """A method by its name, a symptom by its question and how often, a statement in the filter by its practice."""
    symptom = northfield.make.content.triage.symptoms[0]
    with northfield.database.writing() as session:
        method = {"kind": "setting", "subject": "method", "before": "iso-33020", "after": "itil-self"}
        session.add(entry(northfield, 1, **method))
        session.add(entry(northfield, 2, kind="symptom", subject=symptom.id, before="", after="3"))

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Setting: Scoring method ISO/IEC 33020 the ITIL self-assessment" in text_of(page)
    assert f"Symptom: {symptom.short} nothing {northfield.make.content.triage.answers[3]}" in text_of(page)
    assert '<option value="service-desk.1">Service desk 1</option>' in page
    assert "iso-33020" not in page


def test_a_filter_for_nothing_says_so(northfield: Northfield) -> None:
    """And offers all."""
    page = northfield.client.get(f"{northfield.top}/history?who=Nobody").text

    assert "Nothing of that yet" in page
    assert "Show all" in page


def test_another_assessments_entries_are_not_among_them(northfield: Northfield) -> None:
    """FL-024: neither entries nor names in the filter."""
    other = northfield.make.assessment(northfield.make.organization("Elsewhere"), "Theirs")
    with northfield.database.writing() as session:
        session.add(HistoryEntry(assessment_id=other.id, who="Secret", kind="answer", subject="service-desk.1"))

    assert "Secret" not in northfield.client.get(f"{northfield.top}/history?statement=service-desk.1").text
