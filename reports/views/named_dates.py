"""Upcoming dates mentioned in the answers, and what the roadmap does about their practices by then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from questionnaires.dates import DateToCome, dates_to_come
from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore
from reports.views import figures
from reports.views.milestones import ends_in, first_end, works_on
from reports.views.quotes import Quote, quotes
from reports.views.subject import Subject, once_per_subject
from roadmaps.dated import day_that_counts, first_task, written_on
from roadmaps.model import EarlyAction, Phase, Roadmap
from roadmaps.wording import in_sentence

ON_FIRST_PAGE = 2
ABOUT, BRIEF = 110, 60
"""The most characters that may precede a clause, and the length below which a clause needs such words."""
HEAD = re.compile(r"[^:;,]{3,60}(?=[:;,])")


@dataclass(frozen=True, slots=True)
class NamedDate:
    """An upcoming date that somebody wrote about.

    Attributes:
        day: `31 Dec 2026`, or the month if no day was named.
        words: the clause with the date, in quotation marks; a brief clause is preceded by what it is about.
        plan: what the roadmap does about the practice by then.
        begins: when the practice's first step in the roadmap begins; None if it has no step.
        reaches: when the practice's first step ends; None if none does.
        early: the week and the text of an early action for the practice that begins by then, as in `week 2: …`; "" for
            none.
        ahead: the part of the practice's step that this early action does, as in `34 person-days`; "" for none.
        start: what one person can do at once about the statement that the words are about; "" without one.
        is_settled: whether the words are evidence for an F.
    """

    on: date
    day: str
    words: str
    practice: str
    plan: str
    begins: date | None
    reaches: date | None
    early: str = ""
    ahead: str = ""
    start: str = ""
    is_settled: bool = False

    @property
    def comes_first(self) -> bool:
        """Whether the roadmap achieves nothing in the practice by then, although something is missing."""
        return not self.is_settled and (self.reaches is None or self.reaches > self.on)


@once_per_subject
def named_dates(subject: Subject) -> tuple[NamedDate, ...]:
    """Return the upcoming dates in the answers, earliest first; none without a roadmap or if quotations are off."""
    roadmap = subject.roadmap
    if roadmap is None or not subject.options.quotes:
        return ()
    today = written_on(subject.scores, roadmap.settings)
    found = (each for score in subject.scores.practices for each in _of_practice(subject, roadmap, score, today))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.on))


def pressing_dates(subject: Subject, most: int = ON_FIRST_PAGE) -> tuple[NamedDate, ...]:
    """Return the earliest dates by which the roadmap achieves nothing in their practice, each once."""
    first: dict[tuple[str, date], NamedDate] = {}
    for each in named_dates(subject):
        if each.comes_first:
            first.setdefault((each.practice, each.on), each)
    return tuple(first.values())[:most]


def _of_practice(subject: Subject, roadmap: Roadmap, score: PracticeScore, today: date) -> Iterator[NamedDate]:
    for statement in score.statements:
        said = quotes(subject, statement)
        for words in said:
            for found in dates_to_come(_text(words), today) if words.kind != "Reason" else ():
                on = day_that_counts(found, roadmap.settings)
                early = _begun_early(roadmap, score.practice, on)
                yield NamedDate(
                    on=on,
                    day=figures.day(found.on) if found.is_day else figures.month(found.on),
                    words=_quoted(found, _about(found, words, said)),
                    practice=score.practice,
                    plan=_plan(roadmap, score.practice, on),
                    begins=_begins(roadmap, score.practice),
                    reaches=first.on if (first := first_end(roadmap, score.practice)) else None,
                    early=_first_task(early),
                    ahead=figures.days(early.effort_days) if early and early.then else "",
                    start=first_task(statement, on, statement.statement.start or statement.statement.action),
                    is_settled=statement.rating is Rating.F and words.kind == "Evidence",
                )


def _text(words: Quote) -> str:
    """Return what somebody wrote, without the rating before a note on a consensus."""
    return words.text.partition(": ")[2] if words.kind == "Consensus" else words.text


def _about(found: DateToCome, words: Quote, said: tuple[Quote, ...]) -> str:
    """Return the same named person's evidence that a comment such as `Due on 31 March` is about; "" for none."""
    if found.before or not found.lacks_subject or words.kind != "Comment" or not words.letter:
        return ""
    return next((each.text for each in said if each.kind == "Evidence" and each.letter == words.letter), "")


def _quoted(found: DateToCome, evidence: str) -> str:
    """Return a clause in quotation marks, preceded by what it is about."""
    before = _before(found)
    own = f"\u201c{' '.join(filter(None, (before, found.clause)))}\u201d"
    about = _head(evidence).rstrip(".")
    return f"\u201c{about}\u201d; {own}" if about else own


def _before(found: DateToCome) -> str:
    """Return the sentence before a brief clause, or the sentence's head if the clause lacks a subject; "" for none."""
    if found.lacks_subject:
        return _head(found.before)
    return found.before if len(found.clause) < BRIEF and len(found.before) <= ABOUT else ""


def _head(text: str) -> str:
    """Return a text if it's short enough, or else its head, as in `Contract of the ERP system: …`; "" without one."""
    if len(text) <= ABOUT:
        return text
    head = HEAD.match(text)
    return f"{head[0]}: \u2026" if head else ""


def _begins(roadmap: Roadmap, practice: str) -> date | None:
    first = _first_phase(roadmap, practice)
    return first.start if first else None


def _begun_early(roadmap: Roadmap, practice: str, on: date) -> EarlyAction | None:
    """Return the early action for a practice that begins by a day."""
    for phase in roadmap.phases:
        for each in phase.early:
            if each.practice == practice and phase.start + timedelta(weeks=each.action.week - 1) <= on:
                return each
    return None


def _first_task(early: EarlyAction | None) -> str:
    return f"week {early.action.week}: {in_sentence(early.action.text)}" if early else ""


def _first_phase(roadmap: Roadmap, practice: str) -> Phase | None:
    return next((phase for phase in roadmap.phases if works_on(phase, practice)), None)


def _plan(roadmap: Roadmap, practice: str, on: date) -> str:
    """Return what a roadmap does about a practice by a day."""
    first, early = _first_phase(roadmap, practice), _begun_early(roadmap, practice, on)
    if first is None:
        return "Only an early action: no step in the roadmap" if early else "Nothing: not in the roadmap"
    if first.start > on:
        begins = f"begins on {figures.day(first.start)}"
        if early and early.then:
            return f"The first part of its step ({figures.days(early.effort_days)}); the rest {begins}"
        return f"Only an early action: its step {begins}" if early else f"Nothing: {begins}"
    by_then = [each for each in ends_in(roadmap, practice) if each.on <= on]
    if by_then:
        last = max(by_then, key=lambda each: (each.on, each.level))
        return f"{'The rest of level' if last.step.completes else 'Level'} {last.level} by {figures.day(last.on)}"
    following = first_end(roadmap, practice)
    later = f"; its first step ends on {figures.day(following.on)}" if following else ""
    begins = "Begins with an early action" if early else f"Begins on {figures.day(first.start)}"
    return f"{begins}{later}"
