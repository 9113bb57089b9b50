"""The aim: the cheapest levels that make an organization ready, by what date, and what capacity would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from practices_catalog.model import OrganizationSize
from questionnaires.model import Rating
from questionnaires.scoring.achievement import rating_of
from questionnaires.scoring.readiness import framework_score
from roadmaps.aims import LIMIT
from roadmaps.model import Aim, RoadmapSettings, Unknown
from roadmaps.projection import raised_score
from roadmaps.scheduling import aim_phase

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def ready_world(world: Build, **more: Any) -> Any:
    """Requirement 1 rests on a and b, 2 on c; each expects level 3, and all three practices are at 1 of 3."""
    parts: dict[str, Any] = {
        "efforts": {"a": (9, 9, 9, 9, 9), "b": (2, 2, 2, 2, 2), "c": (4, 4, 4, 4, 4)},
        "weights": {"a": 1, "b": 1, "c": 1},
        "entry": ("a",),
        "own_targets": {"a": 1},
        "ratings": dict.fromkeys("abc", "FNNNN"),
        "requirements": {"1": ("a", "b"), "2": ("c",)},
    }
    return world(**{**parts, **more})


def test_the_cheapest_levels_are_found(world: Build) -> None:
    """1: (1/3 + 3/3) / 2 = 2/3 with b at 3, for 4 days; a at 3 would cost 18. 2: 2/3 with c at 2, for 4 days."""
    roadmap = ready_world(world).plan(20, aim=Aim("standard"))

    assert roadmap.aim.targets == {"b": 3, "c": 2}
    assert roadmap.aim.effort.middle == 2 + 2 + 4
    assert (roadmap.aim.ready_after, roadmap.aim.met, roadmap.aim.out_of_reach) == (1, True, {})
    assert roadmap.targets == {"a": 1, "b": 3, "c": 2}
    assert roadmap.aim.says == (
        (
            "Aim: every requirement of Standard at L or above. The cheapest levels that achieve this take 8 "
            "person-days in 2 practices."
        ),
        "Every rated requirement is at L or above: the last level is reached in phase 1.",
    )


@pytest.mark.parametrize("rating", [Rating.L, Rating.F])
def test_the_limit_of_an_aim_is_where_its_rating_begins(rating: Rating) -> None:
    """The limit itself still belongs to the rating below."""
    assert rating_of(LIMIT[rating]).step == rating.step - 1
    assert rating_of(LIMIT[rating] + Fraction(1, 1000)) is rating


def test_fully_takes_more(world: Build) -> None:
    """F is above 85%: all three at 3."""
    roadmap = ready_world(world).plan(50, aim=Aim("standard", Rating.F))

    assert roadmap.aim.targets == {"a": 3, "b": 3, "c": 3}


def test_prerequisites_count_for_the_cost(world: Build) -> None:
    """B 2 needs d at 1, which costs 30; a at 3 costs 18."""
    small = ready_world(world, hard={"b": (("d", 1, 2),)})
    small.efforts["d"], small.ratings["d"] = (30, 1, 1, 1, 1), "NNNNN"

    assert small.plan(50, aim=Aim("standard")).aim.targets == {"a": 3, "c": 2}


def test_a_prerequisite_that_is_checked_costs_nothing(world: Build) -> None:
    """B 2 needs d at 1, which nobody assessed: built, it costs 30, and a at 3 costs 18; checked, b is the cheapest."""
    small = ready_world(world, hard={"b": (("d", 1, 2),)})
    small.efforts["d"] = (30, 1, 1, 1, 1)

    assert small.plan(50, aim=Aim("standard"), unknown=Unknown.CHECK).aim.targets == {"b": 3, "c": 2}
    assert small.plan(50, aim=Aim("standard"), unknown=Unknown.BUILD).aim.targets == {"a": 3, "c": 2}


def test_what_nobody_assessed_is_named(world: Build) -> None:
    """Requirement 2 is unknown, so that nothing is planned for it; with build it is planned from 0."""
    small = ready_world(world, ratings=dict.fromkeys("ab", "FNNNN"))

    checked = small.plan(50, aim=Aim("standard"), unknown=Unknown.CHECK)
    built = small.plan(50, aim=Aim("standard"), unknown=Unknown.BUILD)

    assert checked.aim.targets == {"b": 3}
    assert checked.aim.out_of_reach == {"2": "too little is known: assess C first"}
    assert checked.aim.says[-1] == "Too little is known about 1 requirement (2 Requirement 2): assess c first."
    assert checked.aim.says[0].endswith(
        "As far as is known today, the cheapest levels that achieve this take 4 person-days in 1 practice."
    )
    assert built.aim.targets == {"b": 3, "c": 2}


def test_an_excluded_practice_puts_a_requirement_out_of_reach(world: Build) -> None:
    """Only c serves requirement 2."""
    roadmap = ready_world(world).plan(50, aim=Aim("standard"), excluded=frozenset("c"))

    assert list(roadmap.aim.out_of_reach) == ["2"]
    assert (roadmap.aim.ready_after, roadmap.aim.met, roadmap.aim.capacity_needed) == (1, False, None)
    assert roadmap.aim.says[1] == (
        "The aim isn't met: its last level is reached in phase 1, but 1 requirement can't reach L."
    )


def test_an_aim_about_which_nothing_is_known_isnt_met(world: Build) -> None:
    """Nobody assessed a practice that a requirement rests on, so that there is nothing to reach."""
    aim = ready_world(world, ratings={}).plan(50, aim=Aim("standard"), unknown=Unknown.CHECK).aim

    assert (aim.targets, aim.ready_after, aim.met, aim.capacity_needed) == ({}, None, False, None)
    assert aim.says[0] == (
        "Aim: every requirement of Standard at L or above. No steps can be planned for it before more is known."
    )


def test_an_aim_that_is_partly_unknown_is_met_only_as_far_as_is_known(world: Build) -> None:
    """Requirement 1 reaches L; nobody has assessed the practice that requirement 2 depends on."""
    small = ready_world(world, ratings=dict.fromkeys("ab", "FNNNN"))

    aim = small.plan(50, aim=Aim("standard"), unknown=Unknown.CHECK).aim

    assert (aim.ready_after, aim.met) == (1, False)
    assert aim.says[1] == "Every rated requirement is at L or above: the last level is reached in phase 1."


def test_an_aim_that_nothing_can_be_planned_for_says_so(world: Build) -> None:
    """Every practice is excluded or at the level that it can reach."""
    small = ready_world(world, ratings={"a": "FFFFF", "b": "FFFFF", "c": "N----"}, requirements={"2": ("c",)})

    aim = small.plan(50, aim=Aim("standard"), excluded=frozenset("c")).aim

    assert (aim.targets, aim.ready_after, aim.met) == ({}, None, False)
    assert aim.says[0] == "Aim: every requirement of Standard at L or above. No steps can be planned for it."


def test_a_date_is_kept_before_what_is_worth_more(world: Build, placed: Build) -> None:
    """Phases of 6 days, 13 weeks from 5 January: b (4 days) and c (4 days) end by phase 2, the end of June."""
    small = ready_world(world, weights={"a": 9, "b": 1, "c": 1}, ratings=dict.fromkeys("abc", "FNNNN"))
    small.efforts["a"] = (4, 4, 4, 4, 4)
    small.own_targets = {"a": 3}
    small.requirements = {"1": ("b",), "2": ("c",)}

    roadmap = small.plan(6, aim=Aim("standard", by=date(2026, 7, 5)))

    assert roadmap.aim.targets == {"b": 2, "c": 2}
    assert roadmap.aim.met
    assert max(end for (practice, level), (_, end) in placed(roadmap).items() if practice in "bc" and level == 2) <= 2


@pytest.mark.parametrize(
    ("by", "phase"),
    [(date(2026, 1, 5), 0), (date(2026, 4, 4), 0), (date(2026, 4, 5), 1), (date(2026, 7, 4), 1), (date(2030, 1, 1), 4)],
)
def test_a_date_counts_the_phases_that_have_ended(by: date, phase: int) -> None:
    """Four phases of 13 weeks from 5 January; the first ends on 5 April, the second on 5 July."""
    settings = RoadmapSettings(date(2026, 1, 5), OrganizationSize.MEDIUM, aim=Aim("standard", by=by))

    assert aim_phase(settings) == phase


def test_a_date_that_is_missed_says_what_capacity_would_do(world: Build) -> None:
    """8 days of steps by the end of phase 1, which has 6."""
    roadmap = ready_world(world).plan(6, aim=Aim("standard", by=date(2026, 4, 5)))

    assert not roadmap.aim.met
    assert (roadmap.aim.ready_after, roadmap.aim.capacity_needed) == (2, 8)
    assert roadmap.aim.says[1] == (
        "The aim isn't met by 5 Apr 2026: its last level is reached in phase 2. With 8 person-days a phase, it could "
        "be met by the end of phase 1."
    )


def test_the_capacity_that_would_meet_an_aim_keeps_the_deadlines(world: Build) -> None:
    """The aim's 8 days would fill phase 1, but a 2 is due then too and takes 4 more."""
    small = ready_world(world, efforts={"a": FOUR, "b": (2, 2, 2, 2, 2), "c": FOUR})

    aim = small.plan(8, targets={"a": 2}, deadlines={"a": 1}, aim=Aim("standard", by=date(2026, 4, 5))).aim

    assert aim.targets == {"b": 3, "c": 2}
    assert (aim.ready_after, aim.met, aim.capacity_needed) == (2, False, 8 + 4)


def test_a_date_that_no_capacity_meets_says_so(world: Build) -> None:
    """Two levels of b, one a phase."""
    roadmap = ready_world(world).plan(50, pace=1, aim=Aim("standard", by=date(2026, 4, 5)))

    assert roadmap.aim.capacity_needed is None
    assert roadmap.aim.says[1].endswith(
        "No capacity would be enough: a practice rises by at most 1 level a phase, and too few phases are left."
    )


def test_a_breadth_that_no_capacity_makes_up_for_is_named(world: Build) -> None:
    """B and c in one phase need a breadth of 2 and 8 days."""
    roadmap = ready_world(world).plan(6, breadth=1, aim=Aim("standard", by=date(2026, 4, 5)))

    assert roadmap.aim.capacity_needed is None
    assert roadmap.aim.says[1].endswith(
        "No capacity would be enough with steps in at most 1 practice a phase: with 2 practices and 8 person-days a "
        "phase, it could be met by the end of phase 1."
    )


def test_a_pin_that_no_capacity_makes_up_for_is_named(world: Build) -> None:
    """C can't begin before phase 2."""
    roadmap = ready_world(world).plan(50, pins={"c": 2}, aim=Aim("standard", by=date(2026, 4, 5)))

    assert roadmap.aim.says[1].endswith("No capacity would be enough: a pin starts a practice too late.")


def test_a_date_that_cuts_a_phase_off_says_so(world: Build) -> None:
    """B rises one level a phase; phase 2 ends on 5 July 2026, a day after the date."""
    roadmap = ready_world(world).plan(50, pace=1, aim=Aim("standard", by=date(2026, 7, 4)))

    assert roadmap.aim.says[1].endswith(
        "Phase 2 doesn't end until 5 Jul 2026, so its steps come too late for that date."
    )


def test_an_aim_that_is_not_met_still_comes_first(world: Build, placed: Build) -> None:
    """B takes one of 2 phases, c both, and the entry practice's second step is worth more than b."""
    small = ready_world(world, weights={"a": 9, "b": 1, "c": 1}, ratings=dict.fromkeys("abc", "FNNNN"))
    small.efforts = {**dict.fromkeys("ab", FOUR), "c": (8, 8, 8, 8, 8)}
    small.own_targets = {"a": 3}
    small.requirements = {"1": ("b",), "2": ("c",)}

    aimed, plain = small.plan(4, phases=2, aim=Aim("standard")), small.plan(4, phases=2)

    assert set(placed(plain)) == {("a", 2), ("a", 3)}
    assert not aimed.aim.met
    assert set(placed(aimed)) == {("a", 2), ("b", 2)}


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    efforts=st.fixed_dictionaries({name: st.tuples(*[st.integers(1, 9)] * 5) for name in "abc"}),
    ratings=st.fixed_dictionaries({name: st.sampled_from(["NNNNN", "PPNNN", "FLNNN", "FFPNN"]) for name in "abc"}),
    hard=st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.integers(1, 3)), max_size=2),
    rating=st.sampled_from([Rating.L, Rating.F]),
)
def test_no_cheaper_levels_make_ready(
    world: Build,
    efforts: dict[str, tuple[int, ...]],
    ratings: dict[str, str],
    hard: list[tuple[str, int, int]],
    rating: Rating,
) -> None:
    """Against every combination of levels that keeps the prerequisites."""
    small = ready_world(world, efforts=efforts, ratings=ratings, hard={"c": tuple(hard)})
    aim = Aim("standard", rating)
    try:
        roadmap = small.plan(200, aim=aim)
    except InputError:
        assume(condition=False)
        raise
    scores, framework = small.scores, small.catalogue.framework["standard"]
    enough = {Rating.F, rating}
    now = {name: scores.practice[name].level for name in "abc"}

    def cost(levels: dict[str, int]) -> Any:
        days: Any = 0
        for name, top in levels.items():
            for level in range(now[name] + 1, top + 1):
                paid = range(1, level + 1) if level == now[name] + 1 else (level,)
                shares = scores.practice[name].achievements
                missing = sum(efforts[name][each - 1] * (1 - shares[each - 1]) for each in paid)
                days += max(missing, Fraction(efforts[name][level - 1], 10))
        return days

    found = []
    for tops in product(range(6), repeat=3):
        levels = dict(zip("abc", tops, strict=True))
        if any(levels[name] < now[name] for name in levels):
            continue
        if any(now["c"] < k <= levels["c"] and levels[p] < m for p, m, k in hard):
            continue
        then = {
            name: raised_score(scores.practice[name], top, scores.method) if top > now[name] else scores.practice[name]
            for name, top in levels.items()
        }
        if enough.issuperset(each.rating for each in framework_score(framework, then).requirements):
            found.append(cost(levels))

    assert roadmap.aim.effort.middle == min(found)


def test_an_aim_that_is_reached_already_says_so(world: Build) -> None:
    """All three practices are at 3; nothing is mapped to requirement 3."""
    small = ready_world(world, ratings=dict.fromkeys("abc", "FFFNN"))
    small.requirements = {**small.requirements, "3": ()}

    aim = small.plan(50, aim=Aim("standard")).aim

    assert (aim.targets, aim.ready_after, aim.met, aim.out_of_reach) == ({}, 0, True, {})
    assert aim.says == (
        "Aim: every requirement of Standard at L or above. Every rated requirement is at L or above already.",
    )


def test_a_date_before_the_end_of_the_first_phase_says_so(world: Build) -> None:
    """The first phase ends on 5 April."""
    aim = ready_world(world).plan(50, aim=Aim("standard", by=date(2026, 4, 4))).aim

    assert (aim.ready_after, aim.met, aim.capacity_needed) == (1, False, None)
    assert aim.says[1] == (
        "The aim isn't met by 4 Apr 2026: its last level is reached in phase 1. The date is before the end of the "
        "first phase; shorter phases or a later date would help."
    )


@pytest.mark.parametrize(("by", "date_said"), [(None, ""), (date(2026, 5, 1), " by 1 May 2026")])
def test_an_aim_beyond_the_roadmap_says_so(world: Build, by: date | None, date_said: str) -> None:
    """Two levels of b, one a phase, and one phase, which ends on 5 April."""
    aim = ready_world(world).plan(50, pace=1, phases=1, aim=Aim("standard", by=by)).aim

    assert (aim.ready_after, aim.met, aim.capacity_needed) == (None, False, None)
    assert aim.says[1] == (
        f"The aim isn't met{date_said}: the roadmap doesn't reach it. No capacity would be enough: a practice rises by "
        "at most 1 level a phase, and too few phases are left."
    )


def test_a_requirement_of_practices_that_do_not_apply_is_out_of_reach(world: Build) -> None:
    """Requirement 2 rests on c alone."""
    small = ready_world(world, ratings={"a": "FNNNN", "b": "FNNNN", "c": "-----"})

    aim = small.plan(50, aim=Aim("standard")).aim

    assert aim.out_of_reach == {"2": "no practice that counts for it applies"}
    assert aim.says[-1] == ("Can't reach L under this plan: 2 Requirement 2; no practice that counts for it applies.")
