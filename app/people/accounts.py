"""Accounts, and links for setting a password."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, or_, select, update
from sqlalchemy.orm import Session

from app.storage.accounts import ResetLink, User, email_key, keyed_hash, new_token, token_hash
from app.storage.base import now
from practices_catalog.faults import Fault, InputError, Place

SETUP_KEY_LENGTH = 32
LINK_LASTS = timedelta(days=3)


def is_first_start(session: Session) -> bool:
    """Return whether no account exists yet."""
    return not session.execute(select(exists(select(User.id)))).scalar_one()


def setup_key(secret: str) -> str:
    """Return the key that the first visitor needs to create the first account.

    The key depends only on the application's secret, so every server of an installation prints the same key.
    """
    return keyed_hash(secret, "the first account")[:SETUP_KEY_LENGTH]


def is_setup_key(secret: str, key: str) -> bool:
    """Return whether a key is the setup key; how long this takes doesn't reveal how much of the key is right."""
    return hmac.compare_digest(key.encode("utf-8", "replace"), setup_key(secret).encode())


def find_user(session: Session, email: str) -> User | None:
    """Return the account with an email address, in any spelling that means the same address."""
    return session.scalars(select(User).where(User.email_key == email_key(email))).one_or_none()


def add_user(
    session: Session,
    *,
    name: str,
    email: str,
    password_hash: str | None = None,
    administrator: bool = False,
) -> User:
    """Add an account.

    Raises:
        InputError: the email address already has an account; the error names the field.
    """
    if find_user(session, email):
        wrong, mend = f"{email} already has an account", "use another email address"
        raise InputError([Fault(Place(key="email"), wrong, mend)])
    user = User(
        name=name,
        email=email.strip(),
        email_key=email_key(email),
        password_hash=password_hash,
        is_administrator=administrator,
    )
    session.add(user)
    session.flush()
    return user


def users(session: Session) -> list[User]:
    """Return all accounts, ordered by name."""
    return list(session.scalars(users_query("")))


def users_query(words: str) -> Select[User]:
    """Return the query for accounts whose name or email address contains `words`, ordered by name."""
    in_name = User.name.icontains(words, autoescape=True)
    in_email = User.email_key.contains(email_key(words), autoescape=True)
    return select(User).where(or_(in_name, in_email)).order_by(func.lower(User.name), User.email_key)


def is_last_administrator(session: Session, user: User) -> bool:
    """Return whether a user is the only administrator; lock the administrators until the transaction ends."""
    query = select(User.id).where(User.is_administrator, User.active).order_by(User.id).with_for_update()
    # Without the lock, two administrators could delete each other at the same moment.
    return user.is_administrator and set(session.scalars(query)) <= {user.id}


def make_link(session: Session, user: User) -> str:
    """Create a link for setting a password, disable the earlier ones, and return the token."""
    end_links(session, user.id)
    token = new_token()
    session.add(ResetLink(token_hash=token_hash(token), user_id=user.id, expires_at=now() + LINK_LASTS))
    return token


def end_links(session: Session, user_id: str) -> None:
    """Disable all of a user's password links, for example because the password has changed."""
    session.execute(
        update(ResetLink).where(ResetLink.user_id == user_id, ResetLink.used_at.is_(None)).values(used_at=now())
    )


def user_of_link(session: Session, token: str) -> User | None:
    """Return the user of a valid link."""
    link = _link(session, token, now())
    return session.get(User, link.user_id) if link else None


def use_link(session: Session, token: str) -> User | None:
    """Return the user of a valid link, and disable the link."""
    link = _link(session, token, now(), locked=True)
    if link is None:
        return None
    link.used_at = now()
    return session.get(User, link.user_id)


def _link(session: Session, token: str, at: datetime, *, locked: bool = False) -> ResetLink | None:
    found = (
        select(ResetLink)
        .join(User, User.id == ResetLink.user_id)
        .where(ResetLink.token_hash == token_hash(token))
        .where(ResetLink.used_at.is_(None), ResetLink.expires_at > at, User.active)
    )
    return session.scalars(found.with_for_update(of=ResetLink) if locked else found).one_or_none()
