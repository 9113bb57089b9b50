"""YAML and JSON: one structure, checked strictly in both."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from practices_catalog.faults import InputError
from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.answers.yaml_file import scalar
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

EXAMPLE = """\
wayfinder: answers/1
questionnaire: quick-scan
organization: {name: Northfield Hospitals, it_staff: 400}
respondent: {id: r1, name: Head of IT, role: it-leader}
assessed_on: 2026-06-03
answers:
  incident-management.1: F            # short form
  incident-management.2: {rating: L, evidence: ticket export of June, comment: nights differ}
  service-desk.1: {rating: NA, reason: no desk of our own}
triage: {repeat-incidents: 3}
consensus:
  incident-management.2: {rating: P, note: agreed in the workshop of 3 June}
"""
READ = Response(
    "quick-scan",
    Respondent("r1", "Head of IT", "it-leader"),
    Organization("Northfield Hospitals", it_staff=400),
    assessed_on="2026-06-03",
    answers={
        "incident-management.1": Answer(Rating.F),
        "incident-management.2": Answer(Rating.L, "ticket export of June", "nights differ"),
        "service-desk.1": Answer(Rating.NA, reason="no desk of our own"),
    },
    triage={"repeat-incidents": 3},
    consensus={"incident-management.2": Consensus(Rating.P, "agreed in the workshop of 3 June")},
)


def test_the_documented_example_is_read_as_documented(desk: Desk) -> None:
    """JSON has the same content, with numbers as numbers."""
    content = yaml.safe_load(EXAMPLE) | {"assessed_on": "2026-06-03"}

    assert replace(desk.read(desk.save("a.yaml", EXAMPLE)), source="") == READ
    assert replace(desk.read(desk.save("a.json", json.dumps(content))), source="") == READ


def test_the_short_form_of_a_ladder(desk: Desk) -> None:
    """Levels up to the rung are F and those above it N.

    A single answer overrides them, and NA with its reason applies to all.
    """
    text = """\
wayfinder: answers/1
rung:
  incident-management: 2
  problem-management: 0
  service-desk: {rung: NA, reason: no desk of our own}
answers:
  incident-management:
    4: L
"""
    answers = desk.read(desk.save("a.yaml", text)).answers

    ratings = {p: [answers[f"{p}.{k}"].rating for k in range(1, 6)] for p in desk.questionnaire.by_practice}
    assert ratings["incident-management"] == [Rating.F, Rating.F, Rating.N, Rating.L, Rating.N]
    assert ratings["problem-management"] == [Rating.N] * 5
    assert ratings["service-desk"] == [Rating.NA] * 5
    assert answers["service-desk.5"].reason == "no desk of our own"


def test_evidence_for_a_rung_supports_every_rung_up_to_it(desk: Desk) -> None:
    """The comment belongs to the rung itself."""
    text = "wayfinder: answers/1\nrung: {service-desk: {rung: 2, evidence: log, comment: but not at night}}\n"

    answers = desk.read(desk.save("a.yaml", text)).answers

    assert [answers[f"service-desk.{level}"].evidence for level in range(1, 6)] == ["log", "log", "", "", ""]
    assert [level for level in range(1, 6) if answers[f"service-desk.{level}"].comment] == [2]


def test_organization_and_respondent_may_be_plain_names(desk: Desk) -> None:
    """The id then comes from the file's name."""
    response = desk.read(desk.save("Head of IT.yaml", "wayfinder: answers/1\norganization: Norvik\nrespondent: Ann\n"))

    assert (response.organization.name, response.respondent) == ("Norvik", Respondent("head-of-it", "Ann"))


@pytest.mark.parametrize("ending", ["yaml", "json"])
@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("true", "contains the yes-or-no value 'true', which isn't a rating"),
        ("null", "contains 'null'"),
        ("3", "contains the number '3', which isn't a rating"),
        ("0.85", "contains the number '0.85', which isn't a rating"),
        ('["F"]', "contains a list or map"),
        ('{"ratng": "F"}', "the key 'ratng' (value 'F') isn't recognized here"),
        ('{"rating": "NA"}', "service-desk.1 is rated NA without a reason"),
        ('{"rating": {"rating": "F"}}', "contains a list or map"),
    ],
)
def test_a_value_of_another_type_is_never_a_rating(desk: Desk, ending: str, given: str, wrong: str) -> None:
    """There is one fault with line and key, with the same text in both formats."""
    text = f'{{"wayfinder": "answers/1",\n"answers": {{\n"service-desk.1": {given}}}}}'

    (fault,) = desk.faults(desk.save(f"a.{ending}", text))

    assert (fault.place.line, fault.wrong) == (3, wrong)
    assert fault.place.key.startswith("answers.service-desk.1")


@pytest.mark.parametrize("ending", ["yaml", "json"])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"answers": {}}', "the key 'wayfinder' is missing"),
        ('{"wayfinder": "answers/2"}', "the format 'answers/2' isn't supported"),
        (
            '{"wayfinder": "answers/1", "organization": {"naem": "x"}}',
            "the key 'naem' (value 'x') isn't recognized here",
        ),
        (
            '{"wayfinder": "answers/1", "rungs": {}}',
            "the key 'rungs' (value a list or map) isn't recognized here",
        ),
        ('{"wayfinder": "answers/1", "answers": ["F"]}', "contains a list or map instead of a map of ids"),
        ('{"wayfinder": "answers/1", "answers": "F"}', "contains 'F' instead of a map of ids"),
        ('{"wayfinder": "answers/1", "answers": {"service-desk": "F"}}', "contains 'F' for a whole practice"),
        (
            '{"wayfinder": "answers/1", "rung": {"service-desk": "2-3"}}',
            "contains '2-3', which isn't a single rung",
        ),
        ('{"wayfinder": "answers/1", "rung": {"service-desk": 2.5}}', "contains the number '2.5', which isn't a rung"),
        (
            '{"wayfinder": "answers/1", "triage": {"repeat-incidents": true}}',
            "contains 'true', which isn't an answer to a symptom",
        ),
        ('["F"]', "isn't a map of keys"),
        ('"F"', "isn't a map of keys"),
        ("[" * 100 + "]" * 100, "is nested too deeply"),
    ],
)
def test_an_invalid_document_says_why(desk: Desk, ending: str, text: str, wrong: str) -> None:
    """There is one fault, the same in both formats."""
    (fault,) = desk.faults(desk.save(f"a.{ending}", text))

    assert fault.wrong == wrong


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ('{"a": 1,\n"a": 2}', 2, "the key 'a' appears twice, first on line 1"),
        ('{"answers": {"x": {"k": [1, {"c": 1}],\n"k": ""}}}', 2, "the key 'k' appears twice, first on line 1"),
        ('{"a": 1,}', 1, "isn't valid JSON: expecting property name enclosed in double quotes"),
        ('{"a":\n F}', 2, "isn't valid JSON: expecting value"),
    ],
)
def test_invalid_json_is_named_with_its_line(desk: Desk, text: str, line: int, wrong: str) -> None:
    """This covers duplicate keys and syntax errors."""
    faults = desk.faults(desk.save("a.json", text))

    assert [(fault.place.line, fault.wrong) for fault in faults if wrong in fault.wrong] == [(line, wrong)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a: 1\na: 2\n", "the key 'a' appears twice, first on line 1"),
        ("a: &x F\nb: *x\n", "contains an anchor or alias (& or *)"),
        ("a: !!python/object:os.system ls\n", "contains the tag"),
        ("a: [F\n", "isn't valid YAML"),
    ],
)
def test_invalid_yaml_is_refused(desk: Desk, text: str, wrong: str) -> None:
    """This covers duplicate keys, anchors, tags and syntax errors."""
    assert any(wrong in fault.wrong for fault in desk.faults(desk.save("a.yaml", text)))


def test_a_text_cut_off_at_a_comma_says_how_to_quote_it(desk: Desk) -> None:
    """The second half looks like a key, but removing it would lose text."""
    text = "wayfinder: answers/1\nanswers:\n  service-desk.1: {rating: F, evidence: call log, week 23 and 24}\n"

    (fault,) = desk.faults(desk.save("a.yaml", text))

    assert fault.wrong.startswith("the key 'week 23 and 24'")
    assert fault.mend == "put the text before it in double quotes; without quotes, a comma ends the text"


def test_the_reason_of_an_overridden_mark_is_kept(desk: Desk) -> None:
    """It is kept with the first statement, next to that statement's own reason."""
    singles = "".join(f"  service-desk.{level}: F\n" for level in range(2, 6))
    text = (
        "wayfinder: answers/1\nrung:\n  service-desk: {rung: NA, reason: no desk of our own}\nanswers:\n"
        f"  service-desk.1: {{rating: P, reason: since May}}\n{singles}"
    )

    answers = desk.read(desk.save("a.yaml", text)).answers

    assert answers["service-desk.1"] == Answer(Rating.P, reason="since May\nno desk of our own")
    assert {answers[f"service-desk.{level}"] for level in range(2, 6)} == {Answer(Rating.F)}


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_a_hundred_thousand_brackets_end_in_a_message(desk: Desk, ending: str) -> None:
    """Neither parser recurses too deeply."""
    (fault,) = desk.faults(desk.save(f"a.{ending}", "[" * 100_000))

    assert "nest" in fault.wrong


def test_nan_and_infinity_are_refused(desk: Desk) -> None:
    """JSON's NaN and Infinity are never read as figures."""
    text = '{"wayfinder": "answers/1", "organization": {"it_staff": NaN}, "rung": {"service-desk": Infinity}}'

    assert len(desk.faults(desk.save("a.json", text))) == 2


def test_one_statement_in_two_spellings_is_a_fault(desk: Desk) -> None:
    """The flat and the nested form are the same key."""
    text = "wayfinder: answers/1\nanswers:\n  service-desk.1: F\n  service-desk: {1: N}\n"

    (fault,) = desk.faults(desk.save("a.yaml", text))

    assert fault.wrong == "'service-desk.1' appears twice, first in line 3"


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.FullLoader, yaml.CSafeLoader])
def test_any_loader_reads_back_what_the_program_writes(desk: Desk, loader: type) -> None:
    """Texts that look like truth values, numbers or dates are quoted."""
    odd = ["no", "N", "y", "012", "2026-03-04", "null", "~", "1e3", "a: b", "# c", "\u2028\ufeff\x7f".strip(), "x\n y"]
    for text in odd:
        assert yaml.load(f"a: {scalar(text)}", Loader=loader) == {"a": text}  # noqa: S506 - our own text, each loader in turn

    content = yaml.load(desk.write("a.yaml", READ).read_text(), Loader=loader)  # noqa: S506 - as above
    assert content["answers"]["incident-management.1"] == "F"
    assert content["assessed_on"] == "2026-06-03"


def test_an_answer_in_words_is_read_by_the_scale_of_its_symptom(desk: Desk) -> None:
    """The same words are 2 for an outage that lasts too long, and 1 for a fault that comes back."""
    path = desk.folder / "words.yaml"
    path.write_text(
        "wayfinder: answers/1\ntriage: {long-outages: a few times a year, repeat-incidents: a few times a year}\n",
        "utf-8",
    )

    assert desk.read(path).triage == {"long-outages": 2, "repeat-incidents": 1}


def test_an_answer_from_another_scale_is_refused_with_the_symptoms_own(desk: Desk) -> None:
    """Nobody counts failed restores by the week."""
    path = desk.folder / "words.yaml"
    path.write_text("wayfinder: answers/1\ntriage: {failed-restores: every week or worse}\n", "utf-8")

    with pytest.raises(InputError) as refused:
        desk.read(path)

    mend = "use one of: 0 - never, 1 - once, 2 - a few times a year, 3 - about once a month or worse"
    assert [fault.mend for fault in refused.value.faults] == [mend]
