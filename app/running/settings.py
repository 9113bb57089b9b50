"""How the web application is set up: from environment variables, read once and checked together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from practices_catalog.faults import Fault, InputError, Place

MEGABYTE = 1024 * 1024
LONGEST_DAYS = 36500


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server that sends invitations; without one, links are copied from the page."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """The provider at which people sign in; `name` stands on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "single sign-on"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long is kept what nobody may need any more.

    Attributes:
        reports_days: since a report was finished; the newest of each assessment stays however old.
        leftovers_days: since a session or a link ended, or a file was uploaded and not taken over.
    """

    reports_days: int = 90
    leftovers_days: int = 30


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of the web application.

    Attributes:
        database: an address as SQLAlchemy takes it.
        address: where people reach the application, such as `https://wayfinder.example.org`; "" takes each request's.
        proxies: how many reverse proxies stand before it, whose forwarding headers are then believed.
        largest_request: in bytes, files included; `largest_form` is without them.
        demo: the sample organization is loaded, and its one-time link signs in.
    """

    database_url: str
    secret_key: str = field(repr=False)
    public_url: str = ""
    proxies: int = 0
    rate_limits: bool = True
    demo: bool = False
    largest_request: int = 12 * MEGABYTE
    largest_form: int = 4 * MEGABYTE
    mail: Mail | None = None
    openid: OpenIdConnect | None = None
    retention: Retention = Retention()

    @property
    def secure(self) -> bool:
        """Whether people come by https, so that cookies may not travel otherwise."""
        return self.public_url.startswith("https:")


def from_environment(environment: Mapping[str, str], *, database: str = "", demo: bool = False) -> Config:
    """Return the settings of WAYFINDER_DATABASE, WAYFINDER_ADDRESS and the others; `database` wins over the first.

    Raises:
        InputError: with every variable that cannot be used.
    """
    faults: list[Fault] = []
    url = resolved_database_url(database or environment.get("WAYFINDER_DATABASE", ""), faults)
    public_url = environment.get("WAYFINDER_ADDRESS", "").rstrip("/")
    if not public_url and (environment.get("WAYFINDER_MAIL_HOST") or environment.get("WAYFINDER_OIDC_ISSUER")):
        mend = "set it to https://…: an address that goes into mails or to a provider is not taken from a request"
        faults.append(_fault("WAYFINDER_ADDRESS", "is not set", mend))
    if public_url and not public_url.startswith(("https://", "http://")):
        faults.append(
            _fault("WAYFINDER_ADDRESS", f"{public_url!r} is no address", "write https://wayfinder.example.org")
        )
    config = Config(
        database_url=url,
        secret_key=environment.get("WAYFINDER_SECRET_KEY", "") or _kept_secret(url, faults),
        public_url=public_url,
        proxies=_number(environment, "WAYFINDER_PROXIES", 0, faults),
        demo=demo,
        mail=_mail(environment, faults),
        openid=_openid(environment, faults),
        retention=retention(environment, faults),
    )
    if faults:
        raise InputError(faults)
    return config


def resolved_database_url(text: str, faults: list[Fault]) -> str:
    """Return the address of a database given as an address, as a file, or not at all."""
    if "://" not in text:
        path = Path(text) if text else _data_folder() / "wayfinder.db"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            mend = "name a file in a folder where you may write"
            faults.append(_fault("WAYFINDER_DATABASE", f"cannot be at {path}: {error.strerror}", mend))
        return f"sqlite:///{path.resolve()}"
    try:
        return make_url(text).render_as_string(hide_password=False)
    except ArgumentError:
        mend = "write a file's name or postgresql+psycopg://user:password@host/name"
        faults.append(_fault("WAYFINDER_DATABASE", "is no address of a database", mend))
        return ""


def retention(environment: Mapping[str, str], faults: list[Fault]) -> Retention:
    """Return how long what is kept."""
    usual = Retention()
    return Retention(
        _days(environment, "WAYFINDER_KEEP_REPORTS_DAYS", usual.reports_days, faults),
        _days(environment, "WAYFINDER_KEEP_LEFTOVERS_DAYS", usual.leftovers_days, faults),
    )


def _data_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "wayfinder"


def _kept_secret(url: str, faults: list[Fault]) -> str:
    """Return the secret kept in a file beside the database, made at the first start."""
    if not url.startswith("sqlite:///"):
        mend = "set it to a long random text, the same on all hosts"
        faults.append(
            _fault("WAYFINDER_SECRET_KEY", "is not set, and there is no file of a database to keep one", mend)
        )
        return ""
    path = Path(url.removeprefix("sqlite:///")).with_suffix(".key")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def _mail(environment: Mapping[str, str], faults: list[Fault]) -> Mail | None:
    host = environment.get("WAYFINDER_MAIL_HOST", "")
    if not host:
        return None
    sender = environment.get("WAYFINDER_MAIL_SENDER", "")
    if not sender:
        faults.append(_fault("WAYFINDER_MAIL_SENDER", "is not set", "set the address that invitations come from"))
    return Mail(
        host=host,
        sender=sender,
        port=_number(environment, "WAYFINDER_MAIL_PORT", 587, faults),
        user=environment.get("WAYFINDER_MAIL_USER", ""),
        password=environment.get("WAYFINDER_MAIL_PASSWORD", ""),
        starttls=environment.get("WAYFINDER_MAIL_STARTTLS", "yes") != "no",
    )


def _openid(environment: Mapping[str, str], faults: list[Fault]) -> OpenIdConnect | None:
    issuer = environment.get("WAYFINDER_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    needed = ("WAYFINDER_OIDC_CLIENT_ID", "WAYFINDER_OIDC_CLIENT_SECRET")
    mend = "copy it from the provider's registration of Wayfinder"
    faults.extend(_fault(name, "is not set", mend) for name in needed if not environment.get(name))
    client_id, client_secret = (environment.get(name, "") for name in needed)
    return OpenIdConnect(issuer, client_id, client_secret, environment.get("WAYFINDER_OIDC_NAME", "single sign-on"))


def _number(environment: Mapping[str, str], name: str, default: int, faults: list[Fault]) -> int:
    text = environment.get(name, "") or str(default)
    if text.isascii() and text.isdigit():
        return int(text)
    faults.append(_fault(name, f"{text!r} is no number", f"write {default}"))
    return default


def _days(environment: Mapping[str, str], name: str, default: int, faults: list[Fault]) -> int:
    days = _number(environment, name, default, faults)
    if not 1 <= days <= LONGEST_DAYS:
        faults.append(_fault(name, f"{days} is no number of days from 1 to {LONGEST_DAYS}", f"write {default}"))
        return default
    return days


def _fault(name: str, wrong: str, mend: str) -> Fault:
    return Fault(Place(key=name), wrong, mend)
