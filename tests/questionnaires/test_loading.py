"""Reading questionnaires and the triage: the shipped ones and a user's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from practices_catalog.faults import InputError
from practices_catalog.loading import read_catalogue
from practices_catalog.model import Catalogue
from questionnaires.loading import DATA, load_questionnaires, load_triage, read_questionnaires, read_triage
from questionnaires.model import Dimension, Method, Questionnaire

HEAD = "id: deep\nname: Deep\nversion: '1'\nminutes: 90\nintro: Take your time.\n"
STATEMENT = (
    "  - {{name: {name}, level: {level}, text: 'It is so {name}.', success_factor: early-detection, "
    "dimension: partners-suppliers, evidence: some, action: some}}\n"
)


def _deep(folder: Path) -> None:
    """Write a questionnaire with two statements per level for one practice, the higher levels first."""
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(HEAD, "utf-8")
    statements = [STATEMENT.format(name=name, level=level) for level in (5, 4, 3, 2, 1) for name in ("one", "two")]
    (folder / "incident-management.yaml").write_text(
        "practice: incident-management\nstatements:\n" + "".join(statements), "utf-8"
    )


def test_a_users_questionnaire_comes_after_the_quick_scan(catalogue: Catalogue, tmp_path: Path) -> None:
    """It has several statements per level, sorted by level, with ids that name practice, level and statement."""
    _deep(tmp_path / "deep")

    scan, deep = load_questionnaires(catalogue, tmp_path)

    assert (scan.id, deep.id, deep.name, deep.version, deep.minutes) == ("quick-scan", "deep", "Deep", "1", 90)
    assert [statement.id for statement in deep.statements[:3]] == [
        "incident-management.1.one",
        "incident-management.1.two",
        "incident-management.2.one",
    ]
    assert len(deep.statements) == 10
    assert deep.ladders == {}
    assert deep.statements[0].dimension is Dimension.PARTNERS_SUPPLIERS


@pytest.mark.parametrize(
    ("named", "method"),
    [("", Method.ISO_33020), ("method: itil-self\n", Method.ITIL_SELF), ("method: ladder\n", Method.LADDER)],
)
def test_a_questionnaire_may_name_its_method(catalogue: Catalogue, tmp_path: Path, named: str, method: Method) -> None:
    """Without one, several statements a level are scored by iso-33020."""
    _deep(tmp_path / "deep")
    (tmp_path / "deep" / "questionnaire.yaml").write_text(HEAD + named, "utf-8")

    assert load_questionnaires(catalogue, tmp_path)[1].method is method


def test_one_statement_a_level_is_scored_as_a_ladder(
    catalogue: Catalogue, quick_scan: Questionnaire, tmp_path: Path
) -> None:
    """The quick scan says so itself; a ladder of a user's own need not."""
    shutil.copytree(DATA / "quick-scan", tmp_path / "own")
    (tmp_path / "own" / "questionnaire.yaml").write_text(HEAD.replace("deep", "own"), "utf-8")

    assert quick_scan.method is Method.LADDER
    assert load_questionnaires(catalogue, tmp_path)[1].method is Method.LADDER


def test_an_unknown_method_is_a_fault(catalogue: Catalogue, tmp_path: Path) -> None:
    """It names the methods there are."""
    _deep(tmp_path / "deep")
    (tmp_path / "deep" / "questionnaire.yaml").write_text(HEAD + "method: strict\n", "utf-8")

    _, faults = read_questionnaires(catalogue, (tmp_path,))

    assert any("'ladder', 'iso-33020' or 'itil-self'" in str(fault) for fault in faults)


def test_the_same_id_replaces_ours(catalogue: Catalogue, quick_scan: Questionnaire, tmp_path: Path) -> None:
    """A user's quick scan has other content and so another hash."""
    shutil.copytree(DATA / "quick-scan", tmp_path / "quick-scan")
    (tmp_path / "quick-scan" / "service-desk.yaml").unlink()

    (scan,) = load_questionnaires(catalogue, tmp_path)

    assert len(scan.statements) == 165
    assert scan.content != quick_scan.content


def test_all_faults_of_all_questionnaires_are_reported_together(catalogue: Catalogue, tmp_path: Path) -> None:
    """One has no name, one has a ladder without a practice; the quick scan can still be read."""
    _deep(tmp_path / "deep")
    (tmp_path / "deep" / "questionnaire.yaml").write_text(HEAD.replace("name: Deep\n", ""), "utf-8")
    (tmp_path / "deep" / "service-desk.yaml").write_text("ladder: {}\n", "utf-8")

    read, faults = read_questionnaires(catalogue, [tmp_path])

    assert [questionnaire.id for questionnaire in read] == ["quick-scan"]
    assert {(Path(fault.place.file).name, fault.wrong) for fault in faults} == {
        ("questionnaire.yaml", "the key 'name' is missing"),
        ("service-desk.yaml", "the key 'practice' is missing"),
    }
    with pytest.raises(InputError):
        load_questionnaires(catalogue, tmp_path)


def test_a_users_triage_replaces_ours(catalogue: Catalogue, tmp_path: Path) -> None:
    """It has other texts for the same symptoms."""
    content = (DATA / "triage.yaml").read_text("utf-8")
    (tmp_path / "triage.yaml").write_text(content.replace("intro: ", "intro: Dear colleague. "), "utf-8")

    assert load_triage(catalogue, tmp_path).intro.startswith("Dear colleague. ")


def test_a_triage_that_cannot_be_read_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    """It has three answers instead of the four from never to weekly."""
    (tmp_path / "triage.yaml").write_text("intro: x\nanswers: [a, b, c]\nsymptoms: []\n", "utf-8")

    with pytest.raises(InputError, match="should have at least 4 entries, but has 3"):
        load_triage(catalogue, tmp_path)


def test_content_missing_from_the_catalogue_causes_no_further_faults(tmp_path: Path) -> None:
    """With a broken practice, framework and approach, the ladders and symptoms that refer to them are still right."""
    for name in ("practices/service-desk", "frameworks/iso-20000-1/requirements", "approaches/change-risk"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / f"{name}.yaml").write_text("a: 1\n", "utf-8")
    shutil.copytree(DATA / "quick-scan", tmp_path / "quick-scan")
    ladder = tmp_path / "quick-scan" / "incident-management.yaml"
    named = "    requirements: ['iso-20000-1:8.6.1']\n    dimension:"
    ladder.write_text(ladder.read_text("utf-8").replace("    dimension:", named), "utf-8")

    lacking, sources = read_catalogue([tmp_path])

    assert read_questionnaires(lacking, [tmp_path], sources.unreadable)[1] == []
    assert read_triage(lacking, [tmp_path], sources.unreadable)[1] == []
