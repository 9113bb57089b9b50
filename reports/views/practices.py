"""One section for each assessed practice: where it stands, what stopped it, what was said, what to do."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.model import Grade, PracticeScore, StatementScore
from reports.options import Part
from reports.views import figures
from reports.views.gates import gate_sentence
from reports.views.marks import Mark, Tile, level_tile, statement_mark
from reports.views.method import in_words
from reports.views.next_steps import highest_planned, next_step
from reports.views.subject import Subject
from reports.views.voices import Said, ratings_line, said, unnamed_rule

SHOWN, SHOWN_WHERE_IT_MATTERS, NAMED = 2, 4, 6
RANKS = {"Evidence": 0, "Consensus": 1, "Reason": 2, "Comment": 3}


@dataclass(frozen=True, slots=True)
class Rung:
    """A statement in a practice's section.

    Attributes:
        held: its level is reached.
        stops: it is one of those that stopped the level.
        ahead: it lies beyond the next step and beyond what the roadmap reaches.
        ratings: who gave which rating, "" where only one person answered.
        action: what to do, "" where it is fully achieved.
        dispute: words about a disagreement, "" for none.
        more: how much more was said than is shown here, "" for none.
    """

    level: Tile
    mark: Mark
    text: str
    held: bool
    stops: bool
    ahead: bool
    ratings: str
    action: str
    dispute: str
    said: tuple[Said, ...]
    more: str

    @property
    def kinds(self) -> str:
        """Its classes in the style sheet."""
        chosen = {"stops": self.stops, "ahead": self.ahead}
        return " ".join(kind for kind, holds in chosen.items() if holds)


@dataclass(frozen=True, slots=True)
class PracticeSection:
    """A practice's section."""

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
    rungs: tuple[Rung, ...]

    @property
    def spoken(self) -> bool:
        """Whether there is anything to show of who said what."""
        return any(rung.ratings or rung.said for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Practices without a section, and why; `name` lists all that have the same reason."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class PracticesView:
    """All sections, and the practices that have none."""

    voices: str
    sections: tuple[PracticeSection, ...]
    not_assessed: str
    not_applicable: tuple[LeftOut, ...]
    not_in_scope: tuple[LeftOut, ...]

    @property
    def written(self) -> bool:
        """Whether a section shows anything that somebody wrote."""
        return any(rung.said for section in self.sections for rung in section.rungs)


def practices_view(subject: Subject) -> PracticesView:
    """Return the sections of the assessed practices in catalogue order."""
    return PracticesView(
        voices=_voices(subject),
        sections=tuple(practice_section(subject, score) for score in subject.assessed),
        not_assessed=figures.listed([subject.practice_name(practice) for practice in subject.not_assessed]),
        not_applicable=_by_reason(
            subject, {each: _why_not_applicable(subject, each) for each in subject.not_applicable}
        ),
        not_in_scope=_by_reason(subject, subject.left_out),
    )


def _voices(subject: Subject) -> str:
    """Return who the letters are, or where that is said where they are many."""
    if not subject.respondents:
        return ""
    if len(subject.named) > NAMED and Part.RATINGS not in subject.options.left_out:
        return "The letters of the respondents are resolved at the head of the appendix."
    return f"Respondents: {', '.join(subject.people(subject.speaker))}. {unnamed_rule(subject)}".rstrip()


def anchor(practice: str) -> str:
    """Return the name by which links find a practice's section."""
    return f"practice-{practice}"


def practice_section(subject: Subject, score: PracticeScore) -> PracticeSection:
    """Return one practice's section."""
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
    """Return what the next step takes and where the roadmap has it, "" where there is none."""
    step = next_step(subject, score)
    if step is None:
        return ""
    where = f"in phase {step.phase}" if step.phase else "not planned" if subject.roadmap else ""
    return ", ".join(filter(None, (f"To level {step.to_level}: {figures.days(step.days)}", where))) + "."


def evidenced(score: PracticeScore) -> str:
    """Return the evidenced level beside the claimed one."""
    if score.level_evidenced == score.level:
        return f"level {score.level_evidenced} too"
    unbacked = [
        s.statement.level
        for s in score.statements
        if not s.evidenced and s.rating in {Rating.L, Rating.F} and s.statement.level <= (score.level or 0)
    ]
    where = f", none is named for {_levels(unbacked)}" if unbacked else ""
    return f"level {score.level_evidenced} only{where}"


def confidence(score: PracticeScore) -> str:
    """Return the grade with the three shares behind it."""
    agreed = "one respondent only" if score.agreement is None else f"{figures.per_cent(score.agreement)} agreed"
    return (
        f"{score.confidence or Grade.LOW} ({figures.per_cent(score.answered)} answered, "
        f"{figures.per_cent(score.with_evidence)} with evidence, {agreed})"
    )


def weakest(subject: Subject, score: PracticeScore) -> str:
    """Return the weakest dimension and the weakest success factor with their shares, "" where all is achieved."""
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
    notes = [in_words(score.methods_differ), score.inconsistency]
    if open_ones:
        levels = _levels(list(dict.fromkeys(s.statement.level for s in open_ones)))
        many = len(open_ones) > 1
        notes.append(
            f"Provisional: the statement{'s' if many else ''} of {levels} {'have' if many else 'has'} no rating; "
            f"figures are given as if {'they were' if many else 'it were'} N and as if F."
        )
    return tuple(filter(None, notes))


def _rung(subject: Subject, score: PracticeScore, statement: StatementScore) -> Rung:
    level = statement.statement.level
    mark = statement_mark(statement)
    words = sorted(said(subject, statement, shorten=True), key=lambda each: RANKS[each.kind])
    stops = bool(score.gate and statement.statement.id in score.gate.statements)
    shown = SHOWN_WHERE_IT_MATTERS if stops or statement.disagreement else SHOWN
    several = len([v for v in statement.voices if v.answer.rating is not None]) > 1
    return Rung(
        level=level_tile(level),
        mark=mark,
        text=statement.statement.text,
        held=level <= (score.level or 0) and level in LEVELS,
        stops=stops,
        ahead=not stops and level > max((score.level or 0) + 1, highest_planned(subject, score.practice)),
        ratings=ratings_line(subject, statement) if several else "",
        action="" if statement.rating in {Rating.F, Rating.NA} else statement.statement.action,
        dispute="Disagreement" if statement.disagreement else "",
        said=tuple(words[:shown]),
        more=_more(subject, len(words) - shown),
    )


def _more(subject: Subject, many: int) -> str:
    """Return how much more was written, and where it stands; "" for nothing."""
    if many <= 0:
        return ""
    return f"{many} more" if Part.RATINGS in subject.options.left_out else f"{many} more in the appendix"


def _by_reason(subject: Subject, reasons: Dict[str, str]) -> tuple[LeftOut, ...]:
    """Return practices without a section, those with the same reason together."""
    together: dict[str, list[str]] = {}
    for practice, why in reasons.items():
        together.setdefault(why, []).append(subject.practice_name(practice))
    return tuple(LeftOut(figures.listed(names), why) for why, names in together.items())


def _why_not_applicable(subject: Subject, practice: str) -> str:
    reasons = dict.fromkeys(
        words.text
        for statement in subject.scores.practice[practice].statements
        for words in said(subject, statement, shorten=True)
        if words.kind == "Reason"
    )
    return " ".join(reasons)
