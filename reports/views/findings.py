"""Up to three findings for a board: where to start, what holds a framework back the most, what not to rely on yet.

Each names the practice, its level and what stopped it, quotes the evidence given, and ends with an action and its
effort. A finding about missing evidence appears only if some evidence was named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.views import figures
from reports.views.anonymity import ratings_of, tally, visible_answers
from reports.views.next_level import next_level
from reports.views.practices import anchor
from reports.views.quotes import quotes
from reports.views.subject import Subject

MOST = 3
COUNT = re.compile(r"\d[^.]{0,30} of (the )?\w*\d")
QUOTE, TEXT = 160, 200  # TEXT exceeds every shipped statement, evidence and action, so none of them is cut
NAMED, NAME = 4, 40
FALLS_SHORT = {
    None: "nobody has rated it",
    Rating.N: "it isn't met",
    Rating.P: "it is only partially met",
    Rating.L: "it is largely met, although the next level requires it fully met",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a headline, and a few sentences in support; `anchor` is the practice's section."""

    headline: str
    body: str
    practice: str
    anchor: str


Kind = Callable[[Subject, frozenset[str]], Finding | None]


def findings(subject: Subject) -> tuple[Finding, ...]:
    """Return up to three findings about different practices, of different kinds where possible."""
    return tuple(islice(_found(subject), MOST))


def _found(subject: Subject) -> Iterator[Finding]:
    spoken: set[str] = set()
    for kind in (_entry, _brake, _doubt, _lowest, _lowest, _lowest):
        finding = kind(subject, frozenset(spoken))
        if finding:
            spoken.add(finding.practice)
            yield finding


def _entry(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """Where to start: the approach's first practice below level 3, and what stops it."""
    approach = subject.approach
    known = subject.scores.practice
    order = (*approach.entry, *approach.supporting) if approach else ()
    short = [known[p] for p in order if p in known and p not in spoken and (known[p].level or 0) < 3 and known[p].gate]  # noqa: PLR2004 - level 3 is what approaches seek
    score = next((each for each in short if each.has_figures), None)
    if score is None:
        return None
    body = [_stop(score), _quote(subject, _gate_statements(score)), _start(subject, score, "Start here:")]
    return _finding(score, f"{subject.practice_name(score.practice)} stops at level {score.level}", body)


def _brake(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """What holds a framework back: the practice that is the lowest behind most of its weak requirements."""
    held = [
        (len(requirements), -(subject.scores.practice[practice].level or 0), practice, framework)
        for framework, practices in _held_back(subject).items()
        for practice, requirements in practices.items()
        if practice not in spoken and len(requirements) > 1 and _certain(subject.scores.practice[practice])
    ]
    many, _, practice, framework = max(held, key=lambda each: each[:2], default=(0, 0, "", ""))
    if not many:
        return None
    score = subject.scores.practice[practice]
    name, framework_name = subject.practice_name(practice), subject.catalogue.framework[framework].name
    body = [
        f"It is the weakest practice behind {many} requirements that are partially met or not met.",
        _stop(score),
        _quote(subject, _gate_statements(score)),
        _start(subject, score, "To do:"),
    ]
    return _finding(score, f"{name} holds {framework_name} back the most", body)


def _held_back(subject: Subject) -> dict[str, dict[str, list[str]]]:
    """Return the requirements rated N or P, by framework and the lowest practice behind them."""
    held: dict[str, dict[str, list[str]]] = {}
    for framework in subject.scores.frameworks:
        for requirement in framework.requirements:
            if requirement.lowest and requirement.rating in {Rating.N, Rating.P}:
                by_practice = held.setdefault(framework.framework, {})
                by_practice.setdefault(requirement.lowest, []).append(requirement.requirement)
    return held


def _certain(score: PracticeScore) -> bool:
    """Return whether a practice's level is certain despite open statements."""
    return score.level == score.level_upper and all(s.rating is not None for s in _gate_statements(score))


def _doubt(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """What not to rely on: a level far above its evidence, or else a contradiction between respondents."""
    return _unbacked(subject, spoken) or _dispute(subject, spoken)


def _unbacked(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The widest gap between the claimed and the evidenced level; None if nobody gave any evidence."""
    gaps = [
        (score.level - score.level_evidenced, score)
        for score in subject.assessed
        if score.practice not in spoken and score.level is not None and score.level_evidenced is not None
    ]
    gap, score = max(gaps, key=lambda pair: pair[0], default=(0, None))
    if score is None or gap < 2 or not any(each.with_evidence for each in subject.assessed):  # noqa: PLR2004 - one level apart is everyday
        return None
    name = subject.practice_name(score.practice)
    bare = next(s for s in score.statements if not s.evidenced and s.rating in {Rating.L, Rating.F})
    body = [
        f"Respondents claim level {score.level}, but their evidence supports only level {score.level_evidenced}.",
        f"Nobody gave evidence for this statement: \u201c{_cut(bare.statement.text)}\u201d.",
        f"Evidence to ask for: {_do(bare.statement.evidence)}",
        _at_stake(subject, score),
    ]
    return _finding(score, f"{name}: the evidence doesn't support level {score.level}", body)


def _at_stake(subject: Subject, score: PracticeScore) -> str:
    effort = subject.catalogue.practice[score.practice].effort[subject.size]
    days = sum(effort[score.level_evidenced or 0 : score.level], start=0)
    return f"Without evidence, reaching level {score.level} may take up to {days} person-days."


def _dispute(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The open disagreement that matters most: one that decides a level, then the widest, then one with quotes."""
    known = subject.scores.practice
    open_ones = [s for s in subject.scores.disagreements if s.consensus is None and s.statement.practice not in spoken]
    worst = max(
        open_ones,
        key=lambda s: (s in _gate_statements(known[s.statement.practice]), s.spread or 0, bool(quotes(subject, s))),
        default=None,
    )
    if worst is None:
        return None
    score = known[worst.statement.practice]
    body = [
        (
            f"On this statement of level {worst.statement.level}, {_ratings(worst)}: "
            f"\u201c{_cut(worst.statement.text)}\u201d."
        ),
        _quote(subject, (worst,)),
        _start(subject, score, "First, look at the evidence together.", action=False),
    ]
    return _finding(score, f"{subject.practice_name(score.practice)} divides the respondents", body)


def _ratings(score: StatementScore) -> str:
    """Return who gave which rating: only counts for many or anonymous people, nothing for too few anonymous ones."""
    answers = visible_answers(score)
    if answers.is_hidden:
        return "the ratings are far apart"
    given = [(v.respondent.label, v.answer.rating) for v in answers.named if v.answer.rating is not None]
    if len(given) <= NAMED and not answers.crowd:
        return figures.listed([f"{figures.shortened(who, NAME)} says {rating}" for who, rating in given])
    return f"the ratings are {tally(ratings_of(score.answers))}"


def _lowest(subject: Subject, spoken: frozenset[str]) -> Finding | None:
    """The practice with the lowest level, then index."""
    rest = [score for score in subject.assessed if score.practice not in spoken and score.gate]
    score = min(rest, key=lambda each: (each.level or 0, each.index or 0), default=None)
    if score is None:
        return None
    name = subject.practice_name(score.practice)
    body = [_stop(score), _quote(subject, _gate_statements(score)), _start(subject, score, "To do:")]
    return _finding(score, f"{name} is at level {figures.level(score.level, score.level_upper)}", body)


def _finding(score: PracticeScore, headline: str, body: list[str]) -> Finding:
    return Finding(headline, " ".join(filter(None, body)), score.practice, anchor(score.practice))


def _gate_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    stopping = score.gate.statements if score.gate else ()
    return tuple(s for s in score.statements if s.statement.id in stopping)


def _stop(score: PracticeScore) -> str:
    """Return what stopped the level: the first statement that falls short."""
    if score.gate is None:
        return ""
    failing = _gate_statements(score)
    if not failing:
        return score.gate.why
    first, level = failing[0], score.gate.level
    among = "" if len(failing) == 1 else ", among other things"
    short = FALLS_SHORT.get(first.rating, FALLS_SHORT[Rating.N])
    return f"Level {level} requires this{among}, but {short}: \u201c{_cut(first.statement.text)}\u201d."


def _quote(subject: Subject, statements: tuple[StatementScore, ...]) -> str:
    """Return the most telling evidence, or else comment, about the statements with its source; "" for none."""
    words = [each for statement in statements for each in quotes(subject, statement)]
    for kind in ("Evidence", "Comment"):
        best = max((each for each in words if each.kind == kind), key=lambda each: _telling(each.text), default=None)
        if best:
            who = figures.shortened(best.who.removeprefix(f"{best.letter} "), NAME)
            return f"{kind} ({who}): \u201c{figures.shortened(best.text, QUOTE).rstrip('.')}\u201d."
    return ""


def _telling(text: str) -> int:
    """Return how telling a text is: 2 for a count such as `14 of 52`, 1 for any other figure, else 0."""
    return 2 if COUNT.search(text) else int(any(map(str.isdigit, text)))


def _start(subject: Subject, score: PracticeScore, head: str, *, action: bool = True) -> str:
    """Return what to do first, the effort of the next level, when it is planned, and what it unlocks."""
    failing = _gate_statements(score)
    first = _do(failing[0].statement.action) if failing and action else ""
    begin = head if not action else f"{head} {first}" if first else ""
    step = next_level(subject, score)
    if step is None:
        return begin
    planned = f"Reaching level {step.to_level} takes {figures.days(step.days)}"
    if step.phase:
        planned += f" in phase {step.phase}{_unlocks(subject, score.practice, step.to_level)}"
    elif subject.roadmap:
        planned += " and isn't in this roadmap"
    return f"{begin} {planned}.".lstrip()


def _do(action: str) -> str:
    return figures.sentence(_lower_first(figures.shortened(action, TEXT)))


def _unlocks(subject: Subject, practice: str, level: int) -> str:
    waiting = [
        each.name
        for each in subject.catalogue.practices
        if any(p.hard and p.practice == practice and p.level == level for p in each.prerequisites)
    ]
    return f", and {figures.listed(waiting, 3)} depend{'s' if len(waiting) == 1 else ''} on it" if waiting else ""


def _lower_first(text: str) -> str:
    """Return a sentence as it continues after a colon; an abbreviation at its start keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _cut(text: str) -> str:
    return figures.shortened(text, TEXT).rstrip(".")
