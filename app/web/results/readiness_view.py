"""The view models of readiness: a framework's tree of requirements, and one requirement with its statements."""

from __future__ import annotations

from collections import abc
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.web.results.results import Results
from app.web.results.stacked_bar import BarSegment, bar_segments
from app.web.results.statement_view import StatementView, statement_view
from practices_catalog.model import Framework, Mapping, Requirement
from questionnaires.scoring.model import PracticeReadiness, RequirementScore, RequirementStatus, TooLittleKnown
from reports.views import figures
from reports.views.marks import Tile
from reports.views.readiness import DISCLAIMER, FrameworkView, basis, lowest, readiness_views
from reports.views.requirement_counts import KINDS, in_words, kind_of, segment_label

STATUS_WORDS = {
    RequirementStatus.RATED: "rated",
    RequirementStatus.PROVISIONAL: "provisional: some statements are open",
    RequirementStatus.NOT_APPLICABLE: "not applicable, because no primary practice mapped to it applies",
    RequirementStatus.OUTSIDE: "not covered by this assessment, because no practice is mapped to it",
    TooLittleKnown.NO_PRACTICE: "not assessed, because no practice mapped to it has been assessed",
    TooLittleKnown.NO_PRIMARY_PRACTICE: "too little known, because no primary practice mapped to it has been assessed",
    TooLittleKnown.FEW_ANSWERS: "too little known, because fewer than half of the statements behind it are answered",
}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement in the tree.

    Attributes:
        depth: the indentation, 0 for a main part.
        is_heading: whether the requirement only groups others, so it has no readiness of its own.
        code: the code of the rating, or "".
        lowest_id: the id of the lowest practice, "" if everything is achieved.
        why: why the requirement isn't covered, or "".
    """

    id: str
    title: str
    depth: int
    is_heading: bool
    code: str
    achievement: str
    lowest: str
    lowest_id: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class MainPart:
    """A main part of a framework, with the number of requirements by rating."""

    id: str
    title: str
    segments: tuple[BarSegment, ...]
    counts: tuple[int, ...]
    counts_in_words: str
    lines: tuple[RequirementLine, ...]


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """The readiness for a framework; `is_rated` says whether any requirement has a rating."""

    id: str
    name: str
    lead: str
    expects: str
    disclaimer: str
    heads: tuple[str, ...]
    is_rated: bool
    parts: tuple[MainPart, ...]


@dataclass(frozen=True, slots=True)
class RequirementPractice:
    """A practice mapped to a requirement, with the statements that count for it."""

    id: str
    name: str
    tile: Tile
    strength: str
    weight: str
    level: int
    achievement: str
    left_out: str
    is_lowest: bool
    rationale: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class RequirementView:
    """The readiness for one requirement."""

    id: str
    title: str
    framework: str
    framework_id: str
    code: str
    achievement: str
    status: str
    why: str
    formula: str
    basis: str
    disclaimer: str
    practices: tuple[RequirementPractice, ...]
    held_back_by: int


HEADS = ("Part", *(figures.capital(in_words(kind)) for kind in KINDS))


def readiness_view(results: Results, framework: Framework) -> ReadinessView:
    """Return the readiness for a framework, in the order of its requirements."""
    view = _report_view(results, framework)
    lines = _lines(results, framework)
    return ReadinessView(
        id=framework.id,
        name=view.name,
        lead=view.lead,
        expects=view.expects,
        disclaimer=DISCLAIMER,
        heads=HEADS,
        is_rated=view.rated,
        parts=tuple(
            MainPart(
                group.id,
                group.title,
                rating_bar(group.counts),
                tuple(many for _, many in group.counts),
                counts_in_words(group.counts),
                tuple(lines[group.id]),
            )
            for group in view.groups
        ),
    )


def rating_bar(counts: Sequence[tuple[str, int]]) -> tuple[BarSegment, ...]:
    """Return a bar that shows the number of requirements by rating."""
    return bar_segments([(f"share-{kind.lower()}", segment_label(kind, many), many) for kind, many in counts])


def counts_in_words(counts: Sequence[tuple[str, int]]) -> str:
    """Return the number of requirements by rating, in words."""
    return ", ".join(f"{many} {in_words(kind)}" for kind, many in counts if many)


def _report_view(results: Results, framework: Framework) -> FrameworkView:
    return next(view for view in readiness_views(results.subject) if view.id == framework.id)


def _lines(results: Results, framework: Framework) -> abc.Mapping[str, list[RequirementLine]]:
    """Return the requirements of each main part, parents before children."""
    scores = next(each for each in results.scores.frameworks if each.framework == framework.id)
    parents = {each.parent for each in framework.requirements}
    depth: dict[str, int] = {}
    top: dict[str, str] = {}
    lines: dict[str, list[RequirementLine]] = {}
    for requirement in framework.requirements:
        above = requirement.parent or ""
        depth[requirement.id] = depth.get(above, -1) + 1
        top[requirement.id] = top.get(above, requirement.id)
        is_heading = requirement.id in parents and bool(requirement.outside)
        line = _line(results, requirement, scores.requirement[requirement.id], depth[requirement.id], is_heading)
        lines.setdefault(top[requirement.id], []).append(line)
    return lines


def _line(
    results: Results,
    requirement: Requirement,
    score: RequirementScore,
    depth: int,
    is_heading: bool,  # noqa: FBT001 - private
) -> RequirementLine:
    return RequirementLine(
        id=requirement.id,
        title=requirement.title,
        depth=depth,
        is_heading=is_heading,
        code=score.rating.value if score.rating else "",
        achievement=figures.per_cent(score.achievement, score.achievement_upper) if score.rating else "",
        lowest=lowest(results.subject, score),
        lowest_id="" if score.achievement == 1 else score.lowest or "",
        status=_short_status(score),
        why=requirement.outside or "",
    )


def _short_status(score: RequirementScore) -> str:
    """Return the status in a few words; a rated requirement says how many statements it is based on."""
    if score.rating is None:
        return in_words(kind_of(score))
    provisional = "provisional" if score.status is RequirementStatus.PROVISIONAL else ""
    return ", ".join(filter(None, (provisional, basis(score))))


def requirement_view(results: Results, framework: Framework, requirement: Requirement) -> RequirementView:
    """Return the readiness for a requirement, with the practices and statements behind it."""
    scores = next(each for each in results.scores.frameworks if each.framework == framework.id)
    score = scores.requirement[requirement.id]
    mappings = {each.practice: each for each in framework.mappings_by_requirement[requirement.id]}
    return RequirementView(
        id=requirement.id,
        title=requirement.title,
        framework=_report_view(results, framework).name,
        framework_id=framework.id,
        code=score.rating.value if score.rating else "",
        achievement=figures.per_cent(score.achievement, score.achievement_upper) if score.rating else "",
        status=STATUS_WORDS[score.too_little_known or score.status],
        why=requirement.outside or "",
        formula=_formula(score),
        basis=basis(score),
        disclaimer=DISCLAIMER,
        practices=tuple(_practice(results, score, part, mappings[part.practice]) for part in score.practices),
        held_back_by=len(score.held_back_by),
    )


def _factor(number: Fraction | None) -> str:
    """Return a number for a product, with parentheses around a fraction."""
    return f"({number})" if number is not None and number.denominator > 1 else str(number)


def _formula(score: RequirementScore) -> str:
    """Return the exact formula for the achievement."""
    counted = [part for part in score.practices if part.achievement is not None]
    if not counted or score.achievement is None:
        return ""
    terms = " + ".join(f"{_factor(part.weight)} \u00d7 {_factor(part.achievement)}" for part in counted)
    weights = sum((part.weight for part in counted), Fraction(0))
    shown = figures.per_cent(score.achievement)
    return f"({terms}) \u00f7 {_factor(weights)} = {score.achievement}, shown as {shown} and rated {score.rating}."


def _practice(
    results: Results, score: RequirementScore, part: PracticeReadiness, mapping: Mapping
) -> RequirementPractice:
    practice = results.scores.practice.get(part.practice)
    counted = set(part.statements)
    return RequirementPractice(
        id=part.practice,
        name=results.subject.practice_name(part.practice),
        tile=results.subject.tile(part.practice),
        strength=mapping.strength.value,
        weight=str(part.weight),
        level=part.level,
        achievement=figures.per_cent(part.achievement),
        left_out=results.subject.status(part.practice) or "not applicable" if part.left_out else "",
        is_lowest=part.practice == score.lowest,
        rationale=mapping.rationale,
        statements=tuple(statement_view(results, s) for s in practice.statements if s.statement.id in counted)
        if practice
        else (),
    )
