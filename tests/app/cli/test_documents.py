"""Real output matches the published schemas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

Run = Callable[..., Any]

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def required_keys(document: Any, shape: Any) -> None:
    """Compare the order of keys with the order in the schema."""
    if isinstance(document, list):
        for item in document:
            required_keys(item, shape.get("items", {}))
    elif isinstance(document, dict) and "properties" in shape:
        assert list(document) == list(shape["properties"])
        for key, value in document.items():
            required_keys(value, shape["properties"][key])


@pytest.mark.parametrize("name", [path.name.removesuffix(".schema.json") for path in sorted(SCHEMAS.glob("*.json"))])
def test_a_schema_is_itself_valid(name: str) -> None:
    """Each schema is valid JSON Schema."""
    Draft202012Validator.check_schema(schema(name).schema)


@pytest.mark.parametrize("name", ["practices", "frameworks", "mappings", "questionnaires", "approaches"])
def test_a_list_matches_its_schema(run: Run, name: str) -> None:
    """Lists of the catalogue are as documented, with keys in order."""
    document = run(name, "--format", "json").document

    schema(name).validate(document)
    required_keys(document, schema(name).schema)


def test_a_crosswalk_matches_its_schema(run: Run) -> None:
    """A crosswalk is as documented."""
    document = run("crosswalk", "--from", "cobit-2019", "--to", "iso-20000-1", "--format", "json").document

    schema("crosswalk").validate(document)
    required_keys(document, schema("crosswalk").schema)


def test_scores_match_their_schema(run: Run, samples: list[Path]) -> None:
    """The sample's scores are as documented."""
    document = run("score", *samples, "--format", "json").document

    schema("score-1").validate(document)
    required_keys(document, schema("score-1").schema)


def test_a_plan_matches_its_schema(run: Run, samples: list[Path]) -> None:
    """The sample's roadmap is as documented."""
    document = run("plan", *samples, "--format", "json").document

    schema("plan-1").validate(document)
    required_keys(document, schema("plan-1").schema)


def test_a_triage_matches_its_schema(run: Run, samples: list[Path]) -> None:
    """The sample's triage is as documented."""
    schema("triage").validate(run("triage", *samples, "--format", "json").document)


def test_answers_match_their_schema(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """The sample's files and the templates we write are answers/1."""
    for path in samples:
        schema("answers-1").validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))  # noqa: S506 - text only
    for name in ("empty.json", "empty.yaml"):
        run("template", "-o", tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        schema("answers-1").validate(yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506


def test_yaml_contains_the_same_document_as_json(run: Run, samples: list[Path]) -> None:
    """Only the notation differs."""
    as_json = run("score", *samples, "--format", "json").document
    as_yaml = yaml.safe_load(run("score", *samples, "--format", "yaml").out)

    assert as_yaml == as_json
