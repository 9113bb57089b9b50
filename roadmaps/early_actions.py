"""Early actions: what one person does in phase 1 for a practice whose step has to wait.

A practice behind what hurts every week may get its step, of 20 to 60 days, only phases later. One to three days of it
can often be done at once, such as looking up the notice dates of contracts. An early action raises no level, and so it
is no step: it has no need, counts for no breadth or pace, and takes nothing off the effort of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from practices_catalog.model import Effort, OrganizationSize, figure_for
from questionnaires.model import Rating, Statement
from roadmaps.actions import who_does
from roadmaps.completions import keeps_rules, phases_waited, with_completions
from roadmaps.draft import Basis, Draft, Early
from roadmaps.model import Action, EarlyAction, Step
from roadmaps.optimum import Optimum, best
from roadmaps.targets import OWN_TARGET, own_practices

MOST = 3
"""The early actions of a roadmap."""
MOST_SHARE = Fraction(1, 10)
"""The share of phase 1 that they take together."""
PART_OF_STEP = Fraction(1, 4)
"""What an early action brings of its practice's next step: a first move does more than its days would say."""
DAYS = {OrganizationSize.SMALL: Fraction(1), OrganizationSize.MEDIUM: Fraction(2), OrganizationSize.LARGE: Fraction(3)}


@dataclass(frozen=True)
class Room:
    """Phase 1 with its early actions.

    Attributes:
        bare: the draft without what completes levels, whose problem has no room where the early actions are.
        whole: the same with what completes levels.
    """

    bare: Draft
    whole: Draft

    @property
    def early(self) -> tuple[Early, ...]:
        """The early actions so far."""
        return self.bare.early

    def is_busy(self, practice: str) -> bool:
        """Return whether phase 1 does something else for a practice."""
        return practice in practices_in_phase_1(self.whole)


def with_early_actions(
    draft: Draft, quick_wins: Sequence[int], treating: Sequence[int], skipped: frozenset[str] = frozenset()
) -> Draft:
    """Return the draft with early actions, and with what completes levels.

    They take days that are free. Where there are none, other steps may leave phase 1 for one if they lose no more than
    it brings; never what hurts most, the entry practice or the quick win.

    Args:
        draft: without what completes levels.
        quick_wins: as for `best`.
        treating: the steps that treat what hurts most.
        skipped: practices to leave out.
    """
    room = Room(draft, with_completions(draft))
    effort = effort_of_one(draft.basis)
    replanned: dict[Fraction, Optimum | None] = {}

    def best_beside(days: Fraction) -> Optimum | None:
        """Return the best schedule that leaves some days of phase 1 free; it depends on nothing else."""
        if days not in replanned:
            smaller = replace(draft.problem, room=_less(draft.problem.room, days))
            replanned[days] = best(smaller, draft.entry, quick_wins, treating)
        return replanned[days]

    for practice, statement in wanted(draft.basis):
        more = len(room.early) + 1
        if more > MOST or effort.middle * more > draft.problem.capacity * MOST_SHARE:
            break
        if practice not in skipped and not room.is_busy(practice):
            room = _with_one(room, Early(practice, statement, effort), best_beside, treating) or room
    return room.whole


def _with_one(
    room: Room, early: Early, best_beside: Callable[[Fraction], Optimum | None], treating: Sequence[int]
) -> Room | None:
    """Return phase 1 with one more early action, or None if it has no room."""
    days, bare, whole = early.effort.middle, room.bare, room.whole
    if whole.schedule.free(whole.problem)[0] < days:
        completing = sum((s.effort_days for s in steps_of_phase_1(whole) if s.completes), Fraction(0))
        taken = sum((each.effort.middle for each in room.early), Fraction(0))
        other = best_beside(taken + days + completing)
        if other is None or not keeps_rules(bare.optimum, other, treating):
            return None
        if bare.schedule.worth(bare.problem) - other.schedule.worth(bare.problem) > _gain(bare, early):
            return None
        bare = replace(bare, schedule=other.schedule, optimum=other)
    problem = replace(bare.problem, room=_less(bare.problem.room, days))
    bare = replace(bare, problem=problem, early=(*room.early, early))
    found = Room(bare, with_completions(bare))
    return None if any(found.is_busy(each.practice) for each in found.early) else found


def _less(room: tuple[Fraction, ...], days: Fraction) -> tuple[Fraction, ...]:
    return (room[0] - days, *room[1:])


def _gain(draft: Draft, early: Early) -> Fraction:
    """Return what an early action brings: in each phase until its practice's next step, a part of its benefit."""
    level = draft.precedence.current[early.practice].level + 1
    step = draft.basis.maker.step(early.practice, level)
    return step.benefit * PART_OF_STEP * phases_waited(draft, early.practice)


def steps_of_phase_1(draft: Draft) -> list[Step]:
    """Return the steps that begin in phase 1."""
    return [step for step, start in zip(draft.steps, draft.schedule.starts, strict=True) if start == 1]


def practices_in_phase_1(draft: Draft) -> frozenset[str]:
    """Return the practices with steps in phase 1."""
    return frozenset(step.practice for step in steps_of_phase_1(draft))


def effort_of_one(basis: Basis) -> Effort:
    """Return the person-days of an early action: whole days by the number of people in IT, times the effort factor."""
    settings = basis.settings
    days = round(figure_for(DAYS, settings.size, settings.it_staff)) * settings.effort_factor
    return Effort(days, days)


def wanted(basis: Basis) -> list[tuple[str, Statement]]:
    """Return the practices for which something is to be done at once, with the statement that says what.

    Those come first to which the gravest symptom points, and of these, those of the greatest weight.
    """

    def rank(practice: str) -> tuple[Fraction, int]:
        report, level = basis.maker.reports.get(practice), basis.precedence.current[practice].level
        return -report.gravest if report else Fraction(0), -basis.maker.weight(practice, level + 1)

    found = {each: statement for each in _hurting(basis) if (statement := _first_statement(basis, each))}
    return [(practice, found[practice]) for practice in sorted(found, key=rank)]


def _hurting(basis: Basis) -> Iterator[str]:
    """Yield the practices that may rise and that a strong symptom names first, or at level 0 a grave risk."""
    settings, own = basis.settings, own_practices(basis.approach)
    for practice, state in basis.precedence.current.items():
        report = basis.maker.reports.get(practice)
        most = min(settings.targets.get(practice, OWN_TARGET), OWN_TARGET, state.ceiling)
        open_ = state.assessed and state.level < most and practice not in settings.excluded
        meant = not settings.only_approach or practice in own
        grave = basis.catalogue.practice[practice].grave or (report is not None and bool(report.grave))
        hurts = (report is not None and report.is_first) or (state.not_done and grave)
        if open_ and meant and hurts and settings.pins.get(practice, 1) == 1:
            yield practice


def _first_statement(basis: Basis, practice: str) -> Statement | None:
    """Return the lowest statement on the way to the next level that is N or P, or else L, and says how to start."""
    state, score = basis.precedence.current[practice], basis.scores.practice[practice]
    near = sorted(
        (each for each in score.statements if each.statement.start and each.statement.level <= state.level + 1),
        key=lambda each: each.statement.level,
    )
    low = [each.statement for each in near if each.rating in {Rating.N, Rating.P}]
    largely = [each.statement for each in near if each.rating is Rating.L]
    return next(iter((*low, *largely)), None)


def early_actions(draft: Draft) -> tuple[EarlyAction, ...]:
    """Return the early actions of a finished draft; one begins in each of the first weeks."""
    return tuple(
        EarlyAction(
            practice=each.practice,
            level=each.statement.level,
            effort=each.effort,
            why=_why(draft, each),
            action=Action(
                text=each.statement.start,
                who=who_does(draft.catalogue.practice[each.practice], each.statement.start, draft.settings.size),
                shows="",
                week=min(week, draft.settings.phase_weeks),
                statement=each.statement.id,
            ),
        )
        for week, each in enumerate(draft.early, 1)
    )


def _why(draft: Draft, early: Early) -> str:
    """Return why an early action doesn't wait for its practice's step, and what it answers."""
    level = draft.precedence.current[early.practice].level + 1
    index = draft.number.get((early.practice, level))
    start = draft.schedule.starts[index] if index is not None else 0
    step = f"step to level {level}"
    waits = f"the {step} begins in phase {start}" if start else f"the roadmap has no {step}"
    said = [f"Too small to wait: {waits}."]
    if level == 1:
        said.append("The practice is at level 0.")
    report = draft.basis.maker.reports.get(early.practice)
    if report:
        said.append(f"Reported: “{report.short}”.")
    return " ".join(said)
