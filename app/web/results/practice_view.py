"""The view model of one practice: its level, gate, statements, actions, and how each figure was calculated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.web.results.results import Results
from app.web.results.statement_view import StatementView, statement_view
from practices_catalog.model import LEVELS
from questionnaires.model import Method, Rating, is_ladder
from questionnaires.scoring.achievement import rating_of
from questionnaires.scoring.model import PracticeReadiness, PracticeScore, StatementScore
from reports.views import figures
from reports.views.marks import Tile, level_mark, level_tile
from reports.views.method import in_words, method_name
from reports.views.practices import PracticeSection, evidenced, practice_section


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level with its statements; `note` says whether the practice stopped at this level."""

    tile: Tile
    is_reached: bool
    achievement: str
    rating: str
    note: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class ShareView:
    """The share achieved in a dimension or success factor; `kind` is the shade and `width` the length of its bar."""

    name: str
    text: str
    kind: str
    width: str
    is_weakest: bool


@dataclass(frozen=True, slots=True)
class ReadinessPart:
    """What a practice contributes to a requirement."""

    framework: str
    framework_id: str
    requirement: str
    title: str
    level: int
    weight: str
    achievement: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """The page; if the practice has no figures, `section` is None and `status` says why."""

    id: str
    name: str
    purpose: str
    tile: Tile
    status: str
    reasons: tuple[str, ...]
    section: PracticeSection | None
    levels: tuple[LevelView, ...]
    dimensions: tuple[ShareView, ...]
    success_factors: tuple[ShareView, ...]
    readiness: tuple[ReadinessPart, ...]
    how: tuple[tuple[str, str], ...]
    open_disagreements: str
    unconfirmed: int
    before: str
    after: str


def practice_view(results: Results, practice: str) -> PracticeView:
    """Return the page of a practice."""
    known = results.content.catalogue.practice[practice]
    score = results.scores.practice.get(practice)
    order = [each.id for each in results.content.catalogue.practices]
    at = order.index(practice)
    has_figures = score is not None and score.has_figures
    return PracticeView(
        id=practice,
        name=known.name,
        purpose=known.purpose,
        tile=results.subject.tile(practice),
        status=results.subject.status(practice),
        reasons=_reasons(results, practice, score),
        section=practice_section(results.subject, score) if score and has_figures else None,
        levels=tuple(_level(results, score, level) for level in LEVELS if _at(score, level)) if score else (),
        dimensions=_dimensions(score) if score and has_figures else (),
        success_factors=_success_factors(results, score) if score and has_figures else (),
        readiness=_readiness(results, practice),
        how=_how(results, score) if score and has_figures else (),
        open_disagreements=_open_disagreements(score) if score else "",
        unconfirmed=sum(each.unconfirmed for each in score.statements) if score else 0,
        before=order[at - 1] if at else "",
        after=order[at + 1] if at + 1 < len(order) else "",
    )


def _open_disagreements(score: PracticeScore) -> str:
    """Return the number of disagreements without a consensus, as `2 disagreements`, or ""."""
    many = sum(s.is_disputed for s in score.statements)
    return figures.count(many, "disagreement") if many else ""


def _at(score: PracticeScore, level: int) -> list[StatementScore]:
    return [s for s in score.statements if s.statement.level == level]


def _reasons(results: Results, practice: str, score: PracticeScore | None) -> tuple[str, ...]:
    """Return the reasons why a practice is out of scope, or why its statements don't apply."""
    if practice in results.left_out:
        return (results.left_out[practice],)
    if score is None or score.has_figures:
        return ()
    found = [results.answers(s) for s in score.statements if s.rating is Rating.NA]
    remarks = [r for each in found for several in (*(n.remarks for n in each.named), each.remarks) for r in several]
    notes = [each.consensus.note for each in found if each.consensus]
    return tuple(dict.fromkeys((*(remark.text for remark in remarks), *notes)))


def _level(results: Results, score: PracticeScore, level: int) -> LevelView:
    achieved, mark = score.achievements[level - 1], level_mark(score, level)
    return LevelView(
        tile=level_tile(level),
        is_reached=score.level is not None and level <= score.level,
        achievement=figures.per_cent(achieved, score.achievements_upper[level - 1]) if achieved is not None else "",
        rating=f"{mark.code}: {mark.words}" if mark.kind == "rated" else mark.words,
        note=score.gate.why if score.gate and score.gate.level == level else _no_rating(score, level),
        statements=tuple(statement_view(results, each) for each in _at(score, level)),
    )


def _no_rating(score: PracticeScore, level: int) -> str:
    """Say why a level has no rating although the practice has figures."""
    is_unrated = score.has_figures and score.ratings[level - 1] is None
    return f"No statement of level {level} applies, so this level can't be reached." if is_unrated else ""


def _dimensions(score: PracticeScore) -> tuple[ShareView, ...]:
    upper = score.dimensions_upper or {}
    return tuple(
        _share(each.label, share, upper.get(each), is_weakest=each is score.weakest_dimension)
        for each, share in (score.dimensions or {}).items()
    )


def _success_factors(results: Results, score: PracticeScore) -> tuple[ShareView, ...]:
    upper = score.success_factors_upper or {}
    return tuple(
        _share(
            results.subject.success_factor_name(score.practice, each),
            share,
            upper.get(each),
            is_weakest=each == score.weakest_success_factor,
        )
        for each, share in (score.success_factors or {}).items()
    )


def _share(name: str, share: Fraction, upper: Fraction | None, *, is_weakest: bool) -> ShareView:
    kind = rating_of(share).value.lower()
    return ShareView(name, figures.per_cent(share, upper), kind, f"{float(share):.2%}", is_weakest and share < 1)


def _readiness(results: Results, practice: str) -> tuple[ReadinessPart, ...]:
    found = []
    for scores in results.scores.frameworks:
        framework = results.content.catalogue.framework[scores.framework]
        titles = {each.id: each.title for each in framework.requirements}
        for requirement in scores.requirements:
            parts: Sequence[PracticeReadiness] = requirement.practices
            found += [
                ReadinessPart(
                    framework=framework.name,
                    framework_id=framework.id,
                    requirement=requirement.requirement,
                    title=titles[requirement.requirement],
                    level=part.level,
                    weight=str(part.weight),
                    achievement=figures.per_cent(part.achievement),
                )
                for part in parts
                if part.practice == practice and part.achievement is not None
            ]
    return tuple(found)


def _how(results: Results, score: PracticeScore) -> tuple[tuple[str, str], ...]:
    """Return the name of each figure and how it was calculated."""
    terms = " + ".join("nothing" if each is None else str(each) for each in score.achievements)
    index = figures.index(score.index, score.index_upper)
    questionnaire = results.scores.questionnaire
    version = f"{questionnaire.name}, version {questionnaire.version}, content {questionnaire.content}"
    levels = score.levels or {}
    by_each = "; ".join(f"{method_name(each)}: level {levels[each]}" for each in Method if each in levels) + "."
    stopped = score.gate.why if score.gate else "Every level has been reached."
    method = method_name(results.scores.method)
    return (
        ("Level", f"{stopped} {in_words(score.methods_differ) or by_each}"),
        ("Index", f"The sum of the achievements of levels 1 to 5: {terms} = {score.index}, shown as {index}."),
        ("Evidenced level", _evidenced(score)),
        ("Confidence", _confidence(score)),
        ("Content", f"{version}; catalogue {results.content.catalogue.version}; method {method}."),
    )


def _evidenced(score: PracticeScore) -> str:
    """Say what limits the evidenced level, and how evidence counts."""
    if is_ladder([each.statement for each in score.statements]):
        rule = "Evidence for a level also backs the levels below it; other ratings count as N."
    else:
        rule = (
            "Statements without evidence count as L at most if at least half of the level's statements have evidence; "
            "otherwise, they count as N."
        )
    return f"{figures.capital(evidenced(score))}. {rule}"


def _confidence(score: PracticeScore) -> str:
    said = [
        f"{figures.per_cent(score.answered)} of the applicable statements have been answered",
        f"{figures.per_cent(score.with_evidence)} of the ratings have evidence",
    ]
    if score.agreement is not None:
        said.append(f"respondents agree on {figures.per_cent(score.agreement)}")
    return f"{figures.listed(said)}."
