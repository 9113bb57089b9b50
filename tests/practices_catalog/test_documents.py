"""Each error in a content file is reported with its file, its line, what is wrong and the fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices_catalog.documents import PracticeDocument, read_document
from practices_catalog.faults import Fault, InputError
from practices_catalog.model import Approach
from practices_catalog.yaml_source import YamlSource

FaultOf = Callable[[str, str, str, str], tuple[str, str]]
Broken = Callable[[str, str, str], tuple[Fault, ...]]
INCIDENT = "practices/incident-management.yaml"
SUPPORT = "approaches/support-quality.yaml"
ISO = "frameworks/iso-20000-1/mappings.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "marker", "wrong", "mend"),
    [
        (INCIDENT, "effort:", "efort:", "efort:", "the key 'efort' isn't recognized here", "write 'effort'"),
        (INCIDENT, "    gamed:", "    gamd:", "gamd:", "the key 'gamd' isn't recognized here", "write 'gamed'"),
        (
            INCIDENT,
            "purpose:",
            "lineage: x\npurpose:",
            "lineage:",
            "the key 'lineage' isn't recognized",
            "remove it; the valid keys",
        ),
        (INCIDENT, "name: Incident management", "name: ", "name:", "must not be empty", "correct the value"),
        (INCIDENT, "direction: down", "direction: donw", "donw", "must be 'up', 'down' or 'range'", "write 'down'"),
        (INCIDENT, "hard: true", "hard: maybe", "maybe", "must be true or false, not 'maybe'", "correct the value"),
        (
            INCIDENT,
            "hard: true",
            f"hard: {'x' * 100}",
            "xxx",
            f"must be true or false, not '{'x' * 60}...'",
            "correct the value",
        ),
        (INCIDENT, "hard: true", "hard: [yes]", "[yes]", "must be true or false", "correct the value"),
        (INCIDENT, "level: 1", "level: one", "level: one", "must be a whole number, not 'one'", "correct the value"),
        (INCIDENT, "level: 1", "level: [1]", "level: [1]", "must be a whole number", "correct the value"),
        (INCIDENT, "level: 1", "level: 6", "level: 6", "must be at most 5, not '6'", "correct the value"),
        (INCIDENT, "level: 1", "level: 0", "level: 0", "must be at least 1, not '0'", "correct the value"),
        (INCIDENT, "small: [2,", "small: [0,", "small:", "must be greater than 0, not '0'", "correct the value"),
        (INCIDENT, "small: [2,", "small: [", "small:", "should have at least 2 entries, but has 1", "correct"),
        (INCIDENT, "small: [2,", "small: [2, 2,", "small:", "should have at most 2 entries, but has 3", "correct"),
        (INCIDENT, "small:", "tiny:", "tiny:", "the key 'tiny' isn't recognized here", "remove it; the valid keys are"),
        (INCIDENT, "- id: early-detection", "- id: Early one", "Early one", "lowercase letters and digits", "correct"),
        (INCIDENT, "effort:", "effort: much\nroles2:", "effort:", "must be a list", "correct"),
        (
            SUPPORT,
            "entry: [incident-management,",
            "entry: incident-management #",
            "entry:",
            "must be a list",
            "correct",
        ),
        (ISO, "relation: superset", "relation: superst", "superst", "must be 'equal'", "write 'superset'"),
    ],
)
def test_a_typo_is_named_with_line_and_fix(  # noqa: PLR0913, PLR0917 - the columns of a table
    fault_of: FaultOf, file: str, old: str, new: str, marker: str, wrong: str, mend: str
) -> None:
    """For unknown keys and values, the fix suggests the nearest known one."""
    said = fault_of(file, old, new, marker)

    assert wrong in said[0]
    assert mend in said[1]


def test_a_missing_key_is_named(broken: Broken) -> None:
    """The line is that of the nearest key above it."""
    (fault,) = broken(INCIDENT, "name: Incident management\n", "")

    assert (fault.place.key, fault.wrong, fault.mend) == ("name", "the key 'name' is missing", "add it")
    assert fault.place.line == 1


def test_all_faults_of_a_file_are_reported_together(broken: Broken) -> None:
    """Two errors give two faults."""
    faults = broken(INCIDENT, "name: Incident management\ngroups:", "title: x\ngroups:")

    assert {fault.place.key for fault in faults} == {"name", "title"}


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list\n"])
def test_a_file_that_is_not_a_map_is_refused(text: str) -> None:
    """An empty file is refused too."""
    with pytest.raises(InputError) as caught:
        read_document(PracticeDocument, YamlSource("x.yaml", text))

    assert "x.yaml, line 1: must be a map of keys and values" in str(caught.value)


JUNK = st.recursive(st.text("aé1: -&*!'\"\x07", max_size=5), lambda each: st.lists(each, max_size=3), max_leaves=5)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from([*(each.name for each in fields(Approach)), "x"]), JUNK, max_size=9))
def test_any_content_of_a_file_leads_to_a_fault(content: dict[str, object]) -> None:
    """There is never a traceback."""
    with pytest.raises(InputError):
        read_document(Approach, YamlSource("x.yaml", "\n".join(f"{key}: {each}" for key, each in content.items())))
