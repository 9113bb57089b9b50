"""How far respondents agree, what to settle in a workshop, and how far each figure can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.scoring import confidence as rule
from questionnaires.scoring.model import Grade, PracticeScore, StatementScore
from reports.views import figures
from reports.views.marks import Mark, Tile, statement_mark
from reports.views.subject import Subject
from reports.views.voices import ratings_line

GOOD_ALPHA, FAIR_ALPHA = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement on which respondents disagree, with the rating that stands and how it was settled."""

    name: str
    text: str
    ratings: str
    mark: Mark
    settled: str


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """A practice's confidence; `why` names what keeps the grade from being high, "" where it is."""

    name: str
    tile: Tile
    evidenced: Tile
    answered: str
    with_evidence: str
    agreed: str
    grade: str
    why: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The part on agreement and confidence; `compared` is whether there are two respondents to compare."""

    voices: str
    compared: bool
    alpha: str
    alpha_reading: str
    disputes: tuple[tuple[str, tuple[Dispute, ...]], ...]
    disputes_lead: str
    on_proposals: str
    grades: str
    rows: tuple[ConfidenceRow, ...]


def agreement_view(subject: Subject) -> AgreementView:
    """Return the part on agreement and confidence."""
    alpha, reading = _alpha(subject)
    disputes = [_dispute(subject, statement) for statement in subject.scores.disagreements]
    return AgreementView(
        voices=_voices(subject),
        compared=len(subject.respondents) > 1,
        alpha=alpha,
        alpha_reading=reading,
        disputes=tuple((title, found) for title, found in _by_state(disputes) if found),
        disputes_lead=_disputes_lead(subject),
        on_proposals=on_proposals(subject),
        grades=_grades(subject),
        rows=tuple(_row(subject, score) for score in subject.assessed),
    )


def _by_state(disputes: list[Dispute]) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return what is open first, since it is the workshop's list."""
    return (
        ("Open, for a workshop", tuple(each for each in disputes if not each.settled)),
        ("Settled by the assessor", tuple(each for each in disputes if each.settled)),
    )


def _voices(subject: Subject) -> str:
    many = len(subject.raters)
    others = len(subject.respondents) - many
    if others and not many:
        return f"{figures.count(others, 'respondent')} told of symptoms alone."
    if not many:
        return ""
    answered = f"{figures.capital(figures.count(many, 'respondent'))} answered."
    return f"{answered} {others} more told of symptoms alone." if others else answered


def _alpha(subject: Subject) -> tuple[str, str]:
    agreement = subject.scores.agreement
    if agreement.alpha is None:
        return "", agreement.why_none
    value = agreement.alpha
    if value >= GOOD_ALPHA:
        reading = "The respondents describe the same organization; the middle of their ratings can be relied on."
    elif value >= FAIR_ALPHA:
        reading = "Enough for tentative conclusions; settle the disagreements below before money hangs on them."
    else:
        reading = "Too little to rely on: settle the disagreements below in a workshop first."
    return figures.alpha(value), reading


def _dispute(subject: Subject, score: StatementScore) -> Dispute:
    settled = score.consensus.note if score.consensus else ""
    return Dispute(
        name=subject.statement_name(score.statement.id),
        text=score.statement.text,
        ratings=ratings_line(subject, score),
        mark=statement_mark(score),
        settled=figures.shortened(settled, 320),
    )


def _disputes_lead(subject: Subject) -> str:
    if len(subject.raters) <= 1:
        return "With one respondent there is nothing to compare." if subject.raters else "Nobody has answered yet."
    if not subject.scores.disagreements:
        return "No two ratings are two steps apart, and nowhere does \u201cnot applicable\u201d stand against a rating."
    settled = sum(s.consensus is not None for s in subject.scores.disagreements)
    many = len(subject.scores.disagreements)
    rest = many - settled
    head = (
        f"Respondents disagree on {figures.count(many, 'statement')}: two steps or more apart, or not applicable "
        "against a rating. Until a consensus is set, the middle rating stands, of two the lower."
    )
    if not settled:
        return f"{head} None has been set yet."
    left = "all are settled" if not rest else f"{rest} remain{'s' if rest == 1 else ''} for a workshop"
    return f"{head} The assessor has set a consensus on {settled}; {left}."


def on_proposals(subject: Subject, most: int | None = None) -> str:
    """Return which practices rest on medians alone, naming `most` at most; the exceptions where these are fewer."""
    if len(subject.raters) <= 1:
        return ""
    names = [subject.practice_name(s.practice) for s in subject.assessed if s.on_proposals]
    others = [subject.practice_name(s.practice) for s in subject.assessed if not s.on_proposals]
    if not names:
        return "In every practice the assessor has set a consensus."
    if not others:
        return "No consensus has been set: every figure rests on the middle of what respondents said."
    alone = "on the middle of the ratings alone, without a consensus."
    if len(others) < len(names):
        return f"All practices but {figures.listed(others, most)} rest {alone}"
    return f"{figures.listed(names, most)} {'rests' if len(names) == 1 else 'rest'} {alone}"


def _grades(subject: Subject) -> str:
    counts = [(grade, sum(s.confidence is grade for s in subject.assessed)) for grade in Grade]
    given = [(grade.value, many) for grade, many in counts if many]
    said = [
        f"{grade} for {many if place else figures.count(many, 'practice')}" for place, (grade, many) in enumerate(given)
    ]
    return f"Confidence is {figures.listed(said)}." if said else ""


def _row(subject: Subject, score: PracticeScore) -> ConfidenceRow:
    evidenced = score.level_evidenced if score.level_evidenced is not None else 0
    return ConfidenceRow(
        name=subject.practice_name(score.practice),
        tile=subject.tile(score.practice),
        evidenced=Tile(str(evidenced), f"level-{evidenced}", f"evidenced level {evidenced}"),
        answered=figures.per_cent(score.answered),
        with_evidence=figures.per_cent(score.with_evidence),
        agreed=figures.per_cent(score.agreement),
        grade=(score.confidence or Grade.LOW).value,
        why=_why_not_higher(score),
    )


def _why_not_higher(score: PracticeScore) -> str:
    if score.confidence is Grade.HIGH:
        return ""
    reasons = []
    if score.answered is not None and score.answered < 1:
        reasons.append("open statements")
    if score.with_evidence is not None and score.with_evidence < rule.HIGH_EVIDENCE:
        reasons.append("little evidence" if score.with_evidence else "no evidence")
    if score.agreement is None:
        reasons.append("one respondent")
    elif score.agreement < rule.HIGH_AGREEMENT:
        reasons.append("few agree")
    return figures.listed(reasons)
