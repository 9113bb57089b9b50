"""The laws of scoring, over generated sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from practices_catalog.model import Catalogue
from questionnaires.model import Method
from questionnaires.scoring.model import (
    PracticeScore,
    PracticeStatus,
    RequirementScore,
    RequirementStatus,
    Scores,
    TooLittleKnown,
)
from questionnaires.scoring.readiness import framework_score_after

Build = Callable[..., PracticeScore]
BuildAll = Callable[..., Scores]
Sheet = list[list[list[str]]]
"""Levels of statements of voices."""

SCALE = ("N", "P", "L", "F")
WORDS = (*SCALE, "F*", "L*", "NA", "DK", "-")
MAPPINGS = [
    ("a", "1", "primary", 3),
    ("b", "1", "supporting", 3),
    ("b", "2", "primary", 2),
    ("c", "2", "supporting", 5),
    ("c", "3", "primary", 3),
]
REQUIREMENTS = ("1", "2", "3", "4")
few = settings(max_examples=100)


def sheets(*, voices: int = 1, statements: int = 3, words: tuple[str, ...] = WORDS) -> st.SearchStrategy[Sheet]:
    """Sheets of five levels of one or more statements."""
    cell = st.lists(st.sampled_from(words), min_size=voices, max_size=voices)
    return st.lists(st.lists(cell, min_size=1, max_size=statements), min_size=5, max_size=5)


def written(sheet: Sheet) -> str:
    """Return a sheet in the shorthand of the builders."""
    return " ".join(",".join("/".join(cell) for cell in level) for level in sheet)


@st.composite
def raised(draw: st.DrawFn, statements: int = 3) -> tuple[str, str]:
    """Return a sheet, and the same sheet with one rating of one respondent raised."""
    voices = draw(st.integers(1, 4))
    sheet = draw(sheets(voices=voices, statements=statements))
    level = draw(st.integers(0, 4))
    cell = sheet[level][draw(st.integers(0, len(sheet[level]) - 1))]
    voice, low = draw(st.integers(0, voices - 1)), draw(st.integers(0, 2))
    cell[voice] = SCALE[low]
    before = written(sheet)
    cell[voice] = SCALE[draw(st.integers(low + 1, 3))]
    return before, written(sheet)


def figures(score: PracticeScore) -> list[int | Fraction]:
    """Return the figures of an assessed practice that never fall when an answer gets better."""
    assert score.levels is not None
    found = [score.level, score.level_upper, score.level_evidenced, *score.levels.values()]
    shares = [score.index, score.index_upper, *score.achievements, *score.achievements_upper]
    return [figure for figure in (*found, *shares) if figure is not None]


def never_falls(practice: Build, pair: tuple[str, str], method: Method) -> None:
    """Assert that no figure is lower than before. A raised rating may still be outvoted by NA and leave no figures."""
    before, after = (practice(sheet, method=method) for sheet in pair)

    assert before.has_figures == after.has_figures
    if before.has_figures:
        assert all(low <= high for low, high in zip(figures(before), figures(after), strict=True))


@few
@given(pair=raised(), method=st.sampled_from(Method))
def test_raising_a_rating_never_lowers_a_level_or_an_index(
    practice: Build, pair: tuple[str, str], method: Method
) -> None:
    """One respondent of up to four, one statement of up to three at a level, all methods."""
    never_falls(practice, pair, method)


@few
@given(pair=raised(statements=1), method=st.sampled_from(Method))
def test_raising_a_rung_never_lowers_a_level_or_an_index(
    practice: Build, pair: tuple[str, str], method: Method
) -> None:
    """The same holds on ladders."""
    never_falls(practice, pair, method)


@few
@given(pair=raised(), others=st.tuples(sheets(), sheets()))
def test_raising_a_rating_never_lowers_a_readiness(
    scores: BuildAll, pair: tuple[str, str], others: tuple[Sheet, Sheet]
) -> None:
    """This covers three practices and the requirements that they share."""
    b, c = map(written, others)
    before, after = (scores({"a": sheet, "b": b, "c": c}, MAPPINGS, REQUIREMENTS).frameworks[0] for sheet in pair)

    for low, high in zip(before.requirements, after.requirements, strict=True):
        assert (low.achievement is None) == (high.achievement is None)
        assert (low.achievement or 0) <= (high.achievement or 0)
        assert (low.achievement_upper or 0) <= (high.achievement_upper or 0)


@few
@given(sheet=st.one_of(sheets(), sheets(statements=1)), level=st.integers(0, 4), method=st.sampled_from(Method))
def test_turning_a_level_to_not_applicable_never_raises_a_level(
    practice: Build, sheet: Sheet, level: int, method: Method
) -> None:
    """By all methods, including the upper end and the evidenced level."""
    before = practice(written(sheet), method=method)
    sheet[level] = [["NA"] for _ in sheet[level]]
    after = practice(written(sheet), method=method)

    if before.levels is not None and after.levels is not None:
        assert all(after.levels[method] <= before.levels[method] for method in Method)
        assert (after.level_upper or 0) <= (before.level_upper or 0)
        assert (after.level_evidenced or 0) <= (before.level_evidenced or 0)


@few
@given(sheet=sheets(voices=4, statements=1), level=st.integers(0, 4), method=st.sampled_from(Method))
def test_one_more_fully_never_lowers_a_rung_also_where_it_tips_an_na(
    practice: Build, sheet: Sheet, level: int, method: Method
) -> None:
    """A fifth respondent answers one rung of a ladder with F."""
    before = practice(written(sheet), method=method)
    sheet[level][0].append("F")
    after = practice(written(sheet), method=method)

    assert (after.level or 0) >= (before.level or 0)
    assert (after.index or 0) >= (before.index or 0)


@few
@given(sheet=sheets(voices=4), order=st.permutations(range(4)))
def test_the_order_of_respondents_never_matters(scores: BuildAll, sheet: Sheet, order: list[int]) -> None:
    """All figures are the same, except for the respondents' own order."""
    turned = [[[cell[voice] for voice in order] for cell in level] for level in sheet]
    before, after = (scores({"a": written(each)}, [("a", "1", "primary", 3)]) for each in (sheet, turned))

    assert replace(before.practices[0], statements=()) == replace(after.practices[0], statements=())
    assert before.frameworks == after.frameworks
    assert before.agreement == after.agreement
    assert [(s.rating, s.spread, s.disagreement, s.open_kind) for s in before.practices[0].statements] == [
        (s.rating, s.spread, s.disagreement, s.open_kind) for s in after.practices[0].statements
    ]


@few
@given(three=st.tuples(sheets(), sheets(), sheets()), order=st.permutations(MAPPINGS))
def test_the_order_of_mappings_never_matters(
    scores: BuildAll, three: tuple[Sheet, Sheet, Sheet], order: list[tuple[str, str, str, int]]
) -> None:
    """Readiness is the same in any order."""
    answers = dict(zip("abc", map(written, three), strict=True))

    assert scores(answers, MAPPINGS, REQUIREMENTS).frameworks == scores(answers, order, REQUIREMENTS).frameworks


@few
@given(three=st.tuples(sheets(), sheets(), sheets()), other=sheets())
def test_changing_one_practice_changes_only_what_depends_on_it(
    scores: BuildAll,
    make_catalogue: Callable[..., Catalogue],
    three: tuple[Sheet, Sheet, Sheet],
    other: Sheet,
) -> None:
    """Practice a gets other answers; b, c and the requirements without a stay the same, so only the rest is scored."""
    a, b, c = map(written, three)
    before = scores({"a": a, "b": b, "c": c}, MAPPINGS, REQUIREMENTS)
    after = scores({"a": written(other), "b": b, "c": c}, MAPPINGS, REQUIREMENTS)

    assert before.practices[1:] == after.practices[1:]
    assert before.frameworks[0].requirements[1:] == after.frameworks[0].requirements[1:]
    framework = make_catalogue("abc", MAPPINGS, REQUIREMENTS).frameworks[0]
    assert framework_score_after(framework, before.frameworks[0], after.practice, {"a"}) == after.frameworks[0]


@few
@given(three=st.tuples(sheets(voices=3), sheets(voices=3), sheets(voices=3)), method=st.sampled_from(Method))
def test_figures_stay_within_bounds_and_missing_ones_have_a_reason(
    scores: BuildAll, three: tuple[Sheet, Sheet, Sheet], method: Method
) -> None:
    """Index 0 to 5, shares 0 to 1, lower end below upper end; a status or a sentence says why a figure is missing."""
    answers = dict(zip("abc", map(written, three), strict=True))
    result = scores(answers, MAPPINGS, REQUIREMENTS, method=method)

    for practice in result.practices:
        _check_practice(practice, method)
    for requirement in result.frameworks[0].requirements:
        _check_requirement(requirement)
    assert (result.agreement.alpha is None) == bool(result.agreement.why_none)
    assert result.agreement.alpha is None or -1 <= result.agreement.alpha <= 1
    assert result.maturity.why


def _check_practice(score: PracticeScore, method: Method) -> None:
    if score.status in {PracticeStatus.NOT_ASSESSED, PracticeStatus.NOT_APPLICABLE}:
        assert {score.level, score.index, score.gate, score.confidence} == {None}
        assert score.levels is None
        return
    assert score.level is not None
    assert score.level_upper is not None
    assert score.level_evidenced is not None
    assert 0 <= score.level_evidenced <= score.level <= score.level_upper <= 5
    assert score.levels is not None
    assert score.levels[method] == score.level
    assert bool(score.unbacked) == (score.level_evidenced < score.level)
    assert bool(score.methods_differ) == (len(set(score.levels.values())) > 1)
    assert score.index is not None
    assert score.index_upper is not None
    assert 0 <= score.index <= score.index_upper <= 5
    assert (score.gate is None) == (score.level == 5)
    assert score.gate is None or score.gate.why
    shares = [*score.achievements, score.answered, score.with_evidence, score.agreement]
    assert score.dimensions
    assert score.success_factors
    assert all(0 <= share <= 1 for share in (*shares, *score.dimensions.values()) if share is not None)
    assert score.weakest_dimension in score.dimensions
    assert score.confidence is not None
    if score.status is PracticeStatus.ASSESSED:
        assert (score.level, score.index) == (score.level_upper, score.index_upper)
        assert score.answered == 1


def _check_requirement(score: RequirementScore) -> None:
    if score.status in {RequirementStatus.RATED, RequirementStatus.PROVISIONAL}:
        assert score.achievement is not None
        assert score.achievement_upper is not None
        assert 0 <= score.achievement <= score.achievement_upper <= 1
        assert score.rating is not None
        assert score.lowest is not None
        assert score.asked <= 2 * score.answered <= 2 * score.asked
        assert bool(score.held_back_by) == (score.achievement < 1)
    else:
        assert {score.achievement, score.achievement_upper, score.rating, score.lowest} == {None}
        assert score.held_back_by == ()
        speakers = [part for part in score.practices if part.weight == 1]
        assert score.too_little_known is TooLittleKnown.FEW_ANSWERS or all(part.left_out for part in speakers)
        assert (score.status is RequirementStatus.NOT_ASSESSED) == bool(score.too_little_known)
        assert (score.status is RequirementStatus.OUTSIDE) == (not score.practices)
