"""A simulated browser that sends CSRF tokens and runs `page_checks` on every response."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from app.storage.accounts import User
from app.storage.assessments import RespondentRow
from app.storage.database import Database
from app.web import sessions
from app.web.security import POLICY
from tests.support.page_checks import check_fragment, check_page

REDIRECTS = range(300, 400)


class PageClient:
    """One person's browser; `status=None` accepts any response except a 500."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser: FlaskClient = app.test_client()

    def get(self, url: str, status: int | None = 200, **rest: Any) -> TestResponse:
        """Fetch a page."""
        return self._checked(self.browser.get(url, **rest), status)

    def post(self, url: str, data: dict[str, Any] | None = None, status: int | None = 303, **rest: Any) -> TestResponse:
        """Send a form with its token."""
        sent = {"csrf_token": self.csrf_token(), **(data or {})}
        return self._checked(self.browser.post(url, data=sent, **rest), status)

    def follow(self, answer: TestResponse) -> TestResponse:
        """Follow the redirect of a response."""
        return self.get(answer.headers["Location"])

    def csrf_token(self) -> str:
        """Return a token that is valid in this browser."""
        with self.browser.session_transaction() as session:
            secret = session.setdefault("csrf_token", secrets.token_hex())
        assert isinstance(self.app.secret_key, str)
        token = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(secret)
        return token if isinstance(token, str) else token.decode()

    def sign_in(self, user: User) -> None:
        """Sign in as a user without using the form."""
        with self._database.writing() as session:
            self.browser.set_cookie(sessions.USER_COOKIE, sessions.begin(session, user_id=user.id))

    def come_by_link(self, respondent: RespondentRow) -> None:
        """Sign in as a respondent without opening the link."""
        with self._database.writing() as session:
            self.browser.set_cookie(sessions.ANSWERING_COOKIE, sessions.begin(session, respondent_id=respondent.id))

    @property
    def _database(self) -> Database:
        database: Database = self.app.extensions["wayfinder"].database
        return database

    def _checked(self, answer: TestResponse, status: int | None) -> TestResponse:
        if status is not None:
            assert answer.status_code == status, f"{answer.status_code} instead of {status}: {answer.text[:2000]}"
        assert answer.status_code != 500
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.mimetype == "text/html" and answer.text and answer.status_code not in REDIRECTS:
            (check_page if "<html" in answer.text else check_fragment)(answer.text)
        return answer
