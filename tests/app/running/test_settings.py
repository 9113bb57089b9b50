"""Settings from the environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.running.settings import from_environment
from practices_catalog.faults import InputError


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A database's file."""
    return str(tmp_path / "data" / "wayfinder.db")


def test_without_settings_the_database_is_a_file_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs to be set for a first look."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    config = from_environment({})

    assert config.database_url == f"sqlite:///{tmp_path}/wayfinder/wayfinder.db"
    assert (config.mail, config.openid, config.secure) == (None, None, False)


def test_the_secret_is_made_once_and_kept_for_oneself(file: str) -> None:
    """A restart signs nobody out."""
    first, second = from_environment({}, database=file), from_environment({}, database=file)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert stat.S_IMODE(Path(file).with_suffix(".key").stat().st_mode) == 0o600


def test_all_faults_are_told_at_once() -> None:
    """By variable, with the mend."""
    environment = {
        "WAYFINDER_DATABASE": "postgresql+psycopg://db.example.org/wayfinder",
        "WAYFINDER_ADDRESS": "wayfinder.example.org",
        "WAYFINDER_PROXIES": "one",
        "WAYFINDER_MAIL_HOST": "mail.example.org",
        "WAYFINDER_OIDC_ISSUER": "https://id.example.org",
    }

    with pytest.raises(InputError) as refused:
        from_environment(environment)

    assert [fault.place.key for fault in refused.value.faults] == [
        "WAYFINDER_ADDRESS",
        "WAYFINDER_SECRET_KEY",
        "WAYFINDER_PROXIES",
        "WAYFINDER_MAIL_SENDER",
        "WAYFINDER_OIDC_CLIENT_ID",
        "WAYFINDER_OIDC_CLIENT_SECRET",
    ]


def test_secrets_are_in_no_message_or_log(file: str) -> None:
    """Printing the settings shows none."""
    environment = {
        "WAYFINDER_SECRET_KEY": "very secret",
        "WAYFINDER_ADDRESS": "https://wayfinder.example.org",
        "WAYFINDER_MAIL_HOST": "mail.example.org",
        "WAYFINDER_MAIL_SENDER": "wayfinder@example.org",
        "WAYFINDER_MAIL_PASSWORD": "very secret",
    }

    assert "very secret" not in repr(from_environment(environment, database=file))


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
def test_what_leads_people_here_from_elsewhere_needs_the_address(file: str, needs_it: dict[str, str]) -> None:
    """Else whoever writes another host into a request would have links mailed that lead there."""
    with pytest.raises(InputError) as refused:
        from_environment(needs_it, database=file)

    assert [fault.place.key for fault in refused.value.faults] == ["WAYFINDER_ADDRESS"]


def test_how_long_reports_and_leftovers_are_kept_can_be_said(file: str) -> None:
    """In days; ninety and thirty unless said otherwise."""
    usual = from_environment({}, database=file).retention
    said = from_environment(
        {"WAYFINDER_KEEP_REPORTS_DAYS": "365", "WAYFINDER_KEEP_LEFTOVERS_DAYS": "7"}, database=file
    ).retention

    assert (usual.reports_days, usual.leftovers_days) == (90, 30)
    assert (said.reports_days, said.leftovers_days) == (365, 7)


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "for ever", "36501"])
def test_what_is_no_number_of_days_is_refused(file: str, days: str) -> None:
    """Nothing is removed at once by a slip."""
    with pytest.raises(InputError, match="WAYFINDER_KEEP_REPORTS_DAYS") as refused:
        from_environment({"WAYFINDER_KEEP_REPORTS_DAYS": days}, database=file)

    assert len(refused.value.faults) == 1
