"""Tests of the page about agreement and confidence."""

from __future__ import annotations

from tests.support.reading_pages import row_of, text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import agree, say


def test_alpha_is_shown_with_the_number_of_raters(scene: ResultScene) -> None:
    """Two respondents who agree on everything give 1.00."""
    say(scene.make, scene.assessment, {"service-desk": "F/F L/L N/N N/N N/N"})

    page = text_of(scene.viewer.get(scene.url("/agreement")).text)

    assert "1.00 Krippendorff's alpha for 2 respondents" in page


def test_with_one_rater_nothing_is_said_about_agreement(scene: ResultScene) -> None:
    """A single respondent can't agree with anyone."""
    say(scene.make, scene.assessment, {"service-desk": "F L N N N"})

    page = text_of(scene.viewer.get(scene.url("/agreement")).text)

    assert "Krippendorff" not in page
    assert "disagree" not in page
    assert "1 respondent answered." in page


def test_disagreements_are_listed_with_their_consensus(scene: ResultScene) -> None:
    """One of two has a consensus; people who may set consensus get a link to the workshop."""
    say(scene.make, scene.assessment, {"service-desk": "F/N F/N F F F"}, ("Anna", "Ben"))
    agree(scene.make, scene.assessment, "service-desk.1", "L", "Seen together.")

    page = scene.lead.get(scene.url("/agreement")).text

    assert "Respondents disagree on 2 statements" in text_of(page)
    assert "Seen together." in page
    assert f'href="{scene.url("/workshop")}"' in page
    assert "Set consensus" not in scene.viewer.get(scene.url("/agreement")).text


def test_each_grade_says_why_it_is_not_higher(scene: ResultScene) -> None:
    """The last column gives the reason."""
    say(scene.make, scene.assessment, {"service-desk": "F* L P N -"})

    page = scene.viewer.get(scene.url("/agreement")).text

    assert row_of(page, "Service desk").endswith("medium open statements, little evidence and one rating per statement")


def test_confidence_shows_its_three_shares_and_what_lowers_it(scene: ResultScene) -> None:
    """4 of 5 statements are answered, 1 of 4 with evidence, by one respondent."""
    say(scene.make, scene.assessment, {"service-desk": "F* F L P -"})

    row = row_of(scene.viewer.get(scene.url("/agreement")).text, "Service desk")

    assert f"80% {100 // 4}%" in row
    assert "open statements, little evidence and one rating per statement" in row
