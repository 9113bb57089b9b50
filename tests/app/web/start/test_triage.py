"""Where to start, without an account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import event

from app.running.content import Content
from app.storage.accounts import User
from app.storage.database import Database
from tests.support.factories import Make
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]

BAD = "failed-changes=3&surprise-changes=2&repeat-incidents=1&missed-targets=0"
ORDERED = "repeat-incidents=1&failed-changes=3&surprise-changes=2&missed-targets=0"


def test_every_symptom_has_four_answers_in_words(client: PageClient, content: Content) -> None:
    """Each is a group of radio buttons with nothing selected."""
    page = client.get("/where-to-start").text

    assert page.count("<fieldset") == page.count("<legend") == len(content.triage.symptoms)
    assert page.count('type="radio"') == 4 * len(content.triage.symptoms)
    assert all(_escaped(symptom.question) in page for symptom in content.triage.symptoms)
    assert " checked" not in page
    assert page.count("> Once</label>") == sum("once" in content.triage.scale(each) for each in content.triage.symptom)


def test_the_result_names_the_approach_and_the_runner_up_with_reasons(client: PageClient, content: Content) -> None:
    """Change risk: 3x5 + 2x4 of 26x3; support quality: 1x5 of 25x3."""
    page = client.get(f"/where-to-start/result?{BAD}").text

    assert "<h1>Start with Change enablement</h1>" in page
    assert f"Change risk first: {3 * 5 + 2 * 4} of {(5 + 4 + 2 + 4 + 4 + 4 + 3) * 3} points, 29%" in page
    assert f"Support quality first: {1 * 5} of {(5 + 4 + 4 + 3 + 3 + 3 + 3) * 3} points, 7%" in page
    assert "Runner-up: Support quality first" in page
    change = content.catalogue.approach["change-risk"]
    assert all(_escaped(signal.why) in page for signal in change.signals[:2])
    assert _escaped(change.signals[2].why) not in page


def test_the_result_shows_the_first_practice_and_its_90_days(client: PageClient, content: Content) -> None:
    """It has three rungs with their actions, from the bottom, and the actions of the first two in their weeks."""
    page = client.get(f"/where-to-start/result?{BAD}").text

    ladder = content.questionnaires[0].ladders["change-enablement"]
    assert all(_escaped(ladder[level].text) in page for level in (1, 2, 3))
    assert all(_escaped(ladder[level].action) in page for level in (1, 2, 3))
    assert _escaped(ladder[4].text) not in page
    days = page[page.index('id="first-days"') :]
    assert "Nothing has been assessed yet, so these are the actions for levels 1 and 2 of change enablement." in days
    assert [_escaped(ladder[level].action) in days for level in (1, 2, 3)] == [True, True, False]
    assert "Week 1: Change enablement" in days


def test_every_figure_is_explained_symptom_by_symptom(client: PageClient, content: Content) -> None:
    """All three approaches list all their symptoms, and unanswered ones are distinguished from "never"."""
    page = client.get(f"/where-to-start/result?{BAD}").text
    table = page[page.index('id="weighed"') :]
    assert "How well each approach fits" in table
    assert "not assessed" in table

    assert all(f'id="weighed-{approach.id}"' in table for approach in content.catalogue.approaches)
    signals = sum(len(approach.signals) for approach in content.catalogue.approaches)
    assert table.count("not answered") == signals - 4
    assert table.count("<td>never</td>") == 1
    assert "You answered 4 of 22 questions" in page


def test_two_that_are_level_are_called_level(client: PageClient, content: Content) -> None:
    """Weekly on every question of two approaches: both 100 per cent."""
    both = [content.catalogue.approach[each] for each in ("support-quality", "change-risk")]
    query = "&".join(f"{signal.symptom}=3" for approach in both for signal in approach.signals)

    page = client.get(f"/where-to-start/result?{query}").text

    assert "The two approaches match equally well" in page
    assert page.index("Why Support quality first") < page.index("Runner-up: Change risk first")


def test_a_single_approach_has_no_runner_up(client: PageClient) -> None:
    """The page says so."""
    assert "Runner-up: none" in client.get("/where-to-start/result?missed-targets=3").text


def test_one_symptom_alone_is_called_a_guess(client: PageClient) -> None:
    """The heading and a notice say how little the recommendation rests on; three symptoms are enough."""
    page = client.get("/where-to-start/result?failed-changes=3&missed-targets=0").text

    assert "<h1>Best guess: start with Change enablement</h1>" in page
    assert "This is a guess: it is based on a single symptom (“Changes that break things”)" in page
    assert "This is a first glimpse: nothing has been assessed yet. Assess practices before you plan." in page
    assert "This is a guess" not in client.get(f"/where-to-start/result?{BAD}").text


def test_without_any_symptom_nothing_is_recommended(client: PageClient, content: Content) -> None:
    """If every answer is "never", the page suggests a quick scan."""
    query = "&".join(f"{symptom.id}=0" for symptom in content.triage.symptoms)

    page = client.get(f"/where-to-start/result?{query}").text

    assert "No symptoms, no recommendation" in page
    assert "Start with" not in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "Answer at least one question"),
        ("repeat-incidents=", "Answer at least one question"),
        ("unheard-of=3", "Answer at least one question"),
        ("repeat-incidents=4", "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=-1", "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=weekly", "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=1&repeat-incidents=2", "contains two answers to this question"),
        ("repeat-incidents=%00%1b", "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=<b>", "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=" + "3" * 5000, "isn&#39;t a valid answer. Choose one of these."),
        ("repeat-incidents=%D9%A3", "isn&#39;t a valid answer. Choose one of these."),
    ],
)
def test_an_invalid_answer_is_refused_and_the_others_are_kept(client: PageClient, query: str, message: str) -> None:
    """The form is shown again with the valid answers."""
    page = client.get(f"/where-to-start/result?{query}&hero-fixes={2 if 'Choose' in message else ''}", 422).text

    assert message in page
    assert "<b>" not in page
    assert ('name="hero-fixes" value="2" checked' in page) == ("Choose" in message)


def test_unknown_parameters_are_ignored(client: PageClient) -> None:
    """Mail programs add some to links."""
    client.get(f"/where-to-start/result?{BAD}&utm_source=mail&utm_source=again")


def test_the_answers_can_be_changed(client: PageClient) -> None:
    """The link back contains all the answers."""
    page = client.get(f"/where-to-start?{BAD}").text

    assert page.count(" checked") == 4
    assert 'name="failed-changes" value="3" checked' in page


def test_nothing_is_stored_or_read_for_a_visitor(client: PageClient, database: Database) -> None:
    """The pages take no SQL statement at all."""
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    client.get(f"/where-to-start/result?{BAD}")

    assert statements == []


def test_a_visitor_signs_in_on_the_way_to_a_quick_scan(client: PageClient, make: Make) -> None:
    """The answers are kept."""
    make.user()

    target = client.get(f"/where-to-start/quick-scan?{BAD}", None).headers["Location"]

    assert parse_qs(urlsplit(target).query)["next"] == [f"/where-to-start/quick-scan?{BAD}"]


def test_a_user_creates_an_assessment_where_he_or_she_is_lead(sign_in: SignIn, make: Make) -> None:
    """Organizations where the user only reads aren't offered.

    The URL contains the answers, for a new organization too.
    """
    dana, erik = make.user(), make.user()
    led = make.organization("Northfield <Hospitals>", lead=dana)
    make.organization("Southfield", lead=dana)
    make.organization("Read only", lead=erik, viewer=dana)
    make.organization("Secret Bank", lead=erik)

    page = sign_in(dana).get("/where-to-start/quick-scan?failed-changes=3&surprise-changes=x").text

    assert f'href="/organizations/{led.id}/assessments/new?failed-changes=3"' in page
    assert 'href="/organizations/new?failed-changes=3"' in page
    assert "Northfield &lt;Hospitals&gt;" in page
    assert "Read only" not in page
    assert "Secret Bank" not in page


def test_a_lead_of_one_organization_is_not_asked_which(sign_in: SignIn, make: Make) -> None:
    """The form for the assessment opens immediately, with the answers."""
    dana = make.user()
    led = make.organization(lead=dana)

    answer = sign_in(dana).get("/where-to-start/quick-scan?failed-changes=3", 303)

    assert answer.headers["Location"] == f"/organizations/{led.id}/assessments/new?failed-changes=3"


def test_a_user_who_leads_nothing_adds_an_organization_first(sign_in: SignIn, make: Make) -> None:
    """The empty page offers it, and the answers are kept for its first assessment."""
    client = sign_in(make.user())
    page = client.get(f"/where-to-start/quick-scan?{BAD}").text
    way = f"/organizations/new?{ORDERED}".replace("&", "&amp;")
    new_id = "o" * 16

    assert "You don&#39;t lead an organization yet" in page
    assert f'href="{way}"' in page
    assert "include your answers to “Where should we start?”" in client.get(f"/organizations/new?{BAD}").text
    made = client.post(f"/organizations/new?{BAD}", {"new_id": new_id, "name": "Northfield"})
    assert made.headers["Location"] == f"/organizations/{new_id}/assessments/new?{ORDERED}"


def test_without_answers_a_new_organization_leads_to_its_page(sign_in: SignIn, make: Make) -> None:
    """An invalid answer counts as none."""
    new_id = "o" * 16

    made = sign_in(make.user()).post("/organizations/new?failed-changes=9", {"new_id": new_id, "name": "Northfield"})

    assert made.headers["Location"] == f"/organizations/{new_id}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")
