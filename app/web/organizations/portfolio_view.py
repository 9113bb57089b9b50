"""The view model of the portfolio: the latest assessment of each organization, with its levels and readiness.

A page runs a constant number of SQL statements and reads only the answers of the organizations it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessments.scores import CachedFigures, scores_of_all
from app.running.cache import StateCache
from app.running.content import Content
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Membership, OrganizationRow, Role
from app.web.assessment_states import NextAction, next_action, standing_of, state_name
from app.web.paging import page_of_query
from app.web.results.readiness_view import counts_in_words, rating_bar
from app.web.results.results import Results
from app.web.results.stacked_bar import BarSegment, bar_segments
from practices_catalog.model import Framework
from questionnaires.model import Method
from questionnaires.scoring.model import FrameworkScore
from reports.views import figures
from reports.views.profile import level_counts
from reports.views.readiness import framework_name
from reports.views.requirement_counts import OUTSIDE, requirement_counts

PAGE_SIZE = 20
NAMED = 3
KEPT = 2000


@dataclass(frozen=True, slots=True)
class Readiness:
    """The readiness of an organization for a framework: the number of requirements with each rating."""

    id: str
    name: str
    parts: tuple[BarSegment, ...]
    in_words: str


@dataclass(frozen=True, slots=True)
class LatestAssessment:
    """The latest assessment of an organization; `levels` is empty if nobody has rated a statement."""

    id: str
    name: str
    day: str
    levels: tuple[BarSegment, ...]
    levels_in_words: str
    lowest: str
    readiness: tuple[Readiness, ...]


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """An organization; `latest` is None if it has no assessment or the user's role may not see results.

    Attributes:
        state: the state of the latest assessment, in words; `next_step` is the next thing to do with it.
    """

    id: str
    name: str
    industry: str
    role: str
    sees_results: bool
    latest: LatestAssessment | None
    state: str = ""
    next_step: NextAction | None = None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One page of organizations, sorted by name."""

    lines: tuple[PortfolioLine, ...]
    page: int
    pages: int


def portfolio(session: Session, content: Content, user: User, page: int = 1) -> Portfolio:
    """Return a page of the organizations that a user is a member of."""
    query = (
        select(OrganizationRow.id, OrganizationRow.name, OrganizationRow.industry, Membership.role)
        .join(Membership, Membership.organization_id == OrganizationRow.id)
        .where(Membership.user_id == user.id)
        .order_by(func.lower(OrganizationRow.name), OrganizationRow.id)
    )
    found = page_of_query(session, query, page, PAGE_SIZE)
    rows = latest_assessments(session, [key for key, _, _, role in found.items if role is not Role.RESPONDENT])
    shown = _SHOWN.of(session, content, rows)
    latest, standing = {row.organization_id: row for row in rows}, standing_of(session, rows)

    def line(key: str, name: str, industry: str, role: Role) -> PortfolioLine:
        row = latest.get(key)
        plain = PortfolioLine(key, name, industry, role.value, role is not Role.RESPONDENT, None)
        if row is None:
            return plain
        action = next_action(row, standing, role)
        return replace(plain, latest=shown[row.id], state=state_name(row, standing), next_step=action)

    lines = (line(*each) for each in found.items)
    return Portfolio(tuple(lines), found.page, found.pages)


def latest_assessments(session: Session, organizations: Sequence[str]) -> list[AssessmentRow]:
    """Return the latest assessment of each organization that has one."""
    newest = (AssessmentRow.assessed_on.desc(), AssessmentRow.created_at.desc(), AssessmentRow.id)
    place = func.row_number().over(partition_by=AssessmentRow.organization_id, order_by=newest)
    numbered = select(AssessmentRow.id, place.label("place")).where(AssessmentRow.organization_id.in_(organizations))
    ranked = numbered.subquery()
    query = select(AssessmentRow).join(ranked, ranked.c.id == AssessmentRow.id).where(ranked.c.place == 1)
    return list(session.scalars(query))


def latest_views(
    session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
) -> dict[str, LatestAssessment]:
    """Return what the portfolio shows about some assessments, by assessment id."""
    scores = scores_of_all(session, content, rows, method)
    return {row.id: _latest(Results(row, scores[row.id], content)) for row in rows}


def _latest(results: Results) -> LatestAssessment:
    subject = results.subject
    levels = (
        [count for count in level_counts(subject) if count.tile.kind.startswith("level")] if subject.assessed else []
    )
    return LatestAssessment(
        id=results.row.id,
        name=results.row.name,
        day=figures.day(results.row.assessed_on),
        levels=bar_segments([(count.tile.kind, count.tile.text, count.many) for count in levels]),
        levels_in_words=", ".join(f"{count.many} at level {count.tile.text}" for count in levels if count.many),
        lowest=_lowest(results),
        readiness=_readiness(results) if levels else (),
    )


def _lowest(results: Results) -> str:
    assessed = results.subject.assessed
    if not assessed:
        return ""
    lowest = min(score.level or 0 for score in assessed)
    names = [results.subject.practice_name(score.practice) for score in assessed if score.level == lowest]
    return f"Level {lowest}: {figures.listed(names, NAMED)}"


def _readiness(results: Results) -> tuple[Readiness, ...]:
    frameworks = results.content.catalogue.framework
    return tuple(_framework(frameworks[score.framework], score) for score in results.scores.frameworks)


def _framework(framework: Framework, score: FrameworkScore) -> Readiness:
    inside = [(kind, many) for kind, many in requirement_counts(score.requirements) if kind != OUTSIDE]
    return Readiness(framework.id, framework_name(framework), rating_bar(inside), counts_in_words(inside))


# These are far smaller than scores, so a portfolio of many pages fits in the cache.
_SHOWN: CachedFigures[LatestAssessment] = CachedFigures(latest_views, StateCache(KEPT))
