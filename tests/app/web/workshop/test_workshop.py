"""Tests of the workshop: the order of statements, who answered what, and consensus."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.storage.assessments import ConsensusRow
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from tests.support.reading_pages import text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import agree, say

HTMX = {"HX-Request": "true"}
TWO = "service-desk.2"


def cards(html: str) -> list[str]:
    """Return the ids of the statements on a page, in order."""
    return re.findall(r'<article[^>]* id="s-([^"]+)"', html)


def settle(scene: ResultScene, status: int = 200, statement: str = TWO, **sent: Any) -> str:
    """Send a consensus as htmx does."""
    form = {"version": "0", "rating": "F", "note": "Seen together.", **sent}
    return scene.assessor.post(scene.url(f"/workshop/{statement}"), form, status, headers=HTMX).text


def stored(scene: ResultScene) -> ConsensusRow:
    """Return the only consensus."""
    with scene.make.database.reading() as session:
        return session.scalars(select(ConsensusRow)).one()


def history(scene: ResultScene) -> list[tuple[str, str, str, str, str]]:
    """Return the entries of the history."""
    with scene.make.database.reading() as session:
        entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.id))
        return [(each.who, each.kind, each.subject, each.before, each.after) for each in entries]


@pytest.fixture
def disputed(scene: ResultScene) -> ResultScene:
    """service-desk.2 decides a level (1 or 3); service-desk.5 and incident-management.4 don't."""
    sheets = {"incident-management": "F N N L/F/P N", "service-desk": "F N/F L N N/F"}
    say(scene.make, scene.assessment, sheets, ("Anna", "Ben", "Chloe"))
    return scene


def test_statements_that_decide_a_level_come_first(disputed: ResultScene) -> None:
    """service-desk.2 can raise the desk from level 1 to 3; the others follow in questionnaire order."""
    page = disputed.lead.get(disputed.url("/workshop")).text

    assert cards(page) == [TWO, "incident-management.4", "service-desk.5"]
    assert "3 of 3 disagreements are open; 1 of them decides a level." in text_of(page)
    assert "N \u2192 gives level 1 F: fully achieved F \u2192 gives level 3" in text_of(page)


def test_a_single_practice_shows_all_its_statements(disputed: ResultScene) -> None:
    """Without a practice, the page shows only disagreements."""
    one = disputed.lead.get(disputed.url("/workshop?practice=service-desk")).text
    whole = disputed.lead.get(disputed.url("/workshop?practice=service-desk&show=all")).text
    nothing_named = disputed.lead.get(disputed.url("/workshop?show=all")).text

    assert cards(one) == [TWO, "service-desk.5"]
    assert cards(whole) == [f"service-desk.{level}" for level in range(1, 6)]
    assert len(cards(nothing_named)) == 3


@pytest.mark.parametrize(
    ("names", "there", "not_there"),
    [("name", "Anna (role 1)", "1 \u00d7"), ("role", "Role 1", "Anna"), ("nobody", "1 \u00d7", "role 1")],
)
def test_answers_show_names_as_chosen(disputed: ResultScene, names: str, there: str, not_there: str) -> None:
    """Answers are shown by name, by role, or as counts."""
    page = text_of(disputed.lead.get(disputed.url(f"/workshop?names={names}")).text)

    assert there in page
    assert not_there.lower() not in page.lower()


def test_a_consensus_is_saved_with_its_note_and_in_the_history(disputed: ResultScene) -> None:
    """The response has the statement with its new level, and the state of the workshop."""
    page = text_of(settle(disputed, evidence="The log of May."))

    row = stored(disputed)
    assert (row.statement_id, row.rating, row.note, row.evidence) == (TWO, "F", "Seen together.", "The log of May.")
    who = "Northfield Hospitals assessor"
    assert history(disputed) == [(who, "consensus", TWO, "", "F\nNote: Seen together.\nEvidence: The log of May.")]
    assert "level 3 Service desk 2 Consensus set" in page
    assert "2 of 3 disagreements are open; none decides a level." in page
    assert "The consensus has been saved." in page


def test_a_consensus_names_who_set_it_unless_that_person_was_erased(disputed: ResultScene) -> None:
    """The workshop and the practice page both show it."""
    settle(disputed)
    pages = ("/workshop?practice=service-desk&show=all", "/practices/service-desk")

    for rest in pages:
        assert "Set by Northfield Hospitals assessor on " in text_of(disputed.lead.get(disputed.url(rest)).text)

    with disputed.make.database.writing() as session:
        session.execute(delete(Membership).where(Membership.role == Role.ASSESSOR))
    for rest in pages:
        page = text_of(disputed.lead.get(disputed.url(rest)).text)
        assert "Set by a former member on " in page
        assert "Northfield Hospitals assessor" not in page


def test_without_scripts_the_whole_page_is_returned(disputed: ResultScene) -> None:
    """The statement with a consensus is no longer among the open ones."""
    sent = {"version": "0", "rating": "P", "note": "Agreed."}

    answer = disputed.lead.post(disputed.url(f"/workshop/{TWO}"), sent)

    page = disputed.lead.follow(answer).text
    assert "The consensus has been saved." in page
    assert TWO not in cards(page)


def test_two_people_never_overwrite_each_others_consensus_silently(disputed: ResultScene) -> None:
    """The second person sees the saved consensus, keeps the text typed, and can save again."""
    settle(disputed)

    late = settle(disputed, 409, rating="P", note="Not at night.")

    assert "Saved version: F: fully achieved F, Seen together." in text_of(late)
    assert "Not at night.</textarea>" in late
    assert (stored(disputed).rating, len(history(disputed))) == ("F", 1)
    version = re.search(r'name="version" value="(\d+)"', late).group(1)  # type: ignore[union-attr]
    settle(disputed, version=version, rating="P", note="Not at night.")
    assert (stored(disputed).rating, stored(disputed).note) == ("P", "Not at night.")


def test_sending_the_same_consensus_twice_is_one_change(disputed: ResultScene) -> None:
    """This happens after a lost response."""
    settle(disputed)
    settle(disputed)

    assert len(history(disputed)) == 1


def test_a_consensus_can_be_withdrawn(disputed: ResultScene) -> None:
    """The median of the ratings counts again, and the history has an entry."""
    settle(disputed)

    page = text_of(settle(disputed, version="1", withdraw="yes"))

    assert "level 1 Service desk 2" in page
    assert "The consensus has been withdrawn." in page
    assert (stored(disputed).rating, stored(disputed).note) == (None, "")
    assert history(disputed)[1][3:] == ("F\nNote: Seen together.", "")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"rating": ""}, "Choose a rating."),
        ({"rating": "X"}, "Choose one of these."),
        ({"note": "  "}, "Enter what was agreed and why."),
        ({"note": "x" * 4001}, "This is 4,001 characters long; shorten it to 4,000."),
    ],
)
def test_invalid_input_is_refused_beside_the_field(disputed: ResultScene, sent: dict[str, str], message: str) -> None:
    """Nothing is saved, and the text typed is kept."""
    page = settle(disputed, 422, **sent)

    assert message in page
    assert history(disputed) == []


def test_control_characters_never_reach_the_report(disputed: ResultScene) -> None:
    """FL-027: they are replaced on input."""
    settle(disputed, note="Agreed\x0bon 3 June.")

    assert "\x0b" not in stored(disputed).note


def test_an_unknown_statement_is_404(disputed: ResultScene) -> None:
    """A statement of a practice out of scope isn't available either."""
    settle(disputed, 404, statement="service-desk.9")


def test_settled_disagreements_are_shown_on_request(disputed: ResultScene) -> None:
    """They come last."""
    agree(disputed.make, disputed.assessment, TWO, "L")

    page = disputed.lead.get(disputed.url("/workshop?show=disputed")).text

    assert cards(page) == ["incident-management.4", "service-desk.5", TWO]


def test_without_disagreements_the_page_says_so(scene: ResultScene) -> None:
    """The page says when statements will appear."""
    say(scene.make, scene.assessment, {"service-desk": "F F L N N"}, ("Anna", "Ben"))

    page = scene.lead.get(scene.url("/workshop")).text

    assert "No disagreements here" in page
    assert "There is nothing to discuss" in text_of(page)


def test_two_raters_who_agree_are_said_to_agree(scene: ResultScene) -> None:
    """One rater alone isn't."""
    say(scene.make, scene.assessment, {"service-desk": "F/F F/L L/L N/N N/N"}, ("Anna", "Ben"))

    page = text_of(scene.lead.get(scene.url("/workshop")).text)

    assert "Respondents agree: no ratings are two steps apart" in page


def test_without_answers_the_page_suggests_inviting_respondents(scene: ResultScene) -> None:
    """Workshop and agreement offer to invite respondents, and show no empty table."""
    for path in ("/workshop", "/agreement"):
        page = scene.lead.get(scene.url(path)).text
        assert "No answers yet" in page
        assert f'href="{scene.url("/respondents")}"' in page
    assert "Confidence of each practice" not in page


def test_without_answers_the_filters_are_below_that_suggestion(scene: ResultScene) -> None:
    """The page doesn't mention disagreements before there can be any."""
    page = scene.lead.get(scene.url("/workshop")).text

    assert page.index("No answers yet") < page.index("workshop-filter")
    assert "two or more steps apart" not in page


def test_a_consensus_without_a_rating_is_refused_once(disputed: ResultScene) -> None:
    """A single message says what to do."""
    page = settle(disputed, 422, rating="")

    assert text_of(page).count("Choose") == 1


def test_viewers_and_respondents_cannot_set_consensus(disputed: ResultScene) -> None:
    """Both are refused."""
    for browser in (disputed.viewer, disputed.respondent):
        browser.get(disputed.url("/workshop"), 403)
        browser.post(disputed.url(f"/workshop/{TWO}"), {"version": "0", "rating": "F", "note": "x"}, 403)
    assert history(disputed) == []


def test_many_disagreements_are_split_into_pages(scene: ResultScene) -> None:
    """25 statements take two pages, 20 and 5, and the filter is kept."""
    practices = [each.id for each in scene.make.content.catalogue.practices[:5]]
    say(scene.make, scene.assessment, dict.fromkeys(practices, "N/F N/F N/F N/F N/F"))

    first = scene.lead.get(scene.url("/workshop?names=nobody")).text
    second = scene.lead.get(scene.url("/workshop?names=nobody&page=2")).text

    assert (len(cards(first)), len(cards(second))) == (20, 25 - 20)
    assert set(cards(first)).isdisjoint(cards(second))
    assert re.search(r'rel="next" href="[^"]*names=nobody', first)
    assert len(re.findall(r'id="dispute-', scene.lead.get(scene.url("/agreement?page=2")).text)) == 25 - 20
