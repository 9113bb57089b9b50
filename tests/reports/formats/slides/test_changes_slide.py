"""The slide about what has changed since an earlier assessment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.score import score
from reports.options import ReportOptions, ReportPart
from reports.views.changes import changes_view
from reports.views.subject import Subject
from tests.support.decks import texts, titles

Written = Callable[..., Any]


def compared(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, *practices: str) -> Subject:
    """Return an assessment in which these practices rose from level 1 to 2."""

    def scored(day: str, highest: int) -> Any:
        answers = {
            f"{each}.{level}": Answer(Rating.F if level <= highest else Rating.N)
            for each in practices
            for level in range(1, 6)
        }
        response = Response(questionnaire.id, Respondent("r1", "Head of IT"), answers=answers)
        assessment = Assessment(questionnaire.id, response.organization, day, (response,), {})
        return score(catalogue, questionnaire, triage, assessment)

    return Subject(catalogue, scored("2026-06-03", 2), None, triage, ReportOptions(), scored("2025-06-03", 1))


def test_the_slide_has_every_practice_that_rose_with_its_levels(
    catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, written: Written
) -> None:
    """Its title is the conclusion; without an earlier assessment, or left out, there is no such slide."""
    subject = compared(catalogue, questionnaire, triage, "incident-management", "service-desk")
    view = changes_view(subject)
    assert view is not None

    deck = written(subject)
    place = titles(deck).index(view.headline)

    said = texts(deck.slides[place])
    assert all(each in said for each in ("Incident management", "Service desk", "+1", view.rows[0].why))
    for other in (
        replace(subject, earlier=None),
        replace(subject, options=ReportOptions(left_out=frozenset({ReportPart.CHANGES}))),
    ):
        assert view.headline not in titles(written(other))


def test_rows_that_do_not_fit_are_counted_and_all_are_in_the_notes(
    catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, written: Written
) -> None:
    """All 34 practices rose, which no slide can show."""
    names = [each.id for each in catalogue.practices]
    subject = compared(catalogue, questionnaire, triage, *names)
    view = changes_view(subject)
    assert view is not None

    slide = written(subject).slides[titles(written(subject)).index(view.headline)]

    shown = sum(row.practice in texts(slide) for row in view.rows)
    assert 5 < shown < len(view.rows)
    assert f"The report lists {len(view.rows) - shown} more practices whose level changed." in texts(slide)
    notes = slide.notes_slide.notes_text_frame.text
    assert all(row.practice in notes for row in view.rows)
