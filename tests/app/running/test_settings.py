"""Settings from the environment."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.running.settings import Config, from_environment, retention_from_environment
from practices_catalog.faults import InputError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("WAYFINDER_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The file of a database."""
    return str(tmp_path / "data" / "wayfinder.db")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Config]:
    """Read the settings from some environment variables."""

    def read(environment: dict[str, str], database: str = "") -> Config:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return from_environment(database=database)

    return read


def test_without_settings_the_database_is_a_file_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has to be set to try Wayfinder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    config = from_environment()

    assert config.database_url == f"sqlite:///{tmp_path}/wayfinder/wayfinder.db"
    assert (config.mail, config.openid, config.secure) == (None, None, False)


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(file: str) -> None:
    """A restart doesn't sign anyone out."""
    first, second = from_environment(database=file), from_environment(database=file)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert stat.S_IMODE(Path(file).with_suffix(".key").stat().st_mode) == 0o600


@pytest.mark.parametrize("secret", ["x", "x" * 31, "ж" * 15])
def test_a_short_secret_is_refused(read: Callable[..., Config], file: str, secret: str) -> None:
    """Anyone who guesses it can sign forms; the message doesn't repeat it."""
    with pytest.raises(InputError, match=r"WAYFINDER_SECRET_KEY: is only .* and could be guessed") as refused:
        read({"WAYFINDER_SECRET_KEY": secret}, database=file)

    assert secret * 2 not in str(refused.value)
    assert "at least 32 bytes" in str(refused.value)


@pytest.mark.parametrize("secret", ["x" * 32, "ж" * 16])
def test_32_bytes_are_enough(read: Callable[..., Config], file: str, secret: str) -> None:
    """Bytes count, not characters."""
    assert read({"WAYFINDER_SECRET_KEY": secret}, database=file).secret_key == secret


@pytest.mark.parametrize(
    ("content", "wrong"), [(b"", "the file is empty"), (b"x" * 31, "too short or damaged"), (b"\xff" * 40, "damaged")]
)
def test_an_empty_or_damaged_key_file_is_refused(file: str, content: bytes, wrong: str) -> None:
    """A backup that was cut off must not lead to an empty key; the file stays as it is."""
    key = Path(file).with_suffix(".key")
    key.parent.mkdir()
    key.write_bytes(content)

    with pytest.raises(InputError, match=wrong) as refused:
        from_environment(database=file)

    assert "delete it to get a new key" in str(refused.value)
    assert key.read_bytes() == content


def test_processes_that_start_together_get_the_same_secret(file: str) -> None:
    """None of them reads half of it."""
    Path(file).parent.mkdir()
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: from_environment(database=file).secret_key, range(64)))

    assert len(set(found)) == 1
    assert [each.name for each in Path(file).parent.iterdir()] == ["wayfinder.key"]


def test_a_key_that_others_can_read_is_made_private(file: str) -> None:
    """This can happen after restoring a backup."""
    from_environment(database=file)
    key = Path(file).with_suffix(".key")
    key.chmod(0o644)

    from_environment(database=file)

    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_folder_that_cannot_hold_the_key_is_reported(tmp_path: Path) -> None:
    """The message is one line with the fix."""
    (tmp_path / "wayfinder.key").mkdir()

    with pytest.raises(InputError, match=r"WAYFINDER_SECRET_KEY: can't be saved in .*: Is a directory"):
        from_environment(database=str(tmp_path / "wayfinder.db"))


def test_all_faults_are_reported_at_once(read: Callable[..., Config]) -> None:
    """Each names its variable and the fix."""
    environment = {
        "WAYFINDER_DATABASE": "postgresql+psycopg://db.example.org/wayfinder",
        "WAYFINDER_ADDRESS": "wayfinder.example.org",
        "WAYFINDER_PROXIES": "one",
        "WAYFINDER_MAIL_HOST": "mail.example.org",
        "WAYFINDER_OIDC_ISSUER": "https://id.example.org",
    }

    with pytest.raises(InputError) as refused:
        read(environment)

    missing = "WAYFINDER_MAIL_SENDER: isn't set; set it to the email address that invitations come from"
    copied = "isn't set; copy it from Wayfinder's registration at the provider"
    beside = (
        "isn't set, and can't be saved next to a database that isn't a file; "
        "set it to a long random string, the same on all hosts"
    )
    assert sorted(map(str, refused.value.faults)) == [
        "WAYFINDER_ADDRESS: 'wayfinder.example.org' isn't a URL; write https://wayfinder.example.org",
        missing,
        f"WAYFINDER_OIDC_CLIENT_ID: {copied}",
        f"WAYFINDER_OIDC_CLIENT_SECRET: {copied}",
        "WAYFINDER_PROXIES: 'one' isn't a number of proxies; write 0",
        f"WAYFINDER_SECRET_KEY: {beside}",
    ]


def test_secrets_are_in_no_message_or_log(read: Callable[..., Config], file: str) -> None:
    """Printing the settings doesn't show them."""
    environment = {
        "WAYFINDER_SECRET_KEY": "very secret" * 3,
        "WAYFINDER_ADDRESS": "https://wayfinder.example.org",
        "WAYFINDER_MAIL_HOST": "mail.example.org",
        "WAYFINDER_MAIL_SENDER": "wayfinder@example.org",
        "WAYFINDER_MAIL_PASSWORD": "very secret",
    }

    assert "very secret" not in repr(read(environment, database=file))


@pytest.mark.parametrize(
    "needs_it",
    [
        {"WAYFINDER_MAIL_HOST": "mail.example.org", "WAYFINDER_MAIL_SENDER": "wayfinder@example.org"},
        {
            "WAYFINDER_OIDC_ISSUER": "https://id.example.org",
            "WAYFINDER_OIDC_CLIENT_ID": "wayfinder",
            "WAYFINDER_OIDC_CLIENT_SECRET": "secret",
        },
    ],
)
def test_emails_and_providers_need_the_public_url(
    read: Callable[..., Config], file: str, needs_it: dict[str, str]
) -> None:
    """Otherwise, a request with a forged host could put a link to that host into an email."""
    with pytest.raises(InputError) as refused:
        read(needs_it, database=file)

    assert [fault.place.key for fault in refused.value.faults] == ["WAYFINDER_ADDRESS"]


def test_how_long_reports_and_leftovers_are_kept_can_be_set(read: Callable[..., Config], file: str) -> None:
    """The values are in days; the defaults are 90 and 30."""
    usual = from_environment(database=file).retention
    said = read({"WAYFINDER_KEEP_REPORTS_DAYS": "365", "WAYFINDER_KEEP_LEFTOVERS_DAYS": "7"}, database=file).retention

    assert (usual.reports_days, usual.leftovers_days) == (90, 30)
    assert (said.reports_days, said.leftovers_days) == (365, 7)


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "for ever", "36501"])
def test_anything_but_a_number_of_days_is_refused(read: Callable[..., Config], file: str, days: str) -> None:
    """A typo must not delete everything at once."""
    with pytest.raises(InputError, match="WAYFINDER_KEEP_REPORTS_DAYS") as refused:
        read({"WAYFINDER_KEEP_REPORTS_DAYS": days}, database=file)

    assert len(refused.value.faults) == 1


@pytest.mark.parametrize(("value", "starttls"), [("no", False), ("false", False), ("yes", True), ("", True)])
def test_encryption_of_emails_can_be_turned_off(
    read: Callable[..., Config], file: str, value: str, *, starttls: bool
) -> None:
    """It is on by default."""
    config = read(
        {
            "WAYFINDER_ADDRESS": "https://wayfinder.example.org",
            "WAYFINDER_MAIL_HOST": "mail.example.org",
            "WAYFINDER_MAIL_SENDER": "wayfinder@example.org",
            "WAYFINDER_MAIL_STARTTLS": value,
        },
        database=file,
    )

    assert config.mail is not None
    assert config.mail.starttls is starttls


def test_pruning_checks_only_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in another setting doesn't stop it."""
    monkeypatch.setenv("WAYFINDER_PROXIES", "one")
    monkeypatch.setenv("WAYFINDER_KEEP_REPORTS_DAYS", "7")

    assert retention_from_environment().reports_days == 7

    monkeypatch.setenv("WAYFINDER_KEEP_LEFTOVERS_DAYS", "x")
    with pytest.raises(InputError, match="WAYFINDER_KEEP_LEFTOVERS_DAYS: 'x' isn't a number of days"):
        retention_from_environment()
