"""Readiness for each framework: a bar for each main part, then the requirements one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from practices_catalog.model import Framework, Requirement
from questionnaires.model import SCALE
from questionnaires.scoring.model import (
    FrameworkScore,
    PracticeStatus,
    RequirementScore,
    RequirementStatus,
    TooLittleKnown,
)
from reports.views import figures
from reports.views.aim import also_needs
from reports.views.blockers import Blocker, MetPoint, blockers, met_over_time, met_path
from reports.views.focus import focus_frameworks
from reports.views.marks import STATUS_WORDS, RatingMark, rating_mark
from reports.views.requirement_counts import Counts, requirement_counts
from reports.views.subject import Subject

DISCLAIMER = "Readiness is indicative, not a statement of conformity."
UNRATED = {
    TooLittleKnown.NO_PRACTICE: "Not assessed: no practice mapped to these requirements has been assessed",
    TooLittleKnown.NO_PRIMARY_PRACTICE: "Too little known: no primary practice of these requirements has been assessed",
    TooLittleKnown.FEW_ANSWERS: "Too little known: fewer than half of the statements behind them are answered",
    RequirementStatus.NOT_APPLICABLE: "Not applicable: no primary practice of these requirements applies",
}
STATUS_OF_REQUIREMENT = {
    RequirementStatus.RATED: "rated",
    RequirementStatus.PROVISIONAL: "provisional",
    RequirementStatus.NOT_ASSESSED: "too little known",
    RequirementStatus.NOT_APPLICABLE: "not applicable",
    RequirementStatus.OUTSIDE: "not covered",
}
WHY_TOO_LITTLE = {
    TooLittleKnown.NO_PRACTICE: "No practice mapped to it has been assessed.",
    TooLittleKnown.NO_PRIMARY_PRACTICE: "No primary practice has been assessed.",
    TooLittleKnown.FEW_ANSWERS: "Fewer than half of the statements behind it are answered.",
}
WHOLE = "as a whole"
NOT_APPLICABLE = STATUS_WORDS[PracticeStatus.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A rated requirement in the table; requirements without a rating are listed below it."""

    id: str
    title: str
    mark: RatingMark
    achievement: str
    basis: str
    lowest: str
    held_back: str
    left_out: str


@dataclass(frozen=True, slots=True)
class RequirementGroup:
    """The requirements of a main part of a framework, with the number for each rating or reason for having none."""

    id: str
    title: str
    rows: tuple[RequirementRow, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class OutsideRequirement:
    """A requirement that no practice is mapped to, and why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework's readiness; `rated` is false if none of its requirements has a rating.

    Attributes:
        met: how many requirements are met today and after the roadmap; "" if none has a rating.
        in_focus: whether the framework is one of those that matter in this report.
        path: how many are met today and after each phase; empty unless it is in focus.
        of: how many requirements have a rating.
        also_needs: what a certificate needs besides levels; "" unless it is in focus and there is one.
    """

    id: str
    name: str
    expects: str
    lead: str
    rated: bool
    groups: tuple[RequirementGroup, ...]
    unrated: tuple[tuple[str, str], ...]
    outside: tuple[OutsideRequirement, ...]
    met: str
    blockers: tuple[Blocker, ...]
    in_focus: bool
    path: tuple[MetPoint, ...]
    of: int
    also_needs: str = ""


def readiness_views(subject: Subject) -> tuple[FrameworkView, ...]:
    """Return the readiness for every framework of the catalogue."""
    focus = {each.framework for each in focus_frameworks(subject)}
    return tuple(
        _framework_view(subject, subject.catalogue.framework[score.framework], score, focus)
        for score in subject.scores.frameworks
    )


def _framework_view(
    subject: Subject, framework: Framework, scores: FrameworkScore, focus: Collection[str]
) -> FrameworkView:
    parents = {requirement.parent for requirement in framework.requirements}
    groups = _groups(subject, framework, scores)
    return FrameworkView(
        id=framework.id,
        name=framework_name(framework),
        expects=f"Each requirement is rated against capability level {framework.expects_level}. {framework.why_level}",
        lead=_lead(scores.requirements),
        rated=any(score.rating is not None for score in scores.requirements),
        groups=groups,
        unrated=_unrated(framework, scores),
        outside=tuple(
            OutsideRequirement(r.id, r.title, r.outside)
            for r in framework.requirements
            if r.outside and r.id not in parents
        ),
        met=met_over_time(subject, scores),
        blockers=blockers(subject, scores),
        in_focus=framework.id in focus,
        path=met_path(subject, scores) if framework.id in focus else (),
        of=sum(each.rating is not None for each in scores.requirements),
        also_needs=also_needs(framework) if framework.id in focus else "",
    )


def framework_name(framework: Framework) -> str:
    """Return a framework's name with its edition as people cite it, without repeating an edition in the name."""
    if framework.name.endswith(framework.edition):
        return framework.name
    return (
        f"{framework.name}:{framework.edition}"
        if framework.owner == "ISO/IEC"
        else f"{framework.name} {framework.edition}"
    )


def _why_none(requirements: Sequence[RequirementScore]) -> str:
    """Return why no requirement has a rating."""
    known = {r.too_little_known for r in requirements if r.too_little_known}
    if known == {TooLittleKnown.NO_PRACTICE}:
        return "the practices mapped to them aren't assessed"
    if known:
        return "too little is known about them"
    return "none of the practices mapped to them applies"


def _lead(requirements: Sequence[RequirementScore]) -> str:
    """Return a sentence on how many requirements have each rating."""
    rated = [r for r in requirements if r.rating is not None]
    counts = [(rating, sum(r.rating is rating for r in rated)) for rating in reversed(SCALE)]
    words = {"F": "fully", "L": "largely", "P": "partially", "N": "not"}
    given = [(words[rating.value], many) for rating, many in counts if many]
    if not given:
        return f"None of its requirements could be rated because {_why_none(requirements)}."
    first, most = given[0]
    if len(rated) == 1:
        return f"Its only rated requirement is {first} achieved."
    if len(given) == 1:
        return f"All {most} rated requirements are {first} achieved."
    rest = [f"{many} {word}" for word, many in given[1:]]
    said = figures.listed([f"{most} {'is' if most == 1 else 'are'} {first}", *rest])
    return f"Of its {len(rated)} rated requirements, {said} achieved."


def _unrated(framework: Framework, scores: FrameworkScore) -> tuple[tuple[str, str], ...]:
    """Return the requirements without a rating, by reason."""
    found = [
        (
            words,
            [
                f"{r.id} {r.title}"
                for r in framework.requirements
                if why in {scores.requirement[r.id].too_little_known, scores.requirement[r.id].status}
            ],
        )
        for why, words in UNRATED.items()
    ]
    return tuple((words, "; ".join(names)) for words, names in found if names)


def _groups(subject: Subject, framework: Framework, scores: FrameworkScore) -> tuple[RequirementGroup, ...]:
    return tuple(_group(subject, top, members, scores) for top, members in by_main_part(framework))


def by_main_part(framework: Framework) -> tuple[tuple[Requirement, list[Requirement]], ...]:
    """Return the main parts of a framework with their requirements; parents that aren't covered are only headings."""
    parents = {requirement.parent for requirement in framework.requirements}
    members: dict[str, list[Requirement]] = {}
    top_of: dict[str, str] = {}
    for requirement in framework.requirements:
        top_of[requirement.id] = top_of.get(requirement.parent or "", requirement.id)
        own = members.setdefault(top_of[requirement.id], [])
        if not (requirement.outside and requirement.id in parents):
            own.append(requirement)
    tops = (requirement for requirement in framework.requirements if requirement.id in members)
    return tuple((top, members[top.id]) for top in tops if members[top.id])


def _group(subject: Subject, top: Requirement, members: list[Requirement], scores: FrameworkScore) -> RequirementGroup:
    found = [scores.requirement[member.id] for member in members]
    return RequirementGroup(
        id=top.id,
        title=top.title,
        rows=tuple(
            _row(subject, member, score, WHOLE if member is top else member.title)
            for member, score in zip(members, found, strict=True)
            if score.rating is not None
        ),
        counts=requirement_counts(found),
    )


def _row(subject: Subject, requirement: Requirement, score: RequirementScore, title: str) -> RequirementRow:
    return RequirementRow(
        id=requirement.id,
        title=title,
        mark=rating_mark(score.rating),
        achievement=figures.per_cent(score.achievement, score.achievement_upper),
        basis=basis(score),
        lowest=lowest(subject, score),
        held_back=held_back(subject, score),
        left_out=left_out_words(subject, score),
    )


def basis(score: RequirementScore) -> str:
    """Return how many statements a figure is based on: `6 statements`, `5 of 6 statements`."""
    asked = figures.count(score.asked, "statement")
    return asked if score.answered == score.asked else f"{score.answered} of {asked}"


def lowest(subject: Subject, score: RequirementScore) -> str:
    """Return the practice with the lowest share behind a requirement, or "" if no practice counts."""
    if score.lowest is None:
        return ""
    if score.achievement == 1:
        return "none: all at 100%"
    share = next(part.achievement for part in score.practices if part.practice == score.lowest)
    return f"{subject.practice_name(score.lowest)}, {figures.per_cent(share)}"


def held_back(subject: Subject, score: RequirementScore) -> str:
    """Return the statements that aren't F, by practice: `Change enablement 2 and 3; Release management 3`."""
    levels: dict[str, list[int]] = {}
    for name in score.held_back_by:
        statement = subject.scores.questionnaire.statement[name]
        levels.setdefault(statement.practice, []).append(statement.level)
    return "; ".join(
        f"{subject.practice_name(practice)}{figures.NO_BREAK}{_numbers(numbers)}"
        for practice, numbers in levels.items()
    )


def _numbers(levels: list[int]) -> str:
    """Return levels that stay on one line."""
    return figures.unbroken(figures.listed([str(level) for level in dict.fromkeys(levels)]))


def left_out_words(subject: Subject, score: RequirementScore) -> str:
    """Return which practices don't count for a requirement, by reason; "" if all of them do."""
    by_why: dict[str, list[str]] = {}
    for part in score.practices:
        if part.left_out is not None:
            why = subject.status(part.practice) or NOT_APPLICABLE
            by_why.setdefault(why, []).append(subject.practice_name(part.practice))
    return figures.capital("; ".join(f"{why}: {figures.listed(names)}" for why, names in by_why.items()))
