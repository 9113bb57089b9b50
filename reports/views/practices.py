"""One section for each assessed practice: its level, what stopped it, what people said, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.model import Grade, OpenKind, PracticeScore, StatementScore
from reports.options import ReportPart
from reports.views import figures
from reports.views.gate import gate_sentence, index_sentence
from reports.views.marks import OPEN_KINDS, RatingMark, Tile, at_least, level_tile, score_tile, statement_mark
from reports.views.method import in_words
from reports.views.milestones import completions, early_action
from reports.views.next_level import highest_planned, next_level
from reports.views.quotes import Quote, quotes, ratings_line, unnamed_rule
from reports.views.subject import Subject

SHOWN, SHOWN_WHERE_IT_MATTERS, NAMED = 2, 4, 6
SHORT = 120
RANKS = {"Evidence": 0, "Consensus": 1, "Reason": 2, "Comment": 3}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a practice's section.

    Attributes:
        held: whether the practice has reached its level.
        stops: whether it is among the statements that stopped the practice's level.
        ahead: whether its level is above the next one and above what the roadmap reaches.
        ratings: who gave which rating; "" if only one person answered.
        action: what to do; "" if the statement is fully achieved.
        dispute: `Disagreement`, and whether the lower of two middle ratings counts; or "".
        more: how many quotes aren't shown here; "" for none.
    """

    level: Tile
    mark: RatingMark
    text: str
    held: bool
    stops: bool
    ahead: bool
    ratings: str
    action: str
    dispute: str
    said: tuple[Quote, ...]
    more: str

    @property
    def kinds(self) -> str:
        """The row's classes in the style sheet."""
        chosen = {"stops": self.stops, "ahead": self.ahead}
        return " ".join(kind for kind, holds in chosen.items() if holds)


@dataclass(frozen=True, slots=True)
class PracticeSection:
    """The section on one practice."""

    anchor: str
    name: str
    purpose: str
    tile: Tile
    index: str
    evidenced: str
    confidence: str
    weakest: str
    gate: str
    next: str
    notes: tuple[str, ...]
    rungs: tuple[StatementRow, ...]

    @property
    def spoken(self) -> bool:
        """Whether there are ratings or quotes by person to show."""
        return any(rung.ratings or rung.said for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class PracticesWithoutSection:
    """Practices without a section; `name` lists all practices that share the reason `why`."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class PracticesView:
    """The chapter on practices: all sections, and the practices that have none."""

    respondents: str
    sections: tuple[PracticeSection, ...]
    not_assessed: str
    only_dont_know: str
    not_applicable: tuple[PracticesWithoutSection, ...]
    not_in_scope: tuple[PracticesWithoutSection, ...]

    @property
    def written(self) -> bool:
        """Whether any section shows a quote."""
        return any(rung.said for section in self.sections for rung in section.rungs)


def practices_view(subject: Subject) -> PracticesView:
    """Return the chapter, with the assessed practices in catalogue order."""
    return PracticesView(
        respondents=_respondents(subject),
        sections=tuple(practice_section(subject, score) for score in subject.assessed),
        not_assessed=figures.listed(
            [subject.practice_name(each) for each in subject.not_assessed if each not in subject.only_dont_know]
        ),
        only_dont_know=figures.listed([subject.practice_name(practice) for practice in subject.only_dont_know]),
        not_applicable=_by_reason(
            subject, {each: _why_not_applicable(subject, each) for each in subject.not_applicable}
        ),
        not_in_scope=_by_reason(subject, subject.left_out),
    )


def _respondents(subject: Subject) -> str:
    """Return whom the letters stand for, or where to find out if the list is long."""
    if not subject.respondents:
        return ""
    if len(subject.named) > NAMED and ReportPart.RATINGS in subject.options.parts:
        return "The appendix lists the respondents and their letters."
    return f"Respondents: {', '.join(subject.people(subject.speaker))}. {unnamed_rule(subject)}".rstrip()


def anchor(practice: str) -> str:
    """Return the link target of a practice's section."""
    return f"practice-{practice}"


def practice_section(subject: Subject, score: PracticeScore) -> PracticeSection:
    """Return the section on one practice."""
    practice = subject.catalogue.practice.get(score.practice)
    return PracticeSection(
        anchor=anchor(score.practice),
        name=subject.practice_name(score.practice),
        purpose=practice.purpose if practice else "",
        tile=subject.tile(score.practice),
        index=figures.index(score.index, score.index_upper),
        evidenced=evidenced(score),
        confidence=confidence(score),
        weakest=weakest(subject, score),
        gate=gate_sentence(score, subject.scores.method),
        next=_next(subject, score),
        notes=_notes(score),
        rungs=tuple(_rung(subject, score, statement) for statement in score.statements),
    )


def _next(subject: Subject, score: PracticeScore) -> str:
    """Return the effort of reaching the next level and when it is planned; "" if no level can be reached."""
    step = next_level(subject, score)
    if step is None:
        return ""
    where = f" in phase {step.phase}" if step.phase else " and isn't planned" if subject.roadmap else ""
    done = completions(subject.roadmap).get(score.practice)
    early = early_action(subject.roadmap, score.practice)
    begun = f"Phase {early[0].number} has an early action. " if early else ""
    first = f"Phase {done.phase} completes level {done.level}. " if done else ""
    return f"{begun}{first}Reaching level {step.to_level} takes {figures.work(step.days)}{where}."


def evidenced(score: PracticeScore) -> str:
    """Return the level that evidence supports, and the first statement whose evidence is missing."""
    if not score.unbacked:
        return f"level {score.level_evidenced}" if score.level_evidenced else "level 0, as rated"
    first = next(s.statement for s in score.statements if s.statement.id in score.unbacked)
    more = len(score.unbacked) - 1
    rest = f", and for {figures.count(more, 'more statement')}" if more else ""
    text = figures.shortened(first.text, SHORT).rstrip(".")
    return f"level {score.level_evidenced}. Evidence is missing for level {first.level}: \u201c{text}\u201d{rest}"


def confidence(score: PracticeScore) -> str:
    """Return the confidence grade with the three shares behind it."""
    agreed = "" if score.agreement is None else f", {figures.per_cent(score.agreement)} agreement"
    return (
        f"{score.confidence or Grade.LOW} ({figures.per_cent(score.answered)} answered, "
        f"{figures.per_cent(score.with_evidence)} with evidence{agreed})"
    )


def weakest(subject: Subject, score: PracticeScore) -> str:
    """Return the weakest dimension and success factor with their shares; "" if everything is achieved."""
    parts = []
    if score.dimensions and score.weakest_dimension and score.dimensions[score.weakest_dimension] < 1:
        share = score.dimensions[score.weakest_dimension]
        parts.append(f"{score.weakest_dimension.label} ({figures.per_cent(share)})")
    if (
        score.success_factors
        and score.weakest_success_factor
        and score.success_factors[score.weakest_success_factor] < 1
    ):
        share = score.success_factors[score.weakest_success_factor]
        name = subject.success_factor_name(score.practice, score.weakest_success_factor)
        parts.append(f"\u201c{name}\u201d ({figures.per_cent(share)})")
    return "; ".join(parts)


def _levels(levels: list[int]) -> str:
    return f"level{'s' if len(levels) > 1 else ''} {figures.listed([str(level) for level in levels])}"


def _notes(score: PracticeScore) -> tuple[str, ...]:
    open_ones = [s for s in score.statements if s.rating is None]
    notes = [index_sentence(score), in_words(score.methods_differ), score.inconsistency]
    if open_ones:
        open_by_kind = figures.capital(_open_by_kind(open_ones))
        them = "them" if len(open_ones) > 1 else "it"
        plus = at_least((score_tile(score),)) if score.level is not None else ""
        notes.append(
            f"Provisional. {open_by_kind}. Each figure is a range: the lower end counts {them} as N, "
            f"the upper end as F.{f' {plus}' if plus else ''}"
        )
    return tuple(filter(None, notes))


def _open_by_kind(open_ones: Sequence[StatementScore]) -> str:
    """Return which levels are unanswered, and which have only "don't know" or too few answers."""
    said = []
    for kind in OpenKind:
        levels = list(dict.fromkeys(s.statement.level for s in open_ones if s.open_kind is kind))
        if levels:
            said.append(f"{_levels(levels)}: {OPEN_KINDS[kind]}")
    return "; ".join(said)


def _rung(subject: Subject, score: PracticeScore, statement: StatementScore) -> StatementRow:
    level = statement.statement.level
    mark = statement_mark(statement)
    words = sorted(quotes(subject, statement, shorten=True), key=lambda each: RANKS[each.kind])
    stops = bool(score.gate and statement.statement.id in score.gate.statements)
    shown = SHOWN_WHERE_IT_MATTERS if stops or statement.disagreement else SHOWN
    several = len([v for v in statement.answers if v.answer.rating is not None]) > 1
    return StatementRow(
        level=level_tile(level),
        mark=mark,
        text=statement.statement.text,
        held=level <= (score.level or 0) and level in LEVELS,
        stops=stops,
        ahead=not stops and level > max((score.level or 0) + 1, highest_planned(subject, score.practice)),
        ratings=ratings_line(subject, statement) if several else "",
        action="" if statement.rating in {Rating.F, Rating.NA} else statement.statement.action,
        dispute=_dispute(statement),
        said=tuple(words[:shown]),
        more=_more(subject, len(words) - shown),
    )


def _dispute(statement: StatementScore) -> str:
    """Return whether respondents disagree, and whether the lower of two middle ratings counts."""
    lower = "the lower of two middle ratings counts" if statement.lower_middle and not statement.consensus else ""
    dispute = "disagreement" if statement.disagreement else ""
    return figures.capital("; ".join(filter(None, (dispute, lower))))


def _more(subject: Subject, many: int) -> str:
    """Return how many quotes aren't shown and where they are; "" for none."""
    if many <= 0:
        return ""
    return f"{many} more" if ReportPart.RATINGS not in subject.options.parts else f"{many} more in the appendix"


def _by_reason(subject: Subject, reasons: Mapping[str, str]) -> tuple[PracticesWithoutSection, ...]:
    """Return the practices without a section, grouped by reason."""
    together: dict[str, list[str]] = {}
    for practice, why in reasons.items():
        together.setdefault(why, []).append(subject.practice_name(practice))
    return tuple(PracticesWithoutSection(figures.listed(names), why) for why, names in together.items())


def _why_not_applicable(subject: Subject, practice: str) -> str:
    reasons = dict.fromkeys(
        words.text
        for statement in subject.scores.practice[practice].statements
        for words in quotes(subject, statement, shorten=True)
        if words.kind == "Reason"
    )
    return " ".join(reasons)
