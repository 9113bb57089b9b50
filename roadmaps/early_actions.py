"""Early actions: what one person does in phase 1 for a practice whose step has to wait, or whose cure comes later.

A practice behind weekly problems may get its step, of 20 to 60 days, only phases later. One to three days of that work
can often be done at once, such as looking up the notice dates of contracts. An early action doesn't raise a practice's
level, so it isn't a step: it has no need and doesn't count toward breadth or pace. Unless it does part of a step (see
`roadmaps/work_ahead.py`), it doesn't reduce the step's effort either. Phase 1 keeps at most a fifth of its days for
early actions, or enough for one, in addition to those about dates in phase 1 and those that do part of a step, so that
the roadmap begins with what can't wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from practices_catalog.model import LEVELS, Effort, OrganizationSize, figure_for
from questionnaires.model import SCALE, Rating, Statement
from roadmaps.actions import who_does
from roadmaps.completions import keeps_rules, phases_waited
from roadmaps.dated import dated_statement, first_task
from roadmaps.draft import Basis, Draft, Early
from roadmaps.model import Action, EarlyAction
from roadmaps.optimum import best, is_possible
from roadmaps.problem import Problem
from roadmaps.strong_words import UNMET, is_told_in_figures, strongest_statement
from roadmaps.symptoms import TREATED, pointed
from roadmaps.targets import OWN_TARGET, own_practices

MOST = 6
"""The early actions of a roadmap; one of them is about a known risk if there is one."""
MOST_SHARE = Fraction(1, 5)
"""The share of phase 1 that is kept for them, in addition to those about dates in phase 1, unless there is only one."""
BEGINS_TREATMENT = "Begins to treat the cause behind several findings."
DAYS = {OrganizationSize.SMALL: Fraction(1), OrganizationSize.MEDIUM: Fraction(2), OrganizationSize.LARGE: Fraction(3)}


def days_before_steps(basis: Basis, problem: Problem, entry: int | None) -> Fraction:
    """Return the days that phase 1 keeps, before any step, for early actions about dates in phase 1.

    If the roadmap has an aim, the cause's early action comes first, so that the aim doesn't crowd out the cause. No
    early action displaces a required step, or the entry practice from phase 1.
    """
    sign = cause_sign(basis) if basis.aimed.targets else None
    practices = {*([sign.practice] if sign else []), *_dated_in_phase_1(basis)}
    if basis.settings.leave_free or not practices:
        return Fraction(0)
    first = entry if is_possible(problem, entry) else None
    part, one = {each.practice: each.effort for each in basis.ahead}, effort_of_one(basis)
    efforts = sorted(part.get(each, one).middle for each in practices)
    found = (sum(efforts[:many], Fraction(0)) for many in range(len(efforts), 0, -1))
    kept = (days for days in found if days <= problem.capacity and is_possible(keeping(problem, days), first))
    return next(kept, Fraction(0))


def with_room_for_early_actions(draft: Draft) -> Draft:
    """Return the draft in which phase 1 keeps days for as many early actions as it can.

    Other steps may have to move to a later phase, except for steps up to level 2 that treat what hurts most and steps
    that the rules put in phase 1.
    """
    problem, effort = draft.problem, effort_of_one(draft.basis).middle
    free = draft.schedule.free(problem)[0] + problem.capacity - problem.room[0]
    firm = [index for index in draft.treating if draft.steps[index].to_level <= TREATED]
    share = int(problem.capacity * MOST_SHARE // effort)
    beside = {*_dated_in_phase_1(draft.basis), *(each.practice for each in draft.basis.ahead)}
    efforts = [each.effort.middle for each in in_order(draft)]
    for many in range(min(len(efforts), MOST, max(share, 1) + len(beside)), 0, -1):
        needed = sum(efforts[:many], Fraction(0))
        smaller = keeping(problem, needed)
        if smaller.room[0] >= problem.room[0]:
            continue
        if free >= needed:
            return replace(draft, problem=smaller)
        if not is_possible(_as_early(smaller, draft, firm), draft.entry if draft.optimum.entry_first else None):
            continue
        other = best(smaller.near(draft.schedule.ends), draft.entry, draft.quick_wins, draft.treating)
        if other and keeps_rules(draft, other, firm):
            return replace(draft, problem=smaller, schedule=other.schedule, optimum=other)
    return draft


def keeping(problem: Problem, days: Fraction) -> Problem:
    """Return the problem in which phase 1 keeps days of its capacity for early actions, if it has that many."""
    left = problem.capacity - days
    return replace(problem, room=(left, *problem.room[1:])) if left >= 0 else problem


def _as_early(problem: Problem, draft: Draft, firm: Sequence[int]) -> Problem:
    """Return the problem in which steps end as early as in a draft, except for those larger than a phase."""
    for index in firm:
        if draft.schedule.ends[index] and not problem.is_large(index):
            problem = problem.with_end(index, draft.schedule.ends[index])
    return problem


def _dated_in_phase_1(basis: Basis) -> tuple[str, ...]:
    """Return the practices in which work can begin before a date that falls in phase 1."""
    end = basis.settings.start + timedelta(weeks=basis.settings.phase_weeks)
    dated = (each for each in _open(basis) if basis.dated.get(each, end) < end)
    return tuple(each for each in dated if _first_statement(basis, each))


def with_early_actions(draft: Draft, skipped: frozenset[str] = frozenset()) -> Draft:
    """Return the draft with early actions, which use the days that phase 1 has left.

    Args:
        draft: the draft with the steps that complete levels.
        skipped: practices to leave out, except for the one where treating the underlying cause begins.
    """
    problem = draft.problem
    whole = replace(problem, room=(problem.capacity, *problem.room[1:]))
    early = _chosen(draft.basis, in_order(draft, skipped), draft.schedule.free(whole)[0])
    taken = sum((each.effort.middle for each in early), Fraction(0))
    return replace(draft, problem=replace(problem, room=(problem.capacity - taken, *problem.room[1:])), early=early)


def in_order(draft: Draft, skipped: frozenset[str] = frozenset()) -> list[Early]:
    """Return all possible early actions.

    The one that begins to treat the underlying cause comes first, then those that do part of a step.
    """
    basis, effort = draft.basis, effort_of_one(draft.basis)
    sign, ahead = cause_sign(basis), {each.practice: each for each in basis.ahead}
    left = ((practice, each) for practice, each in wanted(draft) if practice not in skipped)
    found = [Early(practice, each, effort, how_to_start(basis, each)) for practice, each in left]
    first = []
    if basis.diagnosis and sign:
        begins = Early(sign.practice, sign, effort, basis.diagnosis.cause.start)
        first = [ahead.pop(sign.practice, begins)]
    first += ahead.values()
    begun = {each.practice for each in first}
    return [*first, *(each for each in found if each.practice not in begun)]


def how_to_start(basis: Basis, statement: Statement) -> str:
    """Return how to start with a statement, with a view to an upcoming date that was written about it."""
    usual, on = statement.start or statement.action, basis.dated.get(statement.practice)
    dated = dated_statement(basis.scores, basis.settings, statement.practice) if on else None
    return first_task(dated, on, usual) if on and dated and dated.statement == statement else usual


def cause_sign(basis: Basis) -> Statement | None:
    """Return the first sign of the underlying cause in a practice that may be worked on; None without one."""
    return next(iter(signs_of_cause(basis)), None)


def signs_of_cause(basis: Basis) -> list[Statement]:
    """Return the signs of the underlying cause in practices that may be worked on from phase 1, in their order."""
    meant = own_practices(basis.approach) if basis.settings.only_approach else basis.precedence.current
    signs = [each.statement for each in basis.diagnosis.signs] if basis.diagnosis else []
    settings = basis.settings
    free = (each for each in signs if each.practice in meant and each.practice not in settings.excluded)
    return [each for each in free if settings.pins.get(each.practice, 1) == 1]


def _chosen(basis: Basis, found: list[Early], room: Fraction) -> tuple[Early, ...]:
    """Return the early actions that some person-days are enough for: for what can't wait, and one about a known risk.

    The last of `MOST` early actions is for a known risk. If there is room for fewer, the risk gets only what the others
    leave.
    """
    hurting = [each for each in found if not _is_only_a_risk(basis, each.practice)]
    risk = [each for each in found if each not in hurting][:1]
    chosen: list[Early] = []
    for each in (*hurting[: MOST - len(risk)], *risk):
        room -= each.effort.middle
        if room < 0:
            break
        chosen.append(each)
    return tuple(chosen)


def practices_in_phase_1(draft: Draft) -> frozenset[str]:
    """Return the practices with steps in phase 1."""
    places = zip(draft.steps, draft.schedule.starts, strict=True)
    return frozenset(step.practice for step, start in places if start == 1)


def effort_of_one(basis: Basis) -> Effort:
    """Return the person-days of an early action: whole days by the number of people in IT, times the effort factor."""
    settings = basis.settings
    days = round(figure_for(DAYS, settings.size, settings.it_staff)) * settings.effort_factor
    return Effort(days, days)


def wanted(draft: Draft) -> list[tuple[str, Statement]]:
    """Return the practices for which something should be done at once, with the statement that says what.

    Practices with an upcoming date before the step begins come first, by date. Then come practices that hurt, before
    practices that only guard against serious events. Both groups are sorted by these criteria:

    1. strong words that show the underlying cause
    2. strong words about what the practice lacks, then other words with a figure
    3. the most serious symptom that points to the practice
    4. the greatest weight
    5. the most points from symptoms
    6. the latest step, because an early action helps most if the wait is long
    7. the importance for the approach
    """
    basis = draft.basis
    weights = basis.approach.weights

    points = _points(basis)

    def rank(practice: str) -> tuple[date, bool, bool, bool, bool, Fraction, int, Fraction, int, int]:
        report, level = basis.maker.reports.get(practice), basis.precedence.current[practice].level
        return (
            basis.dated.get(practice, date.max),
            _is_only_a_risk(basis, practice),
            not _shows_the_cause(basis, practice),
            _strongest(basis, practice) is None,
            not is_told_in_figures(basis.scores.practice[practice], OWN_TARGET),
            -report.gravest if report else Fraction(0),
            -basis.maker.weight(practice, level + 1),
            -points.get(practice, Fraction(0)),
            -phases_waited(draft, practice),
            -weights.get(practice, 0),
        )

    first = practices_in_phase_1(draft)
    begun = {each: _beside_the_step(draft, each) for each in _open(basis) if each in first}
    waiting = (each for each in _open(basis) if each not in first)
    open_ones = (each for each in waiting if _cannot_wait(basis, each) or _is_known_risk(basis, each))
    wanted_ones = begun | {each: _first_statement(basis, each) for each in open_ones}
    found = {practice: statement for practice, statement in wanted_ones.items() if statement}
    return [(practice, found[practice]) for practice in sorted(found, key=rank)]


def _points(basis: Basis) -> dict[str, Fraction]:
    """Return how much symptoms point to each practice, for what is missing up to level 2 or a higher next level."""
    current = basis.precedence.current
    missing = {each: state.missing_up_to(max(state.level + 1, TREATED)) for each, state in current.items()}
    return pointed(basis.triage, basis.scores.assessment.responses, missing)


def _open(basis: Basis) -> Iterator[str]:
    """Yield the practices that may rise from phase 1 on."""
    settings, own = basis.settings, own_practices(basis.approach)
    for practice, state in basis.precedence.current.items():
        most = min(settings.targets.get(practice, OWN_TARGET), OWN_TARGET, state.ceiling)
        open_ = state.assessed and state.level < most and practice not in settings.excluded
        meant = not settings.only_approach or practice in own
        if open_ and meant and settings.pins.get(practice, 1) == 1:
            yield practice


def _cannot_wait(basis: Basis, practice: str) -> bool:
    """Return whether a practice hurts or shows the cause in strong words, or the answers mention a date for it."""
    return _hurts(basis, practice) or _shows_the_cause(basis, practice) or practice in basis.dated


def _shows_the_cause(basis: Basis, practice: str) -> bool:
    """Return whether a practice shows the underlying cause, and the strongest words about it are about that."""
    signs = basis.diagnosis.signs if basis.diagnosis else ()
    strongest = _strongest(basis, practice)
    return strongest is not None and any(each.statement == strongest for each in signs)


def _strongest(basis: Basis, practice: str) -> Statement | None:
    """Return the statement with the strongest words; above level 3, its action is how to start."""
    found = strongest_statement(basis.scores.practice[practice], LEVELS[-1])
    return found.statement if found else None


def _is_only_a_risk(basis: Basis, practice: str) -> bool:
    sign = cause_sign(basis)
    return not _cannot_wait(basis, practice) and (sign is None or sign.practice != practice)


def _hurts(basis: Basis, practice: str) -> bool:
    """Return whether a strong symptom names a practice first, or a serious one a known risk or a practice at level 0.

    A practice at level 0 that guards against serious events hurts even if nobody reported such an event.
    """
    report, state = basis.maker.reports.get(practice), basis.precedence.current[practice]
    occurred, guards = report is not None and bool(report.grave), basis.catalogue.practice[practice].grave
    known = occurred and _is_known_risk(basis, practice)
    return (report is not None and report.is_first) or known or (state.not_done and (occurred or guards))


def _is_known_risk(basis: Basis, practice: str) -> bool:
    """Return whether a low practice guards against serious events, and somebody wrote about what it lacks."""
    return practice in basis.maker.at_risk


def _first_statement(basis: Basis, practice: str) -> Statement | None:
    """Return the statement that says how to start.

    It is the statement that an upcoming date was written about, unless it is rated F. Otherwise, it is the one with
    the strongest words, or the lowest statement on the way to the next level that is rated N, or else P, or else L.
    """
    dated = dated_statement(basis.scores, basis.settings, practice) if practice in basis.dated else None
    if dated and dated.statement.start and dated.rating in {*UNMET, Rating.L}:
        return dated.statement
    if strongest := _strongest(basis, practice):
        return strongest
    state, score = basis.precedence.current[practice], basis.scores.practice[practice]
    near = sorted(
        (each for each in score.statements if each.statement.start and each.statement.level <= state.level + 1),
        key=lambda each: each.statement.level,
    )
    ranked = sorted(near, key=lambda each: each.rating.step if each.rating in SCALE else len(SCALE))
    return next((each.statement for each in ranked if each.rating in {*UNMET, Rating.L}), None)


def _beside_the_step(draft: Draft, practice: str) -> Statement | None:
    """Return what a practice needs at once although phase 1 works on it; None for nothing.

    Its step may come too late for a date in the answers, or may leave the cause of a strong symptom for later.
    """
    settings = draft.settings
    on, end = draft.basis.dated.get(practice), settings.start + timedelta(weeks=settings.phase_weeks)
    return _first_statement(draft.basis, practice) if on and on < end else _beyond_the_step(draft, practice)


def _beyond_the_step(draft: Draft, practice: str) -> Statement | None:
    """Return the statement rated N that explains a strong symptom but is above the level that phase 1 works on.

    An example is relief for people who queue for approval, while phase 1 only makes sure that changes are recorded.
    """
    report, limit = draft.basis.maker.reports.get(practice), draft.settings.targets.get(practice, OWN_TARGET)
    places = zip(draft.steps, draft.schedule.starts, strict=True)
    done = max(step.to_level for step, start in places if step.practice == practice and start == 1)
    explaining = report.explained_by if report else frozenset[int]()
    unmet = [
        each.statement
        for each in draft.basis.scores.practice[practice].statements
        if each.rating is Rating.N and each.statement.start and done < each.statement.level <= limit
    ]
    found = (each for each in unmet if each.level in explaining)
    return min(found, key=lambda each: each.level, default=None)


def early_actions(draft: Draft) -> tuple[EarlyAction, ...]:
    """Return the early actions of a finished draft; one begins in each of the first weeks."""
    return tuple(
        EarlyAction(
            practice=each.practice,
            level=each.step[1] if each.step else each.statement.level,
            effort=each.effort,
            why=_why(draft, each),
            action=Action(
                text=each.text,
                who=who_does(draft.catalogue.practice[each.practice], f"{each.text} {each.then}", draft.settings.size),
                shows="",
                week=min(week, draft.settings.phase_weeks),
                statement=each.statement.id,
            ),
            then=each.then,
        )
        for week, each in enumerate(draft.early, 1)
    )


def _why(draft: Draft, early: Early) -> str:
    """Return why an early action doesn't wait for its practice's step, and what it responds to."""
    diagnosis = draft.basis.diagnosis
    begins = diagnosis is not None and early.text == diagnosis.cause.start
    if begins and not early.step:
        return BEGINS_TREATMENT
    next_level = draft.precedence.current[early.practice].level + 1
    level = early.step[1] if early.step else max(next_level, early.statement.level)
    index = draft.number.get((early.practice, level))
    start = draft.schedule.starts[index] if index is not None else 0
    date_comes = "the answers mention a date before phase 1 ends"
    if early.step:
        waits = f"this is the first part of the step to level {level}, which continues in phase {start}"
    elif start == 1:
        waits = date_comes
    elif start:
        waits = f"the step to level {level} begins in phase {start}"
    else:
        waits = f"the roadmap has no step to level {level}"
    if start != 1 and early.practice in _dated_in_phase_1(draft.basis):
        waits += f", and {date_comes}"
    said = [*([BEGINS_TREATMENT] if begins else []), f"Worth doing now: {waits}."]
    if level == 1:
        said.append("The practice is at level 0.")
    report = draft.basis.maker.reports.get(early.practice)
    if not begins and _shows_the_cause(draft.basis, early.practice):
        said.append("The practice shows the cause behind several findings.")
    if _is_only_a_risk(draft.basis, early.practice):
        said.append("The practice guards against rare but serious events.")
    if report:
        said.append(f"Reported: “{report.short}”.")
    return " ".join(said)
