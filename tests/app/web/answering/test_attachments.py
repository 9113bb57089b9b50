"""Files attached to answers: safe names, limits, and access."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app.answering.attachments import MOST_FILES, safe_name
from app.storage.accounts import User
from app.storage.organizations import Membership, Role
from tests.support.factories import Make
from tests.support.page_client import PageClient

if TYPE_CHECKING:
    from .conftest import Answering

ONE = "incident-management.1"


def links(answering: Answering) -> list[str]:
    """Return the URLs of a practice's files."""
    return re.findall(
        r'href="(/answer/[^"]*/files/[^"]*)"', answering.client.get(answering.url("/incident-management")).text
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ticket export.csv", "ticket export.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\report.pdf", "report.pdf"),
        ("..", "file"),
        ("", "file"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("evil\u202efdp.exe", "evil_fdp.exe"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie_ x.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("Übersicht.pdf", "Übersicht.pdf"),
        (".htaccess", "htaccess"),
    ],
)
def test_file_names_lose_everything_dangerous(given: str, kept: str) -> None:
    """Folders, reserved characters and misleading characters go; the extension stays."""
    assert safe_name(given) == kept


def test_a_file_is_a_download_that_no_browser_opens(answering: Answering) -> None:
    """This includes an HTML page with a script."""
    answering.attach(ONE, "page.html", b"<script>alert(1)</script>")

    [link] = links(answering)
    got = answering.client.get(link)

    assert got.data == b"<script>alert(1)</script>"
    assert got.mimetype == "application/octet-stream"
    assert got.headers["Content-Disposition"] == "attachment; filename=page.html"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "private, no-store"


def test_the_history_names_attached_and_removed_files(answering: Answering) -> None:
    """Removing a file twice makes only one entry."""
    answering.attach(ONE, "a.txt", b"a")
    [link] = links(answering)
    remove = f"/statements/{ONE}/files/{link.rpartition('/')[2]}/remove"

    answering.client.post(answering.url(remove))
    answering.client.post(answering.url(remove))

    assert [(each.kind, each.before, each.after) for each in answering.history()] == [
        ("file", "", "a.txt"),
        ("file", "a.txt", ""),
    ]
    assert links(answering) == []


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "is empty"), (b"x" * (10 * 1024 * 1024 + 1), "is larger than 10 MB")]
)
def test_an_empty_or_too_large_file_is_refused_with_a_reason(answering: Answering, data: bytes, message: str) -> None:
    """Nothing is attached."""
    assert message in answering.attach(ONE, "a.bin", data, 422).text
    assert links(answering) == []


def test_the_request_has_a_size_limit(answering: Answering) -> None:
    """A larger body isn't even read."""
    reply = answering.client.browser.post(
        answering.url(f"/statements/{ONE}/files"),
        data=b"x" * (13 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
        headers={"X-CSRFToken": answering.client.csrf_token()},
    )

    assert reply.status_code == 413
    assert "This is too large" in reply.text


def test_an_answer_has_at_most_ten_files(answering: Answering) -> None:
    """The same file counts only once."""
    for number in range(MOST_FILES):
        answering.attach(ONE, f"{number}.txt", b"x")
    answering.attach(ONE, "0.txt", b"x")

    assert "already has 10 files" in answering.attach(ONE, "one more.txt", b"x", 422).text


def test_the_form_of_a_practice_attaches_and_removes_files_without_scripts(answering: Answering) -> None:
    """The same request saves the answers."""
    url = answering.url("/incident-management")
    answering.client.post(url, {f"{ONE}:version": "0", f"{ONE}:rating": "F", f"{ONE}:file": (BytesIO(b"a"), "a.txt")})
    [link] = links(answering)
    assert answering.rows()[ONE].rating == "F"

    answering.client.post(url, {f"{ONE}:remove": link.rpartition("/")[2]})
    assert links(answering) == []


def test_without_scripts_a_refused_file_has_a_message_and_the_answers_are_saved(
    answering: Answering,
) -> None:
    """No other file of the same statement is attached."""
    sent = {f"{ONE}:version": "0", f"{ONE}:rating": "F", f"{ONE}:comment": "typed long"}
    files = {f"{ONE}:file": [(BytesIO(b"a"), "a.txt"), (BytesIO(b""), "b.txt")]}

    page = answering.client.post(answering.url("/incident-management"), sent | files, 422).text

    assert re.search(r"data-file-wrong>b\.txt is empty; [^<]*<", page)
    assert "typed long" in page
    assert (answering.rows()[ONE].rating, links(answering)) == ("F", [])


def test_only_the_respondent_leads_and_assessors_can_open_a_file(
    app: Flask, answering: Answering, make: Make, sign_in: Callable[[User], PageClient]
) -> None:
    """Other respondents, viewers and other organizations can't."""
    answering.attach(ONE, "a.txt", b"a")
    [link] = links(answering)
    of_assessment = f"/assessments/{answering.assessment.id}/files/{link.rpartition('/')[2]}"
    statuses = {}
    for role in Role:
        user = make.user(role.value)
        make.add(Membership(organization_id=answering.organization.id, user_id=user.id, role=role))
        statuses[role.value] = sign_in(user).get(of_assessment, None).status_code
    stranger = make.user()
    elsewhere = make.assessment(make.organization("Elsewhere", lead=stranger))
    statuses["stranger"] = sign_in(stranger).get(of_assessment, None).status_code
    statuses["by another assessment"] = (
        sign_in(stranger).get(f"/assessments/{elsewhere.id}/files/{link.rpartition('/')[2]}", None).status_code
    )
    other = PageClient(app)
    other_respondent = make.respondent(answering.assessment, name="Second")
    other.come_by_link(other_respondent)
    statuses["another respondent"] = other.get(
        f"/answer/{other_respondent.id}/files/{link.rpartition('/')[2]}", None
    ).status_code

    assert statuses == {
        "lead": 200,
        "assessor": 200,
        "respondent": 403,
        "viewer": 403,
        "stranger": 404,
        "by another assessment": 404,
        "another respondent": 404,
    }
