"""Whether the roadmap meets its aim for a framework by the date, and which requirements raising levels won't cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from practices_catalog.model import Certificate, Framework, Milestone
from questionnaires.model import Rating
from questionnaires.scoring.model import FrameworkScore, RequirementScore, RequirementStatus
from reports.findings.wording import names
from reports.views import figures
from reports.views.milestones import busy
from reports.views.subject import Subject
from roadmaps.model import Aim, AimResult, Roadmap
from roadmaps.settings import capacity_of, is_usual_capacity

BESIDES = "The next steps give dates for everything else that a certificate needs."
LEVELS_ALONE = "this roadmap alone won't earn a certificate"
WITHOUT_RATING = {RequirementStatus.OUTSIDE, RequirementStatus.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class AimView:
    """How close a roadmap comes to its aim.

    Attributes:
        by: the aim's date, or the roadmap's last day if it has none.
        ready: how many of the requirements rated today have the aim's rating or a better one by then.
        largely: the same for L or above, whatever the aim's rating.
        fully: how many are F by then.
        of: how many requirements are rated today.
        unrated: how many other requirements count but have no rating.
        since: the end of the phase by which all of these requirements are ready; None if they already are today.
    """

    aim: Aim
    framework: Framework
    by: date
    ready: int
    largely: int
    fully: int
    of: int
    unrated: int
    since: date | None

    @property
    def is_ready(self) -> bool:
        """Whether every requirement that counts has the aim's rating by then."""
        return self.ready == self.of and not self.unrated


def aim_view(subject: Subject) -> AimView | None:
    """Return how close the roadmap comes to its aim, or None without an aim, a roadmap with steps or a rating."""
    roadmap = subject.roadmap
    aim = roadmap.settings.aim if roadmap else None
    today = _scores(subject.scores.frameworks, aim.framework) if aim else None
    if roadmap is None or aim is None or today is None or not busy(roadmap):
        return None
    by = aim.by or roadmap.phases[-1].end
    path = tuple(_path(subject, roadmap, today, by))
    steps = _steps(today, path[-1][1])
    if not steps:
        return None
    ready = [sum(step >= aim.rating.step for step in _steps(today, then)) for _, then in path]
    return AimView(
        aim=aim,
        framework=subject.catalogue.framework[aim.framework],
        by=by,
        ready=ready[-1],
        largely=sum(step >= Rating.L.step for step in steps),
        fully=sum(step >= Rating.F.step for step in steps),
        of=len(steps),
        unrated=len(unrated(today)),
        since=path[ready.index(ready[-1])][0],
    )


def _scores(frameworks: tuple[FrameworkScore, ...], framework: str) -> FrameworkScore | None:
    return next((each for each in frameworks if each.framework == framework), None)


def _path(
    subject: Subject, roadmap: Roadmap, today: FrameworkScore, by: date
) -> Iterator[tuple[date | None, FrameworkScore]]:
    """Yield today's scores, and the projection for the end of each phase that ends by a given day."""
    yield None, today
    for phase in roadmap.phases:
        then = _scores(subject.readiness_after(phase), today.framework)
        if then and phase.end <= by:
            yield phase.end, then


def _steps(today: FrameworkScore, then: FrameworkScore) -> list[int]:
    """Return the ratings, 0 to 3, that requirements rated today have at another time."""
    rated = (each.requirement for each in today.requirements if each.rating is not None)
    return [rating.step if (rating := then.requirement[each].rating) else 0 for each in rated]


def unrated(framework: FrameworkScore) -> list[RequirementScore]:
    """Return the requirements that count, but about which too little is known for a rating."""
    return [each for each in framework.requirements if each.rating is None and each.status not in WITHOUT_RATING]


def aim_decision(subject: Subject, *, brief: bool = False) -> str:
    """Return as a decision how close the roadmap comes to its aim, and what isn't in it; "" without an aim.

    Args:
        subject: the subject of the report.
        brief: whether to leave what else a certificate needs to the chapters.
    """
    view, roadmap = aim_view(subject), subject.roadmap
    if view is None or roadmap is None:
        return ""
    needs = ""
    if view.framework.certificate and not brief:
        needs = BESIDES if _has_dates(view, roadmap) else also_needs(view.framework, _planned_beside(view, roadmap))
    return " ".join(filter(None, (_answer(view, roadmap), _late(view, roadmap), needs)))


def misses_date(subject: Subject) -> bool:
    """Return whether some rated requirements won't be ready by the aim's date, or too late for records of them."""
    view, roadmap = aim_view(subject), subject.roadmap
    if view is None or roadmap is None or view.aim.by is None:
        return False
    return view.ready < view.of or bool(_too_late_for_records(view, roadmap))


def _records_begin(view: AimView) -> date | None:
    """Return the day by which records must begin for a certificate by the aim's date; None if there is no such day."""
    certificate = view.framework.certificate
    weeks = certificate.weeks_of_records if certificate else 0
    return view.aim.by - timedelta(weeks=weeks) if weeks and view.aim.by else None


def _too_late_for_records(view: AimView, roadmap: Roadmap) -> str:
    """Return a remark if levels are reached after the day by which records of them must begin; "" if they aren't."""
    begin = _records_begin(view)
    if begin is None:
        return ""
    if begin < busy(roadmap)[0].start:
        return f"records would have had to begin by {figures.day(begin)}"
    late = figures.count(_weeks_late(view), "week")
    if not _weeks_late(view):
        return ""
    return f"records have to begin by {figures.day(begin)}, but the last levels come {late} later"


def _weeks_late(view: AimView) -> int:
    """Return how many weeks after the day by which records must begin the last levels come, rounded up; 0 if not."""
    begin = _records_begin(view)
    return max(ceil((view.since - begin) / timedelta(weeks=1)), 0) if begin and view.since else 0


def _answer(view: AimView, roadmap: Roadmap) -> str:
    """Return what to do about the date, and how many requirements are ready by then."""
    day, goal = figures.day(view.by), view.framework.name
    late = view.since and view.ready and view.since < view.by and not _weeks_late(view)
    last = f", the last of them on {figures.day(view.since)}" if late and view.since else ""
    known = f"{_ready(view)}{last}{_unrated(view)}"
    if view.aim.by is None:
        return f"Set a date for {goal}: by {day}, when the roadmap ends, {known}."
    start = busy(roadmap)[0].start
    decide = f"decide by {figures.day(start)}" if start < view.by else "decide now"
    if view.framework.certificate is None:
        what = "Keep" if view.is_ready else f"{figures.capital(decide)} whether to keep or move"
        return f"{what} {day} for {goal}: by then, {known}."
    why = _too_late_for_records(view, roadmap) or LEVELS_ALONE
    keep = view.ready == view.of and why == LEVELS_ALONE
    by_weeks = f" by {figures.count(_weeks_late(view), 'week')}" if view.ready == view.of and _weeks_late(view) else ""
    do = "keep the date" if keep else f"narrow the scope or move the date{by_weeks}"
    return f"For {goal}, {do}, and {decide}: {why}. By {day}, {known}."


def _ready(view: AimView) -> str:
    """Return `all 44 rated requirements will be largely or fully achieved (3 fully)`."""
    every = view.ready == view.of
    many = "the only rated requirement" if view.of == 1 else f"all {view.of} rated requirements"
    who = many if every else f"{view.ready} of {figures.count(view.of, 'rated requirement')}"
    if view.aim.rating is Rating.F:
        return f"{who} will be fully achieved"
    return f"{who} will be largely or fully achieved ({view.fully or 'none'} fully)"


def _unrated(view: AimView) -> str:
    if not view.unrated:
        return ""
    return f"; {view.unrated} more {'isn' if view.unrated == 1 else 'aren'}'t rated"


def _late(view: AimView, roadmap: Roadmap) -> str:
    """Return the capacity at which the rated requirements would be ready by the date; "" if they will be."""
    result, settings = roadmap.aim, roadmap.settings
    if result is None or view.ready == view.of or not _is_late(result, view, roadmap):
        return ""
    if result.capacity_needed is None:
        return "More person-days alone wouldn't get the rest there by then."
    now = figures.number(capacity_of(settings))
    usual = f"our default of {now}" if is_usual_capacity(settings) else now
    return f"The other rated ones would follow with {result.capacity_needed} person-days per phase instead of {usual}."


def _is_late(result: AimResult, view: AimView, roadmap: Roadmap) -> bool:
    """Return whether the aim's last level is reached after the date, or not at all."""
    if not result.targets:
        return False
    if result.ready_after is None:
        return True
    return any(phase.number == result.ready_after and phase.end > view.by for phase in roadmap.phases)


def also_needs(framework: Framework, rest: str = ", which raising levels won't cover") -> str:
    """Return what a certificate needs besides levels, in one sentence; "" if the framework has no certificate."""
    if framework.certificate is None:
        return ""
    return f"A certificate also needs {figures.listed(framework.certificate.also_needs)}{rest}."


def prepare_certificate(subject: Subject) -> str:
    """Return as a next step what to plan besides the roadmap to get the aim's certificate; "" if there is none."""
    view, roadmap = aim_view(subject), subject.roadmap
    if view is None or roadmap is None or view.framework.certificate is None:
        return ""
    if view.aim.by is None or not _has_dates(view, roadmap):
        needs = figures.listed(view.framework.certificate.also_needs)
        return f"In parallel, name an owner and a date for everything else that a certificate needs: {needs}."
    start = busy(roadmap)[0].start
    dates = (
        f"{each.do} by {figures.day(on)}" if on >= start else f"{each.do} at once (it was due by {figures.day(on)})"
        for on, each in _milestones(view.aim.by, view.framework.certificate)
    )
    return f"In parallel, counting back from {figures.day(view.aim.by)}: {'; '.join(dates)}."


def _milestones(by: date, certificate: Certificate) -> Iterator[tuple[date, Milestone]]:
    """Yield what else a certificate needs, each with its deadline, earliest first."""
    for each in certificate.milestones:
        yield by - timedelta(weeks=each.weeks_before), each


def _has_dates(view: AimView, roadmap: Roadmap) -> bool:
    """Return whether the next steps give dates for what else a certificate needs; they don't if it's too late."""
    certificate, begin = view.framework.certificate, _records_begin(view)
    if view.aim.by is None or certificate is None or not certificate.milestones:
        return False
    return begin is None or begin >= busy(roadmap)[0].start


def _planned_beside(view: AimView, roadmap: Roadmap) -> str:
    """Return, as the end of a sentence, whether the report gives dates for what else a certificate needs."""
    if _has_dates(view, roadmap):
        return "; the next steps give a date for each, counted back from the audit"
    single = view.framework.certificate is not None and len(view.framework.certificate.also_needs) == 1
    return f"; the roadmap plans none of {'this' if single else 'these'}"


def assess_for_aim(subject: Subject) -> str:
    """Return which practices to assess, all by name, so that the aim's other requirements get a rating; "" for none."""
    roadmap = subject.roadmap
    aim = roadmap.settings.aim if roadmap else None
    today = _scores(subject.scores.frameworks, aim.framework) if aim else None
    if roadmap is None or today is None or not busy(roadmap):
        return ""
    missing, unknown = unrated(today), set(subject.not_assessed)
    asked = Counter(part.practice for each in missing for part in each.practices if part.practice in unknown)
    if not asked:
        return ""
    many = figures.count(len(missing), "requirement")
    framework = subject.catalogue.framework[today.framework].name
    return (
        f"Before the first phase: assess {names(subject, [practice for practice, _ in asked.most_common()])}, "
        f"so that the {many} of {framework} without a rating get{'s' if len(missing) == 1 else ''} one."
    )
