"""Practices under older, longer or foreign names, and the names that are no practice's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices_catalog.faults import InputError, Place
from practices_catalog.model import Catalogue, PracticeNames
from practices_catalog.practice_names import PracticeFinder, name_key, unknown_practice


@pytest.mark.parametrize(
    ("name", "practice"),
    [
        ("Change Management", "change-enablement"),
        ("Change Control", "change-enablement"),
        ("Event Management", "monitoring-and-event-management"),
        ("Financial Management", "service-financial-management"),
        ("Supplier Management", "supplier-management"),
        ("Provider Management", "supplier-management"),
        ("Request Fulfilment", "service-request-management"),
        ("Service Catalog", "service-catalogue-management"),
        ("CAPACITY & PERFORMANCE MGMT", "capacity-and-performance-management"),
        ("Störungsmanagement", "incident-management"),
        ("Stoerungs-Management", "incident-management"),
        ("Sto\u0308rungsmanagement", "incident-management"),
        ("Contrôle des changements", "change-enablement"),
        ("controle  des changements", "change-enablement"),
        ("Gestion de la sécurité de l\u2019information", "information-security-management"),
    ],
)
def test_fl_043_known_names_are_found_in_any_spelling(catalogue: Catalogue, name: str, practice: str) -> None:
    """Case, accents, hyphens, apostrophes, "&" and umlauts as two letters don't matter."""
    assert catalogue.finder.find(name) == practice


def test_fl_043_access_management_is_no_practice_and_says_why(catalogue: Catalogue) -> None:
    """In each language and with a slip; the practices that may be meant are in a question."""
    for name in ("Access Management", "Acces Managment", "Zugriffsmanagement", "Gestion des accès"):
        fault = unknown_practice(catalogue.finder, name, Place())
        assert fault.wrong == f"no practice has the id or name '{name}'"
        assert fault.mend == (
            "ITIL 4 has no such practice, as granting access is part of service request management, and the rules for "
            "it are part of information security management; did you mean 'service-request-management' or "
            "'information-security-management'?"
        )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Incident Managment", ["incident-management"]),
        ("Change", ["organizational-change-management", "change-enablement"]),
        ("Gestion du changement", ["organizational-change-management", "change-enablement"]),
        ("Security", ["information-security-management"]),
        ("Management", []),
        ("qwertz", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_fl_043_near_names_are_offered_all_at_once(catalogue: Catalogue, name: str, near: list[str]) -> None:
    """As a question, never as an instruction to write another practice."""
    assert catalogue.finder.find(name) is None
    assert list(catalogue.finder.near(name)) == near
    mend = unknown_practice(catalogue.finder, name, Place()).mend
    assert mend.startswith("did you mean ") == bool(near)
    assert all(f"'{each}'" in mend for each in near)
    assert "write" not in mend


def test_fl_043_every_practice_has_a_german_and_a_french_name(catalogue: Catalogue) -> None:
    """Both languages have all 34."""
    for language in ("de", "fr"):
        (names,) = (each for each in catalogue.names if each.language == language)
        assert set(names.names) == set(catalogue.practice)


def test_values_by_two_names_of_one_practice_are_refused(catalogue: Catalogue) -> None:
    """Unknown names stay as they are, for a later check that knows the place."""
    finder = catalogue.finder

    assert finder.by_id({"Change Control": 3, "zzz": 1}, Place()) == {"change-enablement": 3, "zzz": 1}
    with pytest.raises(InputError, match="'Change Control' means 'change-enablement', which is given twice"):
        finder.by_id({"change-enablement": 2, "Change Control": 3}, Place())


@given(st.text(max_size=40))
def test_a_name_is_found_whatever_surrounds_it(text: str) -> None:
    """Blanks, hyphens and case change nothing, and no text is too odd for a key."""
    names = PracticeNames("en", "own", {"one": (text or "x",)})
    finder = PracticeFinder((), (names,))

    assert name_key(f" - {text.upper()} ") == name_key(text.upper())
    assert finder.find(text) is None  # the practice doesn't exist
    assert finder.near(text) == ()
