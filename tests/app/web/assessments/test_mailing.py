"""Email: invitations are sent if a mail server is configured, and a failure is reported without losing anything."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from flask import Flask

from app.running.mail import MailFailed, send
from app.running.settings import Config, Mail
from app.storage.assessments import RespondentRow
from app.storage.base import new_id
from app.storage.organizations import Membership
from tests.support.applications import shared_app, shipped_content
from tests.support.factories import Make
from tests.support.northfield import Northfield

LONELY = "refused@example.org"


def test_without_a_mail_server_pages_say_that_links_have_to_be_passed_on(northfield: Northfield) -> None:
    """Before a respondent is added, and on the page with the link."""
    said = "No mail server is configured, so"
    assert said in northfield.client.get(f"{northfield.top}/respondents/new").text
    row = northfield.make.respondent(northfield.assessment, name="Erik")

    assert f"{said} Wayfinder sends no email." in northfield.client.get(f"{northfield.top}/respondents/{row.id}").text
    made = northfield.client.post(f"{northfield.top}/respondents/{row.id}/link")
    page = northfield.client.follow(made).text
    assert page.count(said) == 1
    assert "pass the link on yourself" in page


class Postbox(socketserver.StreamRequestHandler):
    """A minimal SMTP server that refuses one address."""

    def handle(self) -> None:
        """Accept emails until the client quits."""
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "RCPT" and LONELY in line:
                self._say("550 nobody")
            elif verb == "DATA":
                self._say("354 go on")
                self._take()
                self._say("250 taken")
            else:
                self._say("221 bye" if verb == "QUIT" else "250 good")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.mails.append(b"".join(lines))  # type: ignore[attr-defined]

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def postbox() -> Iterator[tuple[Mail, list[bytes]]]:
    """Run a mail server; yield its settings and the emails it receives."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.daemon_threads = True
        mails: list[bytes] = []
        server.mails = mails  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Mail("127.0.0.1", "wayfinder@example.org", server.server_address[1], starttls=False), mails
        server.shutdown()
        thread.join()


@pytest.fixture
def by_mail(config: Config) -> Iterator[tuple[Northfield, list[bytes]]]:
    """Northfield on an application that sends emails."""
    with postbox() as (mail, mails):
        app = shared_app(replace(config, mail=mail))
        database = app.extensions["wayfinder"].database
        yield Northfield.founded(app, Make(database, shipped_content())), mails
        database.close()


def respondent(northfield: Northfield, email: str) -> dict[str, Any]:
    """Return the form of a new respondent."""
    practices = [each.id for each in northfield.make.content.catalogue.practices]
    return {"new_id": new_id(), "member_id": "", "name": "Erik", "email": email, "practices": practices}


def text_of(mail: bytes) -> str:
    """Return the text of an email."""
    body = message_from_bytes(mail, policy=policy.default).get_body()
    assert body is not None
    return str(body.get_content())


def test_an_invitation_is_emailed_and_shown(by_mail: tuple[Northfield, list[bytes]]) -> None:
    """The email and the page have the same link."""
    northfield, mails = by_mail

    answer = northfield.client.post(f"{northfield.top}/respondents/new", respondent(northfield, "erik@example.org"))
    page = northfield.client.follow(answer).text

    (mail,) = mails
    link = next(line for line in text_of(mail).splitlines() if "/invitations/" in line)
    assert "sent an email to erik@example.org." in page
    assert link in page
    assert b"To: erik@example.org" in mail


def test_an_email_that_cannot_be_sent_is_reported(by_mail: tuple[Northfield, list[bytes]]) -> None:
    """The respondent has been added, with a link to copy."""
    northfield, mails = by_mail

    answer = northfield.client.post(f"{northfield.top}/respondents/new", respondent(northfield, LONELY))
    page = northfield.client.follow(answer).text

    assert "send the email: the mail server doesn&#39;t accept refused@example.org." in page
    assert 'id="link"' in page
    assert northfield.all(RespondentRow.email) == [LONELY]
    assert mails == []


def test_known_addresses_get_the_same_page_and_a_different_email(
    by_mail: tuple[Northfield, list[bytes]],
) -> None:
    """FL-024: only the owner of the mailbox learns whether the address has an account."""
    northfield, mails = by_mail
    known = northfield.make.user("Known")
    pages = []
    for email in (known.email, "unknown@example.org"):
        sent = {"new_id": new_id(), "name": "Somebody", "email": email, "role": "viewer"}
        page = northfield.client.follow(northfield.client.post(f"{northfield.pages}/members/new", sent)).text
        pages.append(page[page.index("<main") :].partition("<table")[0].replace(email, "…"))

    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert "/sign-in" in text_of(mails[0])
    assert "/reset/" in text_of(mails[1])
    assert len(northfield.all(Membership.id)) == 3


def test_a_missing_mail_server_is_reported_in_words() -> None:
    """So is an address that can't be used in a header."""
    gone = Mail("127.0.0.1", "wayfinder@example.org", 1, starttls=False)

    with pytest.raises(MailFailed, match="can't be reached"):
        send(gone, "erik@example.org", "Hello", "Hello")
    with pytest.raises(MailFailed, match="can't be reached"):
        send(gone, "erik@example.org\nBcc: all@example.org", "Hello", "Hello")


def test_without_a_mail_server_the_lead_is_asked_to_tell_the_member(app: Flask, make: Make) -> None:
    """The page says how the new member signs in."""
    northfield = Northfield.founded(app, make)
    sent = {"new_id": new_id(), "name": "Mia", "email": "mia@example.org", "role": "viewer"}

    page = northfield.client.follow(northfield.client.post(f"{northfield.pages}/members/new", sent)).text

    assert "Ask Mia to sign in as mia@example.org." in page


def _without_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrf_token" not in line)
