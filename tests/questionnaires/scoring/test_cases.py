"""Cases from the field, with the correct values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from questionnaires.model import Method, Rating
from questionnaires.scoring.confidence import grade
from questionnaires.scoring.model import Component, OpenKind, PracticeScore, PracticeStatus, RequirementStatus, Scores

Build = Callable[..., PracticeScore]
BuildAll = Callable[..., Scores]
LADDER, ITIL = Method.LADDER, Method.ITIL_SELF


def test_fl_013_not_applicable_in_the_middle(practice: Build) -> None:
    """F, NA, L, P, N: level 1, because nothing applies at level 2, and the result says so; index 1 + 2/3 + 1/3 = 2."""
    score = practice("F NA L P N")

    assert (score.level, score.index) == (1, 1 + Fraction(2, 3) + Fraction(1, 3))
    assert score.gate is not None
    assert "No statement of level 2 applies" in score.gate.why


def test_fl_013_not_and_fully_instead(practice: Build) -> None:
    """N gives level 1 and index 2 too; F gives level 3 and index 3."""
    assert (practice("F N L P N").level, practice("F N L P N").index) == (1, Fraction(2))
    assert (practice("F F L P N").level, practice("F F L P N").index) == (3, Fraction(3))


def test_fl_013_by_ladder(practice: Build) -> None:
    """NA or N at level 2 leaves level 1; F gives level 3, and level 4 at P stops there."""
    levels = [practice(sheet, method=LADDER).level for sheet in ("F NA L P N", "F N L P N", "F F L P N", "F F F F NA")]

    assert levels == [1, 1, 3, 4]


def test_fl_013_not_applicable_everywhere(scores: BuildAll) -> None:
    """There is no level, index or maturity; a requirement with only this practice has no rating but isn't outside."""
    result = scores(
        {"service-desk": "NA NA NA NA NA", "problem-management": "F F F F NA"},
        [("service-desk", "1", "primary", 3)],
    )

    desk = result.practice["service-desk"]
    assert (desk.status, desk.level, desk.index) == (PracticeStatus.NOT_APPLICABLE, None, None)
    assert result.maturity.components[Component.PRACTICES] == 4
    requirement = result.frameworks[0].requirement["1"]
    assert (requirement.status, requirement.rating) == (RequirementStatus.NOT_APPLICABLE, None)


def test_fl_013_not_applicable_at_the_top(practice: Build) -> None:
    """F, F, F, F, NA: level 4, index 4, and level 5 can't be reached."""
    score = practice("F F F F NA")

    assert (score.level, score.index) == (4, Fraction(4))
    assert score.gate is not None
    assert score.gate.why == "No statement of level 5 applies, so neither it nor a higher level can be reached."


def test_fl_015_thirds_are_exact_and_levels_come_from_gates(practice: Build) -> None:
    """Index 1 + 1 + 1 + 1/3 + 2/3 is exactly 4 at level 3; P, P, P is exactly 1 at level 0."""
    incident, problem = practice("F F F P L"), practice("P P P N N")

    assert (incident.level, incident.index) == (3, Fraction(4))
    assert (problem.level, problem.index) == (0, Fraction(1))


def test_fl_015_the_other_rulebook_gives_another_level_and_says_why(practice: Build) -> None:
    """F, F, L, F, P: level 3, 4 by the others; index 1 + 1 + 2/3 + 1 + 1/3 = 4."""
    score = practice("F F L F P")

    assert (score.level, score.index) == (3, Fraction(4))
    assert score.levels is not None
    assert score.levels[ITIL] == 4
    assert score.methods_differ == (
        "The level is 3 under iso-33020; under ladder and itil-self it would be 4, because iso-33020 requires F for "
        "every lower level, and level 3 is rated L."
    )


def test_fl_015_by_ladder(practice: Build) -> None:
    """F, F, F, P, L: 3. F, F, L, F, P: 4. P, P, P: 1, since part of the work is done. The index is the same."""
    found = [practice(sheet, method=LADDER) for sheet in ("F F F P L", "F F L F P", "P P P N N")]

    assert [(score.level, score.index) for score in found] == [(3, Fraction(4)), (4, Fraction(4)), (1, Fraction(1))]


def test_fl_015_a_level_of_twenty_statements_at_exactly_85_per_cent(practice: Build) -> None:
    """17 F and 3 N at level 1: L and not F, so level 2 isn't reached."""
    score = practice(f"{','.join(['F'] * 17 + ['N'] * 3)} F F F F")

    assert (score.ratings[0], score.level) == (Rating.L, 1)
    assert score.achievements[0] == Fraction(17, 20)
    assert score.levels is not None
    assert score.levels[LADDER] == 5


def test_fl_016_three_respondents_on_incident_management(practice: Build) -> None:
    """N, L, L, F, L: level 0, index 0 + 2/3 + 2/3 + 1 + 2/3 = 3."""
    score = practice("N/F/- P/L/F L/DK/F NA/F/F DK/DK/L")

    assert [s.rating for s in score.statements] == [Rating(word) for word in "NLLFL"]
    assert [s.spread for s in score.statements] == [3, 2, 1, 0, None]
    assert [s.disagreement for s in score.statements] == [True, True, False, True, False]
    assert (score.level, score.index) == (0, Fraction(3))
    assert score.levels == {LADDER: 0, Method.ISO_33020: 0, ITIL: 5}
    assert score.gate is not None
    assert score.gate.level == 1


def test_fl_016_one_rating_among_abstentions_lowers_the_confidence(practice: Build) -> None:
    """Respondents agree on four statements, and one of three rated the fifth: 4/5.

    With three ratings, it would be 5/5.
    """
    lonely, agreed = (
        practice("F*/F/F F*/F/F F*/F/F F*/F/F DK/DK/L"),
        practice("F*/F/F F*/F/F F*/F/F F*/F/F L/L/L"),
    )

    assert (lonely.agreement, agreed.agreement) == (Fraction(4, 5), Fraction(1))
    assert lonely.confidence is grade(Fraction(1), Fraction(4, 5), Fraction(4, 5))


def test_fl_016_four_respondents_on_the_service_desk(practice: Build) -> None:
    """NA by two of three; the lower of P and L; DK; NA by all four; NA while another abstains."""
    score = practice("NA/NA/N/- N/P/L/F DK/DK/DK/- NA/NA/NA/NA NA/DK/-/-")

    assert [s.rating for s in score.statements] == [Rating.NA, Rating.P, None, Rating.NA, Rating.NA]
    assert [s.disagreement for s in score.statements] == [True, True, False, False, False]
    assert score.statements[1].spread == 3
    assert score.statements[2].open_kind is OpenKind.DONT_KNOW
    assert len(score.statements[3].answers) == 4
    assert score.status is PracticeStatus.PROVISIONAL


def test_fl_016_one_more_fully_never_lowers_also_where_it_tips_an_na(practice: Build) -> None:
    """NA, NA, N is NA and adds nothing; with F it is the lower of N and F: N, adds nothing either."""
    before, after = practice("F/-/-/- NA/NA/N/- F F F"), practice("F/-/-/- NA/NA/N/F F F F")

    assert (before.statements[1].rating, after.statements[1].rating) == (Rating.NA, Rating.N)
    assert (before.level, before.index) == (after.level, after.index) == (1, Fraction(4))
