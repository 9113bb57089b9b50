"""Three findings that a board would read: each names a practice, the fact, the evidence given, and what follows.

Nothing is claimed where nobody gave evidence: a finding quotes what was written about its own statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from wayfinder.questionnaires.model import Rating
from wayfinder.questionnaires.scoring.model import PracticeScore, StatementScore
from wayfinder.reports.views import figures
from wayfinder.reports.views.practices import anchor
from wayfinder.reports.views.readiness import DISCLAIMER
from wayfinder.reports.views.subject import Subject
from wayfinder.reports.views.voices import said

MOST = 3
COUNT = re.compile(r"\d[^.]{0,30} of (the )?\w*\d")
QUOTE, STATEMENT = 200, 260
NAMED, NAME = 4, 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a headline that says it, and two or three sentences that show it; `page` is its section's anchor."""

    headline: str
    body: str
    practice: str
    anchor: str


Kind = Callable[[Subject, frozenset[str]], Finding | None]


def findings(subject: Subject) -> tuple[Finding, ...]:
    """Return up to three findings, each about another practice."""
    return tuple(islice(_found(subject), MOST))


def _found(subject: Subject) -> Iterator[Finding]:
    spoken: set[str] = set()
    for kind in (_entry, _unbacked, _dispute, _brake, _lowest, _lowest, _lowest):
        finding = kind(subject, frozenset(spoken))
        if finding:
            spoken.add(finding.practice)
            yield finding


def _entry(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """Where to start: the approach's first practice that is short of level 3, with what stops it."""
    approach = subject.approach
    known = subject.scores.practice
    order = (*approach.entry, *approach.supporting) if approach else ()
    short = [known[p] for p in order if p in known and p not in spoken and (known[p].level or 0) < 3 and known[p].gate]  # noqa: PLR2004 - level 3 is what approaches seek
    score = next((each for each in short if each.has_figures), None)
    if score is None:
        return None
    name = subject.practice_name(score.practice)
    body = [_stop(score), _quote(subject, _gate_statements(score)), _start(subject, score.practice)]
    return _finding(subject, score, f"{name} stops at level {score.level}", body)


def _unbacked(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The widest gap between what is claimed and what evidence backs."""
    gaps = [
        (score.level - score.level_evidenced, score)
        for score in subject.assessed
        if score.practice not in spoken and score.level is not None and score.level_evidenced is not None
    ]
    gap, score = max(gaps, key=lambda pair: pair[0], default=(0, None))
    if score is None or gap < 2:  # noqa: PLR2004 - one level apart is everyday
        return None
    name = subject.practice_name(score.practice)
    bare = [s for s in score.statements if not s.evidenced and s.rating in {Rating.L, Rating.F}]
    body = [
        f"Respondents claim level {score.level}; the evidence that they named backs level {score.level_evidenced}.",
        f"Nothing was shown for \u201c{_cut(bare[0].statement.text)}\u201d." if bare else "",
        f"What would settle it: {_lower_first(bare[0].statement.evidence)}" if bare else "",
    ]
    return _finding(subject, score, f"{name} is claimed higher than shown", body)


def _dispute(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The statement on which respondents differ most and nothing has been settled."""
    open_ones = [s for s in subject.scores.disagreements if s.consensus is None and s.statement.practice not in spoken]
    worst = max(open_ones, key=lambda s: (s.spread or 0, bool(said(subject, s))), default=None)
    if worst is None:
        return None
    score = subject.scores.practice[worst.statement.practice]
    body = [
        f"On \u201c{_cut(worst.statement.text)}\u201d {_ratings(worst)}.",
        _quote(subject, (worst,)),
        "Look at the evidence together before the next step rests on it.",
    ]
    return _finding(subject, score, f"{subject.practice_name(score.practice)} is seen differently", body)


def _ratings(score: StatementScore) -> str:
    """Return who rated how; only how many where they are many."""
    given = [(v.respondent.label, v.answer.rating) for v in score.voices if v.answer.rating is not None]
    if len(given) <= NAMED:
        return (
            f"the ratings are {figures.listed([f'{figures.shortened(who, NAME)} {rating}' for who, rating in given])}"
        )
    counts = [(rating, sum(each is rating for _, each in given)) for rating in Rating]
    return f"the ratings are {figures.listed([f'{many} times {rating}' for rating, many in counts if many])}"


def _brake(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The practice that is the lowest behind the most requirements of a framework."""
    best: tuple[int, str, str] = (0, "", "")
    for framework in subject.scores.frameworks:
        held: dict[str, int] = {}
        for requirement in framework.requirements:
            if requirement.lowest and requirement.rating in {Rating.N, Rating.P}:
                held[requirement.lowest] = held.get(requirement.lowest, 0) + 1
        for practice, many in held.items():
            if practice not in spoken and many > best[0]:
                best = (many, practice, framework.framework)
    many, practice, framework_id = best
    if many < 2:  # noqa: PLR2004 - one requirement is no pattern
        return None
    score = subject.scores.practice[practice]
    name, framework_name = subject.practice_name(practice), subject.catalogue.framework[framework_id].name
    body = [
        f"It is the lowest practice behind {many} requirements of {framework_name} that are rated N or P.",
        DISCLAIMER,
        _stop(score),
        _quote(subject, _gate_statements(score)),
    ]
    return _finding(subject, score, f"{name} holds {framework_name} back", body)


def _lowest(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The practice with the lowest level, then index."""
    rest = [score for score in subject.assessed if score.practice not in spoken and score.gate]
    score = min(rest, key=lambda each: (each.level or 0, each.index or 0), default=None)
    if score is None:
        return None
    name = subject.practice_name(score.practice)
    body = [_stop(score), _quote(subject, _gate_statements(score)), _start(subject, score.practice)]
    return _finding(subject, score, f"{name} is at level {score.level}", body)


def _finding(subject: Subject, score: PracticeScore, headline: str, body: list[str]) -> Finding:
    del subject
    return Finding(headline, " ".join(filter(None, body)), score.practice, anchor(score.practice))


def _gate_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    stopping = score.gate.statements if score.gate else ()
    return tuple(s for s in score.statements if s.statement.id in stopping)


def _stop(score: PracticeScore) -> str:
    """Return what stopped the level, with the statement that is not met."""
    if score.gate is None:
        return ""
    failing = _gate_statements(score)
    if not failing:
        return score.gate.why
    how = {Rating.N: "is not met", Rating.P: "is met in part", Rating.L: "is largely met, not fully"}
    first = failing[0]
    words = "is open" if first.rating is None else how.get(first.rating, "is not met")
    return f"This statement of level {score.gate.level} {words}: \u201c{_cut(first.statement.text)}\u201d."


def _quote(subject: Subject, statements: tuple[StatementScore, ...]) -> str:
    """Return the most telling evidence and comment given about the statements, each with who gave it; "" for none."""
    words = [each for statement in statements for each in said(subject, statement)]
    quotes = []
    for kind, verb in (("Evidence", "points to"), ("Comment", "says")):
        best = max((each for each in words if each.kind == kind), key=lambda each: _telling(each.text), default=None)
        if best:
            who = figures.shortened(best.who.removeprefix(f"{best.letter} "), NAME)
            quotes.append(f"{who} {verb}: \u201c{figures.shortened(best.text, QUOTE).rstrip('.')}\u201d.")
    return " ".join(quotes)


def _telling(text: str) -> int:
    """Return how much a text tells: a count out of a whole most, then any figure."""
    return 2 if COUNT.search(text) else int(any(map(str.isdigit, text)))


def _start(subject: Subject, practice: str) -> str:
    """Return what the roadmap plans for the practice first, and what that unlocks."""
    if subject.roadmap is None:
        return ""
    for phase in subject.roadmap.phases:
        for planned in phase.steps:
            if planned.step.practice == practice:
                step = planned.step
                return (
                    f"The roadmap raises it to level {step.to_level} from phase {phase.number}, "
                    f"for {figures.days(step.effort_days)}{_unlocks(subject, practice, step.to_level)}."
                )
    return ""


def _unlocks(subject: Subject, practice: str, level: int) -> str:
    waiting = [
        each.name
        for each in subject.catalogue.practices
        if any(p.hard and p.practice == practice and p.level == level for p in each.prerequisites)
    ]
    return f", which {figures.listed(waiting, 3)} wait{'s' if len(waiting) == 1 else ''} for" if waiting else ""


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _cut(text: str) -> str:
    return figures.shortened(text, STATEMENT).rstrip(".")
