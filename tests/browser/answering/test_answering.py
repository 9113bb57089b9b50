"""Answering in a browser: by keyboard, offline, in two tabs, and when leaving the page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from app.answering.ladder_marks import mark_of
from questionnaires.model import Rating
from tests.support.answering_world import Answering
from tests.support.page_look import check_look

OpenPage = Callable[..., Page]
PRACTICE = "/incident-management"


def says(page: Page, text: str) -> None:
    """Wait until the save status contains a text."""
    expect(page.locator("[data-saving-text]")).to_contain_text(text)


def statement(page: Page, level: int) -> Locator:
    """Return a statement of the practice."""
    return page.locator(f"[id='at-incident-management.{level}']")


def comment(page: Page, level: int) -> Locator:
    """Return the field for a statement's comment, unfolded."""
    more = statement(page, level).locator("details")
    if more.get_attribute("open") is None:
        more.locator("summary").click()
    return more.get_by_label("Comment")


def test_the_pages_look_right(answering: Answering, answer_page: OpenPage, pictures: Path | None) -> None:
    """On the overview, practice, symptoms and upload, axe finds nothing and nothing is wider than the window."""
    page = answer_page()
    for path in ("", PRACTICE, "/symptoms", "/upload"):
        page.goto(answering.path + path)
        check_look(page, pictures)


def test_a_practice_can_be_answered_by_keyboard_alone(
    answering: Answering, answer_page: OpenPage, pictures: Path | None
) -> None:
    """A digit marks the ladder, arrow keys lead to the statements, and further keys rate them."""
    page = answer_page(PRACTICE)

    page.keyboard.press("2")
    says(page, "Saved ")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "2", "ArrowDown", "d", "ArrowDown", "n"):
        page.keyboard.press(key)
    says(page, "give a reason")
    assert answering.stored("incident-management.5")[0] == "N"
    page.keyboard.type("bought as a service")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("contract of June")
    says(page, "Saved ")
    check_look(page, pictures)

    assert answering.ratings("incident-management") == "F F P DK NA"
    assert answering.stored("incident-management.5") == ("NA", "contract of June", "", "bought as a service")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    check_look(page, pictures)
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(page.get_by_role("heading", level=1)).to_have_text("IT asset management")
    expect(page.get_by_role("button", name="Shortcuts")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text("Incident management")


def test_single_ratings_take_precedence_over_a_later_mark(answering: Answering, answer_page: OpenPage) -> None:
    """A mark changes open statements and ratings of the previous mark, and says what it doesn't change."""
    page = answer_page(PRACTICE)
    statement(page, 4).get_by_text("partially").click()
    page.get_by_text("Not even the first rung is true.").click()
    says(page, "Saved ")
    assert answering.ratings("incident-management") == "N N N P N"

    page.locator(".rung").nth(5).click()
    says(page, "Saved ")
    expect(page.locator("[data-ladder-says]")).to_have_text("Rated individually and unchanged: level 4 (P).")
    page.wait_for_function("() => !document.querySelector('[data-saving-text]').textContent.includes('Saving')")

    assert answering.ratings("incident-management") == "F F F P F"


def test_answering_offline_loses_nothing(answering: Answering, answer_page: OpenPage, pictures: Path | None) -> None:
    """The page keeps answers on the device, opens no other page, and saves everything once it is online again."""
    page = answer_page(PRACTICE)
    page.context.set_offline(True)

    page.keyboard.press("3")
    comment(page, 2).fill("nights differ")
    says(page, "No connection. 5 changes not saved yet, but kept on this device.")
    check_look(page, pictures)
    page.get_by_role("link", name="Next").click()
    says(page, "other pages can't be opened")
    assert answering.ratings("incident-management") == ". . . . ."

    page.context.set_offline(False)
    says(page, "Saved ")
    assert answering.ratings("incident-management") == "F F F N N"
    assert answering.stored("incident-management.2")[2] == "nights differ"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':answer:')).length") == 0


def test_answers_kept_on_the_device_are_saved_on_the_next_visit(answering: Answering, answer_page: OpenPage) -> None:
    """The tab was closed offline; the practice restores the comment and saves it."""
    page = answer_page(PRACTICE)
    page.context.set_offline(True)
    comment(page, 1).fill("written on a train")
    says(page, "No connection")
    page.close(run_before_unload=False)

    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(answering.path + PRACTICE)

    expect(again.get_by_text("Restored from this device")).to_be_visible()
    says(again, "Saved ")
    expect(comment(again, 1)).to_have_value("written on a train")
    assert answering.stored("incident-management.1")[2] == "written on a train"


def test_the_overview_saves_answers_kept_on_the_device(answering: Answering, answer_page: OpenPage) -> None:
    """Opening the practice again isn't necessary."""
    page = answer_page(PRACTICE)
    page.context.set_offline(True)
    comment(page, 1).fill("written on a train")
    says(page, "No connection")
    page.close(run_before_unload=False)

    again = page.context.new_page()
    page.context.set_offline(False)
    with again.expect_response(lambda response: "/statements/incident-management.1" in response.url):
        again.goto(answering.path)

    expect(again.get_by_text("Some of your answers are kept on this device")).to_be_hidden()
    assert answering.stored("incident-management.1")[2] == "written on a train"


def test_a_conflict_between_two_tabs_shows_both_versions(
    answering: Answering, answer_page: OpenPage, pictures: Path | None
) -> None:
    """Nothing is lost or overwritten until the person chooses a version."""
    first = answer_page(PRACTICE)
    second = first.context.new_page()
    second.goto(answering.path + PRACTICE)
    statement(first, 1).get_by_text("fully").click()
    says(first, "Saved ")

    statement(second, 1).get_by_text("partially").click()

    conflict = statement(second, 1).get_by_role("alert")
    expect(conflict).to_contain_text("This answer was changed elsewhere")
    expect(conflict).to_contain_text("F fully")
    expect(conflict).to_contain_text("P partially")
    check_look(second, pictures)
    assert answering.stored("incident-management.1")[0] == "F"
    conflict.get_by_role("button", name="Use my answer").click()
    says(second, "Saved ")
    assert answering.stored("incident-management.1")[0] == "P"

    statement(first, 1).get_by_text("largely").click()
    statement(first, 1).get_by_role("button", name="Keep the saved answer").click()
    expect(statement(first, 1).get_by_role("radio", name="P partially")).to_be_checked()
    expect(statement(first, 1).get_by_role("alert")).to_have_count(0)
    assert answering.stored("incident-management.1")[0] == "P"


@pytest.mark.parametrize("way", ["link", "key", "back", "close", "reload"])
def test_text_is_saved_however_the_page_is_left(answering: Answering, answer_page: OpenPage, way: str) -> None:
    """Leaving in the middle of a word doesn't lose it (FL-018)."""
    page = answer_page()
    page.goto(answering.path + PRACTICE)
    comment(page, 3).press_sequentially("three\nlines of\ntext")

    if way == "link":
        page.get_by_role("link", name="All practices").click()
        page.wait_for_url(lambda url: PRACTICE not in url)
    elif way == "key":
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        page.wait_for_url(lambda url: PRACTICE not in url)
    elif way == "back":
        page.go_back()
    elif way == "close":
        with page.expect_event("close"):
            page.close(run_before_unload=True)
    else:
        page.reload()

    again = page.context.new_page()
    again.goto(answering.path + PRACTICE)
    expect(comment(again, 3)).to_have_value("three\nlines of\ntext")
    says(again, "")
    expect(statement(again, 3).locator("[data-state]")).to_contain_text("Saved ")
    assert answering.stored("incident-management.3")[2] == "three\nlines of\ntext"


def test_leaving_with_an_unsaved_answer_asks_for_confirmation(answering: Answering, answer_page: OpenPage) -> None:
    """NA without a reason can't be saved, so the browser asks; with a reason it doesn't."""
    confirmations: list[str] = []

    def stay(dialog: Dialog) -> None:
        confirmations.append(dialog.type)
        dialog.dismiss()

    page = answer_page(PRACTICE)
    page.on("dialog", stay)
    statement(page, 1).get_by_text("not applicable").click()
    says(page, "give a reason")

    with page.expect_event("dialog"):
        page.get_by_role("link", name="All practices").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Incident management")
    assert confirmations == ["beforeunload"]

    statement(page, 1).get_by_label("Why doesn't it apply?").fill("bought as a service")
    page.get_by_role("link", name="All practices").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    assert confirmations == ["beforeunload"]
    assert answering.stored("incident-management.1") == ("NA", "", "", "bought as a service")


def test_a_removed_answer_stays_removed(answering: Answering, answer_page: OpenPage) -> None:
    """On the next visit, the statement is open."""
    page = answer_page(PRACTICE)
    statement(page, 1).get_by_text("fully").click()
    says(page, "Saved ")
    with page.expect_response(lambda response: "/statements/incident-management.1" in response.url):
        page.keyboard.press("Delete")
    page.get_by_role("link", name="All practices").click()

    page.goto(answering.path + PRACTICE)

    expect(statement(page, 1).get_by_role("radio", name="no answer")).to_be_checked()
    assert answering.stored("incident-management.1")[0] is None


def test_signing_out_in_another_tab_loses_nothing(answering: Answering, answer_page: OpenPage) -> None:
    """After a new sign-in, the answer is saved."""
    page = answer_page(PRACTICE)
    page.context.clear_cookies()
    statement(page, 1).get_by_text("fully").click()
    says(page, "Your session has ended. Open your personal link again.")

    answering.come_by_link(page.context)
    page.get_by_role("button", name="Try now").click()

    says(page, "Saved ")
    assert answering.stored("incident-management.1")[0] == "F"


def test_files_can_be_attached_and_removed(answer_page: OpenPage, pictures: Path | None) -> None:
    """A file is listed immediately; one that is too large is refused before it is sent."""
    page = answer_page(PRACTICE)
    more = statement(page, 1).locator("details")
    more.locator("summary").click()

    more.get_by_label("Attach files").set_input_files(
        {"name": "ticket export.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    expect(more.get_by_role("link", name="ticket export.csv")).to_be_visible()
    check_look(page, pictures)
    with page.expect_download() as download:
        more.get_by_role("link", name="ticket export.csv").click()
    assert Path(download.value.path()).read_bytes() == b"a,b\n1,2\n"

    more.get_by_role("button", name="Remove ticket export.csv").click()
    expect(more.get_by_role("link", name="ticket export.csv")).to_have_count(0)
    more.get_by_label("Attach files").set_input_files(
        {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x" * (10 * 1024 * 1024 + 1)}
    )
    expect(more).to_contain_text("film.mp4: larger than 10 MB")


def test_answers_can_be_given_in_a_workbook(
    answering: Answering, answer_page: OpenPage, tmp_path: Path, pictures: Path | None
) -> None:
    """The workbook is downloaded with the answers so far, changed in a spreadsheet, previewed, and saved."""
    page = answer_page(PRACTICE)
    page.keyboard.press("2")
    says(page, "Saved ")
    page.goto(answering.path)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download workbook").click()
    file = tmp_path / "answers.xlsx"
    download.value.save_as(file)
    answering.fill_in(file, {"incident-management.1": "L", "service-desk.1": "F"})

    page.get_by_role("link", name="Upload a filled-in file").click()
    page.get_by_label("File with your answers").set_input_files(file)
    page.get_by_role("button", name="Review changes").click()
    expect(page.get_by_role("main")).to_contain_text("1 added, 1 changed, 4 unchanged. Nothing has")
    check_look(page, pictures)
    assert answering.ratings("incident-management") == "F F N N N"
    page.get_by_role("button", name="Save these answers").click()

    expect(page.get_by_role("status")).to_contain_text("1 added, 1 changed")
    assert answering.ratings("incident-management") == "L F N N N"
    assert answering.ratings("service-desk") == "F . . . ."


def test_errors_in_a_workbook_name_their_cells(answering: Answering, answer_page: OpenPage, tmp_path: Path) -> None:
    """The page lists every error."""
    page = answer_page("/upload")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel workbook").click()
    file = tmp_path / "answers.xlsx"
    download.value.save_as(file)
    answering.fill_in(file, {"incident-management.1": "3-4", "service-desk.1": "NA"})

    page.get_by_label("File with your answers").set_input_files(file)
    page.get_by_role("button", name="Review changes").click()

    fault = page.get_by_role("alert")
    expect(fault).to_contain_text("sheet Answers")
    expect(fault).to_contain_text("'3-4'")
    expect(fault).to_contain_text("service-desk.1 is rated NA without a reason")
    check_look(page)


def test_the_script_derives_the_same_marks_as_the_server(answering: Answering, answer_page: OpenPage) -> None:
    """One rule in two languages, compared for every combination of ratings."""
    ladder = answering.make.content.questionnaires[0].ladders["incident-management"]
    combined = list(product(["", *map(str, Rating)], repeat=5))
    by_server = [
        mark_of(ladder, {ladder[level].id: Rating(each) if each else None for level, each in enumerate(ratings, 1)})
        for ratings in combined
    ]

    by_page = answer_page(PRACTICE).evaluate(
        """async (combined) => {
          const { markOf } = await import("/static/js/answering/ladder.js");
          return combined.map((ratings) => markOf(new Map(ratings.map((each, at) => [at + 1, each]))));
        }""",
        combined,
    )

    assert by_page == ["" if mark is None else str(mark) for mark in by_server]


def test_a_full_disk_is_reported_and_the_answer_kept(answering: Answering, answer_page: OpenPage) -> None:
    """FL-052: the status says what is wrong with the server, and the answer is sent once the server can save again."""
    page = answer_page(PRACTICE)
    asked: list[str] = []

    def full(route: Route) -> None:
        asked.append(route.request.headers["accept"])
        wrong = {"error": "Wayfinder can't save anything at the moment", "mend": "There is no space left on the disk."}
        route.fulfill(status=503, json=wrong)

    page.route("**/statements/*", full)
    page.keyboard.press("1")

    says(page, "Wayfinder can't save anything at the moment. 5 changes not saved yet, but kept on this device.")
    assert set(asked) == {"application/json"}
    assert answering.ratings("incident-management") == ". . . . ."
    page.unroute("**/statements/*")
    page.get_by_role("button", name="Try now").click()
    says(page, "Saved ")
    assert answering.ratings("incident-management") == "F N N N N"


def test_leaving_a_shared_computer_leaves_nothing_behind(answering: Answering, answer_page: OpenPage) -> None:
    """FL-046: no draft stays in the browser, and neither the history nor the address shows an answer."""
    page = answer_page(PRACTICE)
    page.keyboard.press("1")
    says(page, "Saved ")
    page.goto(answering.path)
    page.evaluate("localStorage.setItem('wayfinder:answering:somebody-else:answer:x', '{}')")

    page.get_by_role("button", name="forget me on this device").click()

    expect(page.get_by_role("heading", name="You've ended your session")).to_be_visible()
    page.wait_for_function("() => Object.keys(localStorage).length === 0")
    for _ in range(2):
        page.go_back()
        expect(page.get_by_role("heading", name="Open your personal link again")).to_be_visible()
    page.goto(answering.path)
    expect(page.get_by_role("heading", name="Open your personal link again")).to_be_visible()


def test_leaving_with_unsaved_answers_warns_first(answering: Answering, answer_page: OpenPage) -> None:
    """The second press leaves anyway."""
    page = answer_page(PRACTICE)
    page.route("**/statements/*", lambda route: route.fulfill(status=503, json={"error": "Full", "mend": ""}))
    page.keyboard.press("1")
    says(page, "Full. 5 changes not saved yet")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.route("**/statements/*", lambda route: route.fulfill(status=503, json={"error": "Full", "mend": ""}))
    again.goto(answering.path)

    leave = again.get_by_role("button", name="forget me on this device")
    leave.click()
    expect(again.locator("[data-leave-wrong]")).to_contain_text("5 answers aren't saved yet and will be lost")
    leave.click()

    expect(again.get_by_role("heading", name="You've ended your session")).to_be_visible()
    again.wait_for_function("() => Object.keys(localStorage).length === 0")


def test_finishing_early_is_confirmed_on_a_page(answer_page: OpenPage) -> None:
    """The page looks right and a second press finishes."""
    page = answer_page("")
    page.get_by_role("button", name="I'm finished").click()
    expect(page.get_by_role("heading", name="Are you finished?")).to_be_visible()
    check_look(page)

    page.get_by_role("button", name="Finish anyway").click()

    expect(page.get_by_text("Your answers are marked as finished.")).to_be_visible()
    check_look(page)
