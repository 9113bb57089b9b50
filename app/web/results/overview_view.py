"""The view model of the overview: headline, levels, profile and heat map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.web.results.answers_view import rating_code
from app.web.results.results import Results
from app.web.results.stacked_bar import percentage
from practices_catalog.model import LEVELS
from questionnaires.model import Dimension, Rating
from questionnaires.scoring.model import PracticeScore
from reports.findings.model import Finding, Strength
from reports.findings.underlying import Underlying
from reports.views import figures
from reports.views.agreement import agreement_view, on_proposals
from reports.views.first_days import FirstDaysView
from reports.views.gate import gate_sentence
from reports.views.heat_map import Share, heat_map_view
from reports.views.marks import Tile
from reports.views.profile import ProfileRow, highest_first, level_counts, profile_view
from reports.views.summary import summary_view
from roadmaps.model import Roadmap

ENDS = 5
NAMED = 3
SHORT_DIMENSIONS = ("O&P", "I&T", "P&S", "V&P")


@dataclass(frozen=True, slots=True)
class ProfileBar:
    """A practice's bar in the profile: five cells, the index, and the evidenced level if it differs.

    Attributes:
        cells: `level-1` to `level-5`, `not-assessed` between the level and its upper end, or `empty`.
        index, evidenced: positions as percentages of the bar, or "".
    """

    cells: tuple[str, ...]
    index: str
    evidenced: str


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A practice.

    Attributes:
        levels: the rating code of each level from 1 to 5; "" if the questionnaire has no statement there.
        status: why it has no figures, or "".
        detail: an explanation in a sentence or two.
    """

    id: str
    name: str
    tile: Tile
    level: str
    index: str
    evidenced: str
    bar: ProfileBar | None
    levels: tuple[str | None, ...]
    dimensions: tuple[Share, ...]
    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class OverviewGroup:
    """A group of practices in the overview."""

    name: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class LevelCountBar:
    """How many practices are at a level or have none, and the width of the bar as a percentage of the longest."""

    tile: Tile
    label: str
    many: int
    width: str


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A practice that isn't in scope, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssessmentOverview:
    """The page."""

    is_empty: bool
    headline: str
    lead: str
    aim: tuple[str, ...]
    underlying: Underlying | None
    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    strengths_heading: str
    first_days: FirstDaysView
    groups: tuple[OverviewGroup, ...]
    counts: tuple[LevelCountBar, ...]
    strongest: tuple[OverviewRow, ...]
    weakest: tuple[OverviewRow, ...]
    dimensions: tuple[tuple[str, str], ...]
    grades: str
    on_proposals: str
    left_out: tuple[OutOfScope, ...]


def overview(results: Results, roadmap: Roadmap | None) -> AssessmentOverview:
    """Return the overview of an assessment; each finding says what the saved roadmap does about it."""
    summary, agreement = summary_view(replace(results.subject, roadmap=roadmap)), agreement_view(results.subject)
    groups = _groups(results)
    rows = {row.id: row for group in groups for row in group.rows}
    weakest, strongest = _ends(results.subject.assessed)
    return AssessmentOverview(
        is_empty=not results.subject.assessed,
        headline=summary.headline,
        lead=summary.lead,
        aim=summary.aim,
        underlying=summary.underlying,
        findings=summary.findings,
        strengths=summary.strengths,
        strengths_heading=summary.strengths_heading,
        first_days=summary.first_days,
        groups=groups,
        counts=_counts(results),
        strongest=tuple(rows[each.practice] for each in strongest),
        weakest=tuple(rows[each.practice] for each in weakest),
        dimensions=tuple(zip(SHORT_DIMENSIONS, (each.label for each in Dimension), strict=True)),
        grades=agreement.grades,
        on_proposals=on_proposals(results.subject, NAMED),
        left_out=tuple(
            OutOfScope(results.subject.practice_name(practice), reason) for practice, reason in results.left_out.items()
        ),
    )


def _ends(scores: Sequence[PracticeScore]) -> tuple[list[PracticeScore], list[PracticeScore]]:
    """Return the weakest practices, lowest first, and the strongest, highest first, by level and then index.

    A practice is weak only if it is below every strong one. If all are alike, both lists are empty.
    """
    ranked = sorted(scores, key=_rank)
    ends = min(ENDS, len(ranked) // 2)
    strongest = ranked[len(ranked) - ends :][::-1]
    weakest = [each for each in ranked[:ends] if _rank(each) < _rank(strongest[-1])]
    return weakest, strongest if weakest else []


def _rank(score: PracticeScore) -> tuple[int, Fraction]:
    return score.level or 0, score.index or Fraction(0)


def _counts(results: Results) -> tuple[LevelCountBar, ...]:
    """Return how many practices are at each level or have none, counted in the same way as in the report."""
    counts = highest_first(level_counts(results.subject))
    return tuple(LevelCountBar(each.tile, each.label, each.many, percentage(each.share)) for each in counts)


def _groups(results: Results) -> tuple[OverviewGroup, ...]:
    catalogue = results.content.catalogue
    order = [p for group in catalogue.groups for p in catalogue.practices if p.group == group.id]
    profile = [row for group in profile_view(results.subject).groups for row in group.rows]
    shares = [row.dimensions for group in heat_map_view(results.subject).groups for row in group.rows]
    rows = {p.id: _row(results, p.id, row, share) for p, row, share in zip(order, profile, shares, strict=True)}
    groups = [
        OverviewGroup(each.name, tuple(rows[p.id] for p in order if p.group == each.id)) for each in catalogue.groups
    ]
    return tuple(group for group in groups if group.rows)


def _row(results: Results, practice: str, profile: ProfileRow, shares: tuple[Share, ...]) -> OverviewRow:
    score = results.scores.practice.get(practice)
    status = results.subject.status(practice)
    return OverviewRow(
        id=practice,
        name=profile.name,
        tile=profile.tile,
        level=figures.level(score.level, score.level_upper) if score else figures.level(None),
        index=profile.index_text,
        evidenced=figures.level(score.level_evidenced) if score else figures.level(None),
        bar=_bar(profile) if score and score.has_figures else None,
        levels=tuple(_level_code(score, level) if score else "" for level in LEVELS),
        dimensions=shares,
        status=status,
        detail=_detail(results, score, practice) if not status else _why_none(results, practice, status),
    )


def _bar(profile: ProfileRow) -> ProfileBar:
    index, evidenced = (("" if at is None else percentage(at)) for at in (profile.index_at, profile.evidenced_at))
    return ProfileBar(profile.cells, index, evidenced)


def _level_code(score: PracticeScore, level: int) -> str | None:
    """Return the code of a level's rating, or of its statements if the level has no rating."""
    at_level = [s for s in score.statements if s.statement.level == level]
    codes = {rating_code(s) for s in at_level}
    if len(codes) <= 1:
        return codes.pop() if codes else ""
    if not score.has_figures or all(s.rating in {None, Rating.NA} for s in at_level):
        return next((each for each in ("DK", None) if each in codes), "NA")
    rating = score.ratings[level - 1]
    return rating.value if rating else None


def _detail(results: Results, score: PracticeScore | None, practice: str) -> str:
    if score is None or score.level is None:
        return ""
    name = results.subject.practice_name(practice)
    evidenced = "" if score.level_evidenced == score.level else f" The evidence supports level {score.level_evidenced}."
    level, index = figures.level_in_words(score.level, score.level_upper), figures.index(score.index, score.index_upper)
    return f"{name}: {level}, index {index}. {gate_sentence(score, results.scores.method)}{evidenced}"


def _why_none(results: Results, practice: str, status: str) -> str:
    name = results.subject.practice_name(practice)
    reason = results.left_out.get(practice, "")
    return f"{name}: {status}{': ' + reason if reason else ''}"
