"""The settings of the web application, read once from environment variables and checked together."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.storage import private_files
from practices_catalog.faults import Fault, InputError, Place

PREFIX = "WAYFINDER_"
MEGABYTE = 1024 * 1024
LONGEST_DAYS = 36500
SHORTEST_SECRET = 32
"""The minimum number of bytes in the key that signs forms."""
DAYS = f"a number of days from 1 to {LONGEST_DAYS}"


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server that sends invitations. Without one, people copy the links from the page."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """The provider that people sign in with; `name` is shown on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "single sign-on"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long to keep data that may no longer be needed.

    Attributes:
        reports_days: for a report, after it was finished; each assessment's newest report is never removed.
        leftovers_days: for a session or link, after it ended; for an upload that wasn't applied, after it was sent.
    """

    reports_days: int = 90
    leftovers_days: int = 30


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of the web application.

    Attributes:
        database_url: as SQLAlchemy expects it.
        public_url: where people reach the application, such as `https://wayfinder.example.org`; "" means the URL of
            each request.
        proxies: how many reverse proxies are in front of the application; their forwarding headers are trusted.
        largest_request: in bytes, including files; `largest_form` excludes them.
        demo: whether the sample organization is loaded and its one-time link signs people in.
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
        """Whether people use HTTPS, so that cookies may be restricted to it."""
        return self.public_url.startswith("https:")


class Environment(BaseSettings):
    """The environment variables. An error message uses the description and the example of a field."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    database: str = ""
    secret_key: str = Field("", repr=False)
    address: str = Field("", pattern="^($|https?://)", description="a URL", examples=["https://wayfinder.example.org"])
    proxies: int = Field(0, ge=0, description="a number of proxies", examples=[0])
    keep_reports_days: int = Field(90, ge=1, le=LONGEST_DAYS, description=DAYS, examples=[90])
    keep_leftovers_days: int = Field(30, ge=1, le=LONGEST_DAYS, description=DAYS, examples=[30])
    mail_host: str = ""
    mail_sender: str = ""
    mail_port: int = Field(587, ge=1, le=65535, description="a port from 1 to 65535", examples=[587])
    mail_user: str = ""
    mail_password: str = Field("", repr=False)
    mail_starttls: bool = Field(True, description="yes or no", examples=["yes"])
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = Field("", repr=False)
    oidc_name: str = "single sign-on"


def from_environment(*, database: str = "", demo: bool = False) -> Config:
    """Return the settings; `database` overrides `WAYFINDER_DATABASE`.

    Raises:
        InputError: lists every variable that can't be used.
    """
    environment, faults = _environment()
    wrong = {fault.place.key for fault in faults}
    faults += [fault for fault in _missing(environment) if fault.place.key not in wrong]
    url = resolved_database_url(database or environment.database, faults)
    faults += _short_secret(environment)
    config = Config(
        database_url=url,
        secret_key=environment.secret_key or _saved_secret(url, faults),
        public_url=environment.address.rstrip("/"),
        proxies=environment.proxies,
        demo=demo,
        mail=_mail(environment),
        openid=_openid(environment),
        retention=_retention(environment),
    )
    if faults:
        raise InputError(faults)
    return config


def retention_from_environment() -> Retention:
    """Return how long to keep data; other settings aren't checked.

    Raises:
        InputError: lists every variable that isn't a number of days.
    """
    environment, faults = _environment()
    if wrong := [fault for fault in faults if fault.place.key.startswith(f"{PREFIX}KEEP_")]:
        raise InputError(wrong)
    return _retention(environment)


def resolved_database_url(text: str, faults: list[Fault]) -> str:
    """Return the URL of a database given as a URL or a file, or of the default database."""
    if "://" not in text:
        path = Path(text) if text else _data_folder() / "wayfinder.db"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            mend = "choose a file in a folder that you can write to"
            faults.append(_fault("database", f"can't be at {path}: {error.strerror}", mend))
        return f"sqlite:///{path.resolve()}"
    try:
        return make_url(text).render_as_string(hide_password=False)
    except ArgumentError:
        mend = "write a file name or postgresql+psycopg://user:password@host/name"
        faults.append(_fault("database", "isn't the URL of a database", mend))
        return ""


def _environment() -> tuple[Environment, list[Fault]]:
    """Return the variables, and the errors in those that can't be used; these get their default values."""
    try:
        return Environment(), []
    except ValidationError as error:
        wrong = {str(each["loc"][0]): each["input"] for each in error.errors()}
    fields = Environment.model_fields
    faults = [
        _fault(name, f"{value!r} isn't {fields[name].description}", f"write {(fields[name].examples or [''])[0]}")
        for name, value in wrong.items()
    ]
    return Environment(**{name: fields[name].default for name in wrong}), faults


def _missing(environment: Environment) -> list[Fault]:
    faults = []
    if not environment.address and (environment.mail_host or environment.oidc_issuer):
        # A request can name any host. Links in emails must not lead to an attacker's host.
        mend = "set it to https://…, because links in emails and at the provider can't use the URL of a request"
        faults.append(_fault("address", "isn't set", mend))
    if environment.mail_host and not environment.mail_sender:
        faults.append(_fault("mail_sender", "isn't set", "set it to the email address that invitations come from"))
    if environment.oidc_issuer:
        mend = "copy it from Wayfinder's registration at the provider"
        needed = ("oidc_client_id", "oidc_client_secret")
        faults += [_fault(name, "isn't set", mend) for name in needed if not getattr(environment, name)]
    return faults


def _short_secret(environment: Environment) -> list[Fault]:
    length = len(environment.secret_key.encode())
    if not length or length >= SHORTEST_SECRET:
        return []
    wrong = f"is only {length} bytes long and could be guessed"
    return [_fault("secret_key", wrong, f"set it to a random string of at least {SHORTEST_SECRET} bytes")]


def _mail(environment: Environment) -> Mail | None:
    if not environment.mail_host:
        return None
    return Mail(
        host=environment.mail_host,
        sender=environment.mail_sender,
        port=environment.mail_port,
        user=environment.mail_user,
        password=environment.mail_password,
        starttls=environment.mail_starttls,
    )


def _openid(environment: Environment) -> OpenIdConnect | None:
    if not environment.oidc_issuer:
        return None
    return OpenIdConnect(
        issuer=environment.oidc_issuer.rstrip("/"),
        client_id=environment.oidc_client_id,
        client_secret=environment.oidc_client_secret,
        name=environment.oidc_name,
    )


def _retention(environment: Environment) -> Retention:
    return Retention(environment.keep_reports_days, environment.keep_leftovers_days)


def _data_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "wayfinder"


def _saved_secret(url: str, faults: list[Fault]) -> str:
    """Return the secret from a file next to the database; the first start creates the file."""
    if not url.startswith("sqlite:///"):
        mend = "set it to a long random string, the same on all hosts"
        faults.append(_fault("secret_key", "isn't set, and can't be saved next to a database that isn't a file", mend))
        return ""
    path = Path(url.removeprefix("sqlite:///")).with_suffix(".key")
    try:
        private_files.create(path, secrets.token_urlsafe(48).encode())
        private_files.restrict(path)
        secret = path.read_bytes()
    except OSError as error:
        mend = "name a database in a folder that you can write to, or set WAYFINDER_SECRET_KEY"
        faults.append(_fault("secret_key", f"can't be saved in {path}: {error.strerror}", mend))
        return ""
    if len(secret) < SHORTEST_SECRET or not secret.isascii():
        wrong = f"can't be read from {path}: the file is {'too short or damaged' if secret else 'empty'}"
        faults.append(_fault("secret_key", wrong, "restore the file from a backup, or delete it to get a new key"))
        return ""
    return secret.decode()


def _fault(name: str, wrong: str, mend: str) -> Fault:
    return Fault(Place(key=PREFIX + name.upper()), wrong, mend)
