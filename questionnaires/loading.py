"""Loads questionnaires and the triage from folders of YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from practices_catalog.documents import built
from practices_catalog.faults import Fault, InputError
from practices_catalog.model import Catalogue
from practices_catalog.sources import Sources, Unreadable
from questionnaires.checks import check_questionnaire, check_triage
from questionnaires.documents import LadderDocument, QuestionnaireDocument, RungDocument
from questionnaires.model import Method, Questionnaire, Statement, Triage, is_ladder

DATA = Path(__file__).parent / "data"
QUICK_SCAN = "quick-scan"


def load_questionnaires(catalogue: Catalogue, *overlays: Path) -> tuple[Questionnaire, ...]:
    """Return all questionnaires, checked against the catalogue; the quick scan comes first.

    Args:
        overlays: folders with a subfolder for each questionnaire; one with a built-in id replaces ours.

    Raises:
        InputError: lists every error in every file.
    """
    questionnaires, faults = read_questionnaires(catalogue, overlays)
    if faults:
        raise InputError(faults)
    return questionnaires


def read_questionnaires(
    catalogue: Catalogue, overlays: Sequence[Path] = (), unreadable: Unreadable = frozenset()
) -> tuple[tuple[Questionnaire, ...], list[Fault]]:
    """Return the questionnaires that can be read, and every fault in any of them.

    Args:
        unreadable: what the catalogue lacks only because its files have errors; references to it aren't reported.
    """
    folders: dict[str, tuple[Path, Path]] = {}
    for root in (DATA, *overlays):
        for file in sorted(root.glob("*/questionnaire.yaml")):
            folders[file.parent.name] = (root, file.parent)
    made: list[Questionnaire] = []
    faults: list[Fault] = []
    for root, folder in sorted(folders.values(), key=lambda pair: (pair[1].name != QUICK_SCAN, pair[1].name)):
        sources = _collect(root, folder)
        if questionnaire := _questionnaire(folder.name, catalogue, sources, unreadable):
            made.append(questionnaire)
        faults.extend(sources.faults)
    return tuple(made), faults


def load_triage(catalogue: Catalogue, *overlays: Path) -> Triage:
    """Return the triage, checked against the signals of the approaches.

    Raises:
        InputError: lists every error.
    """
    triage, faults = read_triage(catalogue, overlays)
    if faults or triage is None:
        raise InputError(faults)
    return triage


def read_triage(
    catalogue: Catalogue, overlays: Sequence[Path] = (), unreadable: Unreadable = frozenset()
) -> tuple[Triage | None, list[Fault]]:
    """Return the triage, None if it can't be read, and every fault in it."""
    sources = Sources()
    for root in (DATA, *overlays):
        if (root / "triage.yaml").exists():
            sources.add("triage", root / "triage.yaml", _shown(root, root / "triage.yaml"))
    read = sources.read("triage", Triage)
    if not read:
        return None, sources.faults
    return read[0], [*sources.faults, *check_triage(read[0], catalogue, sources, unreadable)]


def _shown(root: Path, path: Path) -> str:
    return str(path.relative_to(root)) if root == DATA else str(path)


def _collect(root: Path, folder: Path) -> Sources:
    sources = Sources()
    for path in sorted(folder.glob("*.yaml")):
        kind = "questionnaire" if path.name == "questionnaire.yaml" else "ladder"
        sources.add(kind, path, _shown(root, path), folder.name if kind == "questionnaire" else None)
    return sources


def _questionnaire(folder: str, catalogue: Catalogue, sources: Sources, unreadable: Unreadable) -> Questionnaire | None:
    heads = sources.read("questionnaire", QuestionnaireDocument, "id")
    ladders = sources.read("ladder", LadderDocument, "practice")
    if not heads:
        return None
    rank = {practice.id: number for number, practice in enumerate(catalogue.practices)}
    ladders.sort(key=lambda ladder: rank.get(ladder.practice, len(rank)))
    statements = tuple(statement for ladder in ladders for statement in _statements(ladder))
    # The folder names the questionnaire: a different id in the file is already a fault.
    method = heads[0].method or default_method(statements)
    questionnaire = built(
        Questionnaire, heads[0], id=folder, content=sources.version(), statements=statements, method=method
    )
    sources.faults.extend(check_questionnaire(questionnaire, catalogue, sources, unreadable))
    return questionnaire


def default_method(statements: Sequence[Statement]) -> Method:
    """Return the method for a questionnaire that names none: `ladder` unless a level has several statements."""
    practices = {statement.practice for statement in statements}
    ladders = all(is_ladder([s for s in statements if s.practice == practice]) for practice in practices)
    return Method.LADDER if ladders else Method.ISO_33020


def _statements(ladder: LadderDocument) -> Iterator[Statement]:
    for level, rung in sorted(ladder.ladder.items()):
        yield _statement(f"{ladder.practice}.{level}", ladder.practice, level, rung)
    for each in sorted(ladder.statements, key=lambda each: each.level):
        yield _statement(f"{ladder.practice}.{each.level}.{each.name}", ladder.practice, each.level, each)


def _statement(statement_id: str, practice: str, level: int, rung: RungDocument) -> Statement:
    return built(Statement, rung, id=statement_id, practice=practice, level=level)
