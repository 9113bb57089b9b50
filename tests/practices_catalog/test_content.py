"""The shipped catalogue: complete, and in specific words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practices_catalog.loading import DATA
from practices_catalog.model import Catalogue, OrganizationSize, Relation, Strength
from practices_catalog.yaml_source import parse, read_text

QUESTIONNAIRES = DATA.parents[1] / "questionnaires" / "data"
NAMES = frozenset({"title", "name", "unit", "short", "answers"})
"""Keys whose texts are names: those of a framework keep its owner's words, and short ones may come twice."""

EMPTY_WORDS = re.compile(
    r"\b(adequate(ly)?|appropriate(ly)?|as needed|best practices?|clearly|effective(ly)?|efficient(ly)?"
    r"|ensur(e|es|ed|ing)|leverag(e|es|ed|ing)|regularly|relevant|robust|seamless(ly)?|stakeholders?|timely"
    r"|where possible|and/or|should)\b",
    re.IGNORECASE,
)


def _texts(content: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(content, str):
        yield key, content
    for name, each in content.items() if isinstance(content, dict) else ():
        yield from _texts(each, name)
    for each in content if isinstance(content, list) else ():
        yield from _texts(each, key)


def _all_texts() -> Iterator[tuple[Path, str]]:
    ladders = QUESTIONNAIRES / "quick-scan"
    for path in [*sorted(DATA.rglob("*.yaml")), *sorted(ladders.glob("*.yaml")), QUESTIONNAIRES / "triage.yaml"]:
        for key, text in _texts(parse(read_text(path), path.name), ""):
            if key not in NAMES:
                yield path, text


def test_there_are_34_practices_in_three_groups(catalogue: Catalogue) -> None:
    """14 general, 17 service, 3 technical."""
    groups = Counter(practice.group for practice in catalogue.practices)

    assert groups == {"general": 14, "service": 17, "technical": 3}


def test_success_factors_are_two_to_four_a_practice_and_86_in_all(catalogue: Catalogue) -> None:
    """The numbers are those of the practice guides; the names are ours."""
    counts = [len(practice.success_factors) for practice in catalogue.practices]

    assert sum(counts) == 86
    assert set(counts) <= {2, 3, 4}


@pytest.mark.parametrize(
    ("framework", "edition", "roots", "requirements"),
    [
        ("iso-20000-1", "2018", 7, 86),  # clauses 4 to 10
        ("cobit-2019", "2019", 5, 5 + 40),  # domains and objectives
        ("fitsm-1", "3.0.1", 7 + 14, 7 + 14 + 17 + 65),  # GR1 to GR7 and PR1 to PR14, and what is in them
    ],
)
def test_frameworks_are_complete(
    catalogue: Catalogue, framework: str, edition: str, roots: int, requirements: int
) -> None:
    """The numbers were counted in the frameworks themselves."""
    found = catalogue.framework[framework]

    assert found.edition == edition
    assert sum(requirement.parent is None for requirement in found.requirements) == roots
    assert len(found.requirements) == requirements


def test_clause_numbers_of_iso_20000_1_are_those_of_2018(catalogue: Catalogue) -> None:
    """Many tables still have those of 2011."""
    iso = catalogue.framework["iso-20000-1"]
    primary = {
        requirement: {m.practice for m in mappings if m.strength is Strength.PRIMARY}
        for requirement, mappings in iso.mappings_by_requirement.items()
    }

    for practice, requirement in (
        ("incident-management", "8.6.1"),
        ("service-request-management", "8.6.2"),
        ("problem-management", "8.6.3"),
        ("change-enablement", "8.5.1"),
        ("release-management", "8.5.3"),
        ("service-configuration-management", "8.2.6"),
        ("it-asset-management", "8.2.5"),
        ("service-catalogue-management", "8.2.4"),
        ("service-level-management", "8.3.3"),
        ("supplier-management", "8.3.4"),
        ("capacity-and-performance-management", "8.4.3"),
        ("availability-management", "8.7.1"),
        ("service-continuity-management", "8.7.2"),
        ("information-security-management", "8.7.3"),
        ("knowledge-management", "7.6"),
        ("measurement-and-reporting", "9.4"),
    ):
        assert practice in primary[requirement], requirement


def test_every_practice_is_mapped_to_every_framework_or_says_why_not(catalogue: Catalogue) -> None:
    """This covers all 34 practices and three frameworks, and each relation is used somewhere."""
    for framework in catalogue.frameworks:
        mapped = {mapping.practice for mapping in framework.mappings}
        excused = {none.practice for none in framework.no_counterpart}
        assert mapped | excused == set(catalogue.practice)
        assert not mapped & excused
    used = {mapping.relation for framework in catalogue.frameworks for mapping in framework.mappings}
    assert used >= {Relation.SUBSET, Relation.SUPERSET, Relation.INTERSECTS}


def test_every_practice_is_complete(catalogue: Catalogue) -> None:
    """Each has roles, indicators, a prerequisite, and efforts that grow with the organization."""
    for practice in catalogue.practices:
        assert len(practice.roles) >= 2, practice.id
        assert len(practice.indicators) >= 3, practice.id
        assert min(each.from_level for each in practice.indicators) <= 2, practice.id
        assert practice.prerequisites, practice.id
        small, medium, large = (practice.effort(size) for size in OrganizationSize)
        for least, more, most in zip(small, medium, large, strict=True):
            assert least.low < more.low < most.low, practice.id
            assert least.high < more.high < most.high, practice.id
        drivers = [each.driver for each in practice.efforts]
        assert len(set(drivers)) == len(drivers), practice.id


def test_every_practice_has_a_mandate_that_fits_into_a_decision(catalogue: Catalogue) -> None:
    """Each is one sentence that can follow a colon, and differs from the others."""
    mandates = [practice.mandate or "" for practice in catalogue.practices]

    assert [each for each in mandates if not re.fullmatch(r"[A-Z][^.!?:]{30,138}\.", each)] == []
    assert len(set(mandates)) == len(mandates)


def test_what_is_grave_without_a_symptom(catalogue: Catalogue) -> None:
    """Data stolen or lost, or machines that nobody can replace, end an organization before it is noticed twice."""
    assert [each.id for each in catalogue.practices if each.grave] == [
        "information-security-management",
        "service-continuity-management",
        "infrastructure-and-platform-management",
    ]


def test_the_three_approaches_have_their_practices(catalogue: Catalogue) -> None:
    """Entry practices are in order, followed by the supporting ones."""
    assert {a.id: (a.entry, set(a.supporting)) for a in catalogue.approaches} == {
        "support-quality": (
            ("incident-management", "service-desk", "problem-management"),
            {"service-configuration-management"},
        ),
        "change-risk": (
            ("change-enablement",),
            {"service-continuity-management", "problem-management", "it-asset-management"},
        ),
        "service-quality": (
            ("continual-improvement",),
            {
                "capacity-and-performance-management",
                "availability-management",
                "service-level-management",
            },
        ),
    }


def test_no_text_uses_an_empty_word() -> None:
    """Say how often, how many, by whom and by when."""
    found = [f"{path.name}: {match[0]}" for path, text in _all_texts() for match in EMPTY_WORDS.finditer(text)]

    assert found == []


def test_no_sentence_appears_twice() -> None:
    """Each says something specific; fewer than four words don't count as a sentence."""
    sentences = Counter(
        " ".join(re.findall(r"\w+", sentence)).casefold()
        for _, text in _all_texts()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(sentence.split()) >= 4
    )

    assert [sentence for sentence, count in sentences.items() if count > 1] == []
