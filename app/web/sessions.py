"""Sessions. The cookie contains a random token and the database its hash, so sessions can be listed and revoked."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.storage.accounts import SignIn, User, new_token, token_hash
from app.storage.assessments import RespondentRow
from app.storage.base import now
from app.web.services import config, reading

USER_COOKIE = "wayfinder"
ANSWERING_COOKIE = "wayfinder-answering"
LASTS = timedelta(days=14)
LINK_REMEMBERED = timedelta(days=180)
"""How long a browser remembers that someone used a personal link, so that the page asks for the link, not for a
password."""
LEFT = "left"
"""The value of the cookie after leaving a device; no session has this token."""


class FormCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, sent only to paths of this application."""

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002 - Flask's signature
        """Return the path under which a proxy serves the application."""
        return cookie_path()


def cookie_path() -> str:
    """Return the path for cookies; under a prefix, other applications on the same host don't see them."""
    return request.script_root or "/"


def begin(session: Session, *, user_id: str | None = None, respondent_id: str | None = None) -> str:
    """Start a session of a user or a respondent, and return the token for the cookie."""
    token = new_token()
    expires_at = now() + LASTS
    session.add(
        SignIn(token_hash=token_hash(token), user_id=user_id, respondent_id=respondent_id, expires_at=expires_at)
    )
    return token


def give_cookie(response: Response, cookie: str, token: str, lasts: timedelta = LASTS) -> None:
    """Set the cookie with the token; a cookie that outlasts its session shows that there was a session."""
    response.set_cookie(
        cookie,
        token,
        max_age=lasts,
        path=cookie_path(),
        httponly=True,
        samesite="Lax",
        secure=config().secure or request.is_secure,
    )


def take_cookie(response: Response, cookie: str) -> None:
    """Remove the cookie from the browser."""
    response.delete_cookie(cookie, path=cookie_path())


def of_request(cookie: str) -> SignIn | None:
    """Return the session of this request's cookie, if it is still valid."""
    token = request.cookies.get(cookie)
    if not token:
        return None
    alive = select(SignIn).where(SignIn.token_hash == token_hash(token), *_alive(now()))
    found = reading().scalars(alive).one_or_none()
    return found if found and (found.user is None or found.user.active) else None


def was_here(session: Session, respondent_id: str) -> bool:
    """Return whether this browser has had a respondent's session that nobody ended; the session may have expired."""
    mine = (*_this_browsers(respondent_id), SignIn.revoked_at.is_(None))
    return session.execute(select(SignIn.id).where(*mine)).first() is not None


def end_here(session: Session, respondent_id: str) -> None:
    """End the respondent's session in this browser, which is about to start another one."""
    _revoke(session, *_this_browsers(respondent_id))


def end_shared(session: Session, assessment_id: str) -> None:
    """End the sessions of respondents who have several, because one of the sessions may be someone else's."""
    several = (
        select(SignIn.respondent_id)
        .join(RespondentRow, RespondentRow.id == SignIn.respondent_id)
        .where(RespondentRow.assessment_id == assessment_id, *_alive(now()))
        .group_by(SignIn.respondent_id)
        .having(func.count() > 1)
    )
    _revoke(session, SignIn.respondent_id.in_(session.scalars(several).all()))


def of_user(session: Session, user: User) -> list[SignIn]:
    """Return a user's valid sessions, newest first."""
    alive = select(SignIn).where(SignIn.user_id == user.id, *_alive(now())).order_by(SignIn.created_at.desc())
    return list(session.scalars(alive))


def revoke(session: Session, sign_in_id: str, user_id: str) -> None:
    """End one of a user's sessions."""
    _revoke(session, SignIn.id == sign_in_id, SignIn.user_id == user_id)


def end(session: Session, sign_in_id: str) -> None:
    """End the session of this request."""
    _revoke(session, SignIn.id == sign_in_id)


def revoke_all(session: Session, user_id: str, *, but: str = "") -> None:
    """End all sessions of a user except one."""
    _revoke(session, SignIn.user_id == user_id, SignIn.id != but)


def revoke_respondent(session: Session, respondent_id: str) -> None:
    """End all sessions of a respondent, for example when the invitation is revoked."""
    _revoke(session, SignIn.respondent_id == respondent_id)


def _this_browsers(respondent_id: str) -> tuple[ColumnElement[bool], ...]:
    token = request.cookies.get(ANSWERING_COOKIE, "")
    return (SignIn.token_hash == token_hash(token), SignIn.respondent_id == respondent_id)


def _alive(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (SignIn.revoked_at.is_(None), SignIn.expires_at > at)


def _revoke(session: Session, *which: ColumnElement[bool]) -> None:
    session.execute(update(SignIn).where(SignIn.revoked_at.is_(None), *which).values(revoked_at=now()))
