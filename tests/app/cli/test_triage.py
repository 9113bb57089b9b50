"""The triage in a terminal: symptoms are asked one by one."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

import pytest

from practices_catalog.loading import load_catalogue
from questionnaires.loading import load_triage

Run = Callable[..., Any]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], None]:
    """Return a function that simulates typed lines."""

    def type_in(lines: list[str]) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_in


def test_each_question_may_be_skipped(run: Run, typed: Callable[[list[str]], None]) -> None:
    """Every symptom of one approach is at 3, the others are open: that approach gets all of its weight."""
    catalogue = load_catalogue()
    mine = {signal.symptom for signal in catalogue.approach["change-risk"].signals}
    typed(["3" if symptom in mine else "" for symptom in load_triage(catalogue).symptom])

    document = run("triage", "--format", "json").document

    assert document["recommended"] == "change-risk"
    assert {each["approach"]: each["share"] for each in document["approaches"]}["change-risk"] == 1


def test_an_invalid_answer_is_asked_again(run: Run, typed: Callable[[list[str]], None]) -> None:
    """The message says what is allowed, and the question counts once."""
    symptoms = load_triage(load_catalogue()).symptom
    typed(["7", "often", "3", *[""] * (len(symptoms) - 1)])

    outcome = run("triage", "--format", "json")

    assert outcome.err.count("type 0, 1, 2 or 3, or press Enter to skip.") == 2
    assert f"1 of {len(symptoms)}. " in outcome.err
    assert [reason["answer"] for reason in outcome.document["approaches"][0]["reasons"]] == [3]


def test_without_symptoms_nothing_is_recommended(run: Run, typed: Callable[[list[str]], None]) -> None:
    """Enter is pressed at every question."""
    typed([""] * len(load_triage(load_catalogue()).symptom))

    assert "no approach is recommended" in run("triage").out


def test_a_symptom_with_its_own_scale_is_asked_with_it(run: Run, typed: Callable[[list[str]], None]) -> None:
    """Long outages are counted from once a year on."""
    symptoms = load_triage(load_catalogue()).symptoms
    typed([""] * len(symptoms))

    asked = run("triage").err

    for symptom in symptoms:
        prompt = asked.split(symptom.question)[1].split("of 22.")[0]
        assert ("1 once, 2 a few times a year" in prompt) is bool(symptom.answers), symptom.id
