"""Rate limits for sign-in and for pages behind links. Counts are in the database, so all processes share them.

A request that has to wait is immediately answered with 429 and `Retry-After`. A first try that succeeds writes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NoReturn

from flask import current_app, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import TooManyRequests

from app.people import attempts
from app.people.attempts import Attempt, Limit
from app.storage.accounts import SignIn, User, email_key, keyed_hash
from app.storage.base import now
from app.web import current
from app.web.services import config, reading, writing

log = logging.getLogger(__name__)
A_MINUTE = timedelta(minutes=1)
MOST_SESSIONS_PER_MINUTE = 20
_WARNED = "wayfinder-warned-of-a-proxy"


@dataclass(frozen=True, slots=True)
class Guess:
    """A password or code that is about to be checked."""

    attempt: Attempt
    known_source: str = ""

    def has_failed(self) -> None:
        """Count the failure in a separate transaction."""
        if self.attempt.limits:
            with writing() as session:
                attempts.fail(session, self.attempt)

    def has_succeeded(self, session: Session, user: User, *, remember: bool = True) -> None:
        """Forget the failures from this source, and remember the source if the user is now signed in."""
        if self.attempt.limits:
            attempts.succeed(session, self.attempt)
            if remember:
                attempts.remember(session, self.known_source, user.id)


def password_guess(email: str, user: User | None) -> Guess:
    """Return a guess at an account's password, or answer 429 if it comes too soon.

    `user` is the account with the email address; addresses without an account are treated the same.
    """
    return _guess("password", email_key(email), user, attempts.ACCOUNT)


def code_guess(user: User) -> Guess:
    """Return a guess at a second-factor code, or answer 429 if it comes too soon."""
    return _guess("code", user.email_key, user, attempts.CODES)


def remember_source(session: Session, user: User) -> None:
    """Remember where a user has signed in without a guess, for example with a password link."""
    if config().rate_limits:
        attempts.remember(session, _key("known", user.id, _source()), user.id)


def missed() -> None:
    """Count a link or secret that doesn't exist; answer 429 if this source has tried too many."""
    if config().rate_limits:
        _go_ahead(Attempt({_key("link", _source()): attempts.LINKS})).has_failed()


def sessions_of_link(session: Session, respondent_id: str) -> None:
    """Answer 429 if a respondent's link has just started many sessions."""
    if not config().rate_limits:
        return
    lately = select(func.count(SignIn.id)).where(
        SignIn.respondent_id == respondent_id, SignIn.created_at > now() - A_MINUTE
    )
    if session.execute(lately).scalar_one() >= MOST_SESSIONS_PER_MINUTE:
        _refuse(int(A_MINUTE.total_seconds()))


def _guess(what: str, whose: str, user: User | None, for_account: Limit) -> Guess:
    if not config().rate_limits:
        return Guess(Attempt({}))
    signed_in = current.sign_in()
    is_owners = user is not None and signed_in is not None and signed_in.user_id == user.id
    source = _source()
    known_source = _key("known", user.id if user else "", source)
    is_known = is_owners or attempts.is_known(reading(), known_source)
    # Attempts in the owner's browser count by session, so that colleagues at the same address can't slow it down.
    pair = _key(what, whose, f"session {signed_in.id}" if is_owners and signed_in else source)
    limits = {pair: attempts.PAIR}
    if not is_known:
        limits |= {_key(what, whose): for_account, _key(what, "", source): attempts.SOURCE}
    guess = _go_ahead(Attempt(limits, pair))
    return Guess(guess.attempt, known_source)


def _go_ahead(attempt: Attempt) -> Guess:
    """Return the attempt if it doesn't have to wait; otherwise, answer 429."""
    attempt, must_be_reserved = attempts.look_up(reading(), attempt)
    if must_be_reserved and not attempt.wait:
        with writing() as session:
            attempt = attempts.reserve(session, attempt)
    if attempt.wait:
        _refuse(attempt.wait)
    return Guess(attempt)


def _refuse(seconds: int) -> NoReturn:
    raise TooManyRequests(retry_after=seconds)


def _key(*parts: str) -> str:
    return keyed_hash(config().secret_key, *parts)


def _source() -> str:
    """Return the network address of the request; for IPv6, only the part that a provider assigns to a customer."""
    _warn_of_proxy()
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def _warn_of_proxy() -> None:
    """Log once that everyone seems to come from the address of a proxy."""
    if not config().proxies and "X-Forwarded-For" in request.headers and _WARNED not in current_app.extensions:
        current_app.extensions[_WARNED] = True
        log.warning(
            "requests come through a proxy, but WAYFINDER_PROXIES is 0: everyone shares the proxy's address and its "
            "limits; set WAYFINDER_PROXIES to the number of proxies"
        )
