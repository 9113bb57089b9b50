"""The planner's remarks on a roadmap as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from practices_catalog.model import LEVELS
from roadmaps.draft import Draft
from roadmaps.model import Unknown
from roadmaps.precedence import Precedence, goal_of
from roadmaps.targets import own_practices, unassessed_own
from roadmaps.wording import counted, days, joined, sentence, whole_days

MOST_NAMED = 3
WORTH_MENTIONING = Fraction(1, 10)


def notes(draft: Draft) -> tuple[str, ...]:
    """Return the notes of a roadmap."""
    return (
        *_all_reached(draft),
        *_first_practice(draft),
        *_idle_settings(draft),
        *_not_applicable(draft),
        *_from_level_0(draft),
        *_to_assess(draft),
        *_free_capacity(draft),
    )


def _all_reached(draft: Draft) -> Iterator[str]:
    current = draft.precedence.current
    if not any(state.applicable for state in current.values()):
        return
    if any(current[practice].level < target for practice, target in draft.precedence.targets.items()):
        return
    if any(step.filling and end for step, end in zip(draft.steps, draft.schedule.ends, strict=True)):
        yield "All targets have been reached. The steps of this roadmap are the most useful next ones."
        return
    yield "All targets have been reached, so there is nothing left to plan."
    useful = _next_useful(draft)
    if useful:
        yield f"The approach “{draft.approach.name}” would now gain most from {joined(useful, 'or')}."


def _next_useful(draft: Draft) -> list[str]:
    """Return the goals that are worth the most to the approach and could be started right away."""
    current, weights = draft.precedence.current, draft.approach.weights
    targets = dict.fromkeys(current, LEVELS[-1])
    free = Precedence(draft.catalogue, current, targets, draft.settings)
    goals = [(practice, state.level + 1) for practice, state in current.items() if state.level < LEVELS[-1]]
    open_ones = [r for r in goals if free.barrier(r) is None and not any(free.waits_for(r)) and weights.get(r[0])]
    best = sorted(open_ones, key=lambda goal: -weights[goal[0]])[:MOST_NAMED]
    return [f"{draft.name(practice)} at level {level}" for practice, level in best]


def _first_practice(draft: Draft) -> Iterator[str]:
    """Yield which entry practice couldn't be started, and why."""
    planned = {step.practice for step in draft.steps}
    for practice in draft.approach.entry:
        if practice in planned:
            break
        if draft.reached[practice] < draft.precedence.targets.get(practice, 0):
            name = draft.name(practice)
            yield sentence(f"the entry practice {name} can't be started; see the missed targets for the reason")
    if draft.entry is not None and not draft.optimum.entry_first:
        practice = draft.steps[draft.entry].practice
        first = f"in the approach “{draft.approach.name}”" if practice in draft.approach.entry else "for the cause"
        start = f"{draft.name(practice)} comes first {first}, but doesn't start in phase 1"
        yield sentence(f"{start}: {_why_not_first(draft, draft.entry)}")


def _why_not_first(draft: Draft, entry: int) -> str:
    """Return what keeps the entry step, or the steps it waits for, out of phase 1."""
    problem, own = draft.problem, draft.steps[entry].practice
    closure = (*problem.ancestors[entry], entry)
    pinned = next((draft.steps[i].practice for i in closure if problem.opens[i] > 1), None)
    if pinned:
        whose = "it" if pinned == own else f"{draft.name(pinned)}, which it waits for,"
        return f"{whose} is pinned to phase {draft.settings.pins[pinned]}"
    waited = [draft.named(goal_of(draft.steps[i])) for i in problem.ancestors[entry]]
    together = f"together with {joined(waited)}, which must come first, it" if waited else "it"
    needed = sum((problem.efforts[i] for i in closure), Fraction(0))
    total = problem.capacity * problem.phases
    if needed > total:
        return f"{together} needs {days(needed)}, but the whole roadmap has {days(total)}"
    if any(problem.paced_before[i] is not None for i in problem.ancestors[entry]):
        return (
            f"it waits for {joined(waited)}, and a practice rises by at most {counted(problem.pace, 'level')} a phase"
        )
    if len(problem.counted(closure)) > problem.breadth:
        return f"it waits for {joined(waited)}, and a phase has steps in at most {counted(problem.breadth, 'practice')}"
    if needed > problem.capacity:
        return f"{together} needs {days(needed)}, but a phase has {days(problem.capacity)}"
    return "no roadmap was found that starts it in phase 1 and meets the deadlines and the aim"


def _idle_settings(draft: Draft) -> Iterator[str]:
    """Yield the pins and deadlines of practices without a step."""
    planned = {step.practice for step in draft.steps}
    named = ((draft.settings.pins, "is pinned to phase"), (draft.settings.deadlines, "has a deadline in phase"))
    for chosen, says in named:
        for practice in (each for each in draft.catalogue.practice if each in chosen and each not in planned):
            wrong = f"{draft.name(practice)} {says} {chosen[practice]}, but has no step in the roadmap"
            yield sentence(f"{wrong}; set a target to add one")


def _free_capacity(draft: Draft) -> Iterator[str]:
    """Yield how much capacity is free, and why."""
    free = sum(draft.schedule.free(draft.problem), Fraction(0))
    if free < draft.problem.capacity * draft.settings.phases * WORTH_MENTIONING or not any(draft.schedule.ends):
        return
    left = f"{whole_days(free):,} of {days(draft.problem.capacity * draft.settings.phases)} are free"
    busy = draft.schedule.active(draft.problem)
    if draft.settings.leave_free:
        yield sentence(f"{left}, because you asked to leave free what the targets don't need")
    elif draft.basis.is_overloaded:
        yield sentence(f"{left}, because more has been begun than people can finish: nothing optional is planned")
    elif all(len(busy[phase]) >= draft.problem.breadth for phase in busy):
        breadth = counted(draft.problem.breadth, "practice")
        yield sentence(f"{left}: steps in more than {breadth} in one phase would be too many changes at once")
    else:
        yield sentence(f"{left}: {_nothing_fits(draft)}")


def _nothing_fits(draft: Draft) -> str:
    """Return why no further step uses free capacity: too few days left per phase, or no more steps of this kind."""
    problem, ends = draft.problem, draft.schedule.ends
    waiting = [index for index, end in enumerate(ends) if not end and all(ends[i] for i in problem.before[index])]
    most = max(draft.schedule.free(problem))
    if waiting and all(problem.efforts[index] > most for index in waiting):
        return f"no phase has more than {counted(int(most), 'person-day')} left, and the next steps take more"
    if not waiting:
        return "leftover capacity raises practices to level 2, and to level 3 only if frequent problems point to them"
    return "no further step fits the days left, the pace, the breadth and its prerequisites"


def _not_applicable(draft: Draft) -> Iterator[str]:
    own = own_practices(draft.approach)
    names = [draft.name(practice) for practice in own if not draft.precedence.current[practice].applicable]
    if names:
        rated, planned = ("is", "it isn't") if len(names) == 1 else ("are", "they aren't")
        yield sentence(f"{joined(names)} {rated} rated not applicable, so {planned} planned")


def _to_assess(draft: Draft) -> Iterator[str]:
    """Yield the approach's own practices that aren't planned because nobody has assessed them."""
    if draft.settings.unknown is not Unknown.CHECK:
        return
    unknown = unassessed_own(draft.precedence.current, draft.approach)
    left = [each for each in unknown if each not in draft.precedence.targets and each not in draft.settings.excluded]
    entry = [each for each in left if each in draft.approach.entry]
    supporting = [each for each in left if each not in entry]
    for practices, one, many in (
        (entry, "is an entry practice of", "are entry practices of"),
        (supporting, "supports", "support"),
    ):
        if practices:
            are = one if len(practices) == 1 else many
            them, they = ("it", "it is") if len(practices) == 1 else ("them", "they are")
            named = f"{joined([draft.name(each) for each in practices])} {are} the approach"
            yield sentence(f"{named}, but nobody has assessed {them}. Assess {them} before {they} planned")


def _from_level_0(draft: Draft) -> Iterator[str]:
    """Yield the practices about which nothing is known, because nobody was asked or nobody answered."""
    unknown = list(dict.fromkeys(step.practice for step in draft.steps if not step.assessed))
    for in_scope, why in ((True, "Not assessed"), (False, "Outside the assessment's scope")):
        named = [draft.name(each) for each in unknown if draft.precedence.current[each].in_scope is in_scope]
        if named:
            yield f"{why}, so planned from level 0: {joined(named)}."
