"""Signs without a glyph: each is found where someone typed it, once for each time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Consensus, Organization, Respondent
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.missing_signs import MissingSign, signs_without_font
from reports.options import ReportOptions
from reports.printable_text import missing_signs, printable

OWL, REED = "\U00013153", "\U000131cb"


@pytest.fixture
def typed(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, few_answers: Assessment) -> Scores:
    """An organization, a name, an answer and a consensus with hieroglyphs."""
    first, *rest = few_answers.responses
    answer = Answer(Rating.P, comment=f"{OWL} and {OWL}", evidence=REED)
    named = replace(
        first, respondent=Respondent("r01", f"Ana {OWL}"), answers={**first.answers, "service-desk.1": answer}
    )
    answers = replace(
        few_answers,
        responses=(named, *rest),
        organization=Organization(f"House of {OWL}"),
        consensus={"service-desk.2": Consensus(Rating.P, f"as {REED} says")},
    )
    return score(few_catalogue, few_questions, triage, answers)


def test_each_sign_is_listed_with_its_places(typed: Scores) -> None:
    """In the order in which people typed them; a place counts as often as the sign stands there."""
    signs = signs_without_font(typed, ReportOptions(assessment=f"Spring {REED}"))

    assert signs == (
        MissingSign(REED, ("the assessment's name", f"service-desk.1, Ana {OWL}", "service-desk.2, consensus")),
        MissingSign(
            OWL,
            (
                "the organization's name",
                "the name of respondent r01",
                f"service-desk.1, Ana {OWL}",
                f"service-desk.1, Ana {OWL}",
            ),
        ),
    )


def test_the_note_names_the_sign_and_the_first_places() -> None:
    """The rest are counted."""
    few = MissingSign(OWL, ("a",))
    many = MissingSign(OWL, ("a", "a", "b", "c", "d"))

    assert few.note == (
        f"no font of the report has {OWL} (egyptian hieroglyph g017), so the PDF shows [U+13153] instead; typed once: a"
    )
    assert many.note.endswith("typed 5 times: a; b; c; and 1 more place")


@pytest.mark.parametrize("text", ["plain", "Γεώργιος 王小明 🚀", "\x1b \u202e \ud83d", "ﬁ ²", "e\u0301"])
def test_signs_that_can_be_drawn_or_seen_are_not_listed(text: str) -> None:
    """Neither are control characters, which have no glyph in any font, nor signs with a plain equivalent."""
    assert missing_signs(text) == []


def test_a_listed_sign_is_shown_as_its_code() -> None:
    """The note says what the reader sees."""
    assert missing_signs(f"a{OWL}{OWL}") == [OWL, OWL]
    assert printable(OWL) == "[U+13153]"
