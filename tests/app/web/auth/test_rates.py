"""Limits on the number of attempts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.running.settings import Config
from app.web.rates import limiter
from tests.support.factories import Make
from tests.support.page_client import PageClient


@pytest.fixture
def config(config: Config) -> Config:
    """The settings, with limits."""
    return replace(config, rate_limits=True)


@pytest.fixture(autouse=True)
def _fresh_counts(client: PageClient) -> None:
    assert client
    limiter.reset()


def test_ten_attempts_for_an_address_are_enough_from_wherever_they_come(client: PageClient, make: Make) -> None:
    """Guessing a password from many hosts is stopped too, and others can still sign in."""
    make.user("Erik")

    tries = [_try(client, "Erik@example.org", f"10.0.0.{host}") for host in range(11)]

    assert tries == [422] * 10 + [429]
    assert _try(client, "dana@example.org", "10.0.0.1") == 422


def test_twenty_attempts_from_a_host_in_a_minute_are_enough(client: PageClient, make: Make) -> None:
    """Guessing who has an account is stopped too."""
    make.user("Erik")

    tries = [_try(client, f"user{number}@example.org", "10.0.0.1") for number in range(21)]

    assert tries == [422] * 20 + [429]


def _try(client: PageClient, email: str, host: str) -> int:
    answer = client.post("/sign-in", {"email": email}, None, environ_base={"REMOTE_ADDR": host})
    return answer.status_code
