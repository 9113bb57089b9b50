"""How far respondents agree, what to discuss in a workshop, and how reliable each figure is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.scoring import confidence as rule
from questionnaires.scoring.leverage import Leverage, open_disagreements
from questionnaires.scoring.model import Grade, PracticeScore, StatementScore
from reports.findings.disputes import a_count_decides, undecided
from reports.views import figures
from reports.views.marks import RatingMark, Tile, statement_mark
from reports.views.quotes import ratings_line
from reports.views.subject import Subject

GOOD_ALPHA, FAIR_ALPHA = 0.8, 0.667
MOST_OPEN = 12
DECIDED = "Figures in the answers support this result."


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A statement that respondents disagree on, with its current rating and any consensus.

    Attributes:
        decided: that a count in the answers decides it; "" if people have to settle it.
    """

    name: str
    text: str
    ratings: str
    mark: RatingMark
    consensus_note: str
    decided: str


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """A practice's confidence; `why` says what keeps the grade from being high."""

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
    """The chapter on agreement and confidence; `compared` says whether any ratings can be compared.

    `open_disputes` are the disagreements without a consensus, starting with those that change a level the most.
    """

    respondents: str
    compared: bool
    alpha: str
    alpha_reading: str
    disputes: tuple[tuple[str, tuple[DisagreementRow, ...]], ...]
    disputes_lead: str
    on_proposals: str
    open_headline: str
    open_disputes: tuple[DisagreementRow, ...]
    grades: str
    rows: tuple[ConfidenceRow, ...]


def agreement_view(subject: Subject) -> AgreementView:
    """Return the chapter on agreement and confidence."""
    alpha, reading = _alpha(subject)
    open_ones = open_disagreements(subject.scores)
    disputes = [_dispute(subject, statement) for statement in subject.scores.disagreements]
    return AgreementView(
        respondents=_respondents(subject),
        compared=len(subject.raters) > 1,
        alpha=alpha,
        alpha_reading=reading,
        disputes=tuple((title, found) for title, found in _by_state(disputes) if found),
        disputes_lead=_disputes_lead(subject),
        on_proposals=on_proposals(subject),
        open_headline=_open_headline(open_ones),
        open_disputes=tuple(_dispute(subject, each.statement) for each in open_ones[:MOST_OPEN]),
        grades=_grades(subject),
        rows=tuple(_row(subject, score) for score in subject.assessed),
    )


def _open_headline(open_ones: Sequence[Leverage]) -> str:
    """Return how many disagreements are open, and how many of them could change a level."""
    if not open_ones:
        return "Respondents don't disagree on anything that is still open"
    left = undecided(open_ones)
    many = figures.capital(figures.count(len(open_ones), "disagreement"))
    head = f"{many} {'is' if len(open_ones) == 1 else 'are'} open"
    if len(left) < len(open_ones):
        return f"{head}; figures in the answers decide {len(open_ones) - len(left) if left else 'all of them'}"
    deciding = sum(each.changes_level for each in open_ones)
    return f"{head}; {deciding} of them could change a level" if deciding else f"{head}, but none could change a level"


def _by_state(disputes: list[DisagreementRow]) -> tuple[tuple[str, tuple[DisagreementRow, ...]], ...]:
    """Return the open disagreements first, because they are the workshop's agenda."""
    return (
        ("Open: to discuss in a workshop", tuple(each for each in disputes if not each.consensus_note)),
        ("Consensus set by the assessor", tuple(each for each in disputes if each.consensus_note)),
    )


def _respondents(subject: Subject) -> str:
    many = len(subject.raters)
    others = len(subject.respondents) - many
    if others and not many:
        return f"{figures.count(others, 'respondent')} only answered the triage."
    if not many:
        return ""
    answered = f"{figures.capital(figures.count(many, 'respondent'))} answered."
    return f"{answered} {others} more only answered the triage." if others else answered


def _alpha(subject: Subject) -> tuple[str, str]:
    agreement = subject.scores.agreement
    if agreement.alpha is None:
        return "", agreement.why_none
    value = agreement.alpha
    if value >= GOOD_ALPHA:
        return figures.alpha(value), "Respondents largely agree, so the median of their ratings is reliable."
    if value >= FAIR_ALPHA:
        reading, when = "Agreement supports only tentative conclusions.", "before committing money"
    else:
        reading, when = "Agreement is too low to rely on.", "in a workshop first"
    return figures.alpha(value), f"{reading} {_what_to_resolve(subject, when)}"


def _what_to_resolve(subject: Subject, when: str) -> str:
    """Return which disagreements people have to resolve, because no count in the answers decides them."""
    open_ones = open_disagreements(subject.scores)
    left = undecided(open_ones)
    if not left and open_ones:
        return "But figures in the answers decide every disagreement below: show them to those who rated otherwise."
    if len(left) == len(open_ones):
        return f"Resolve the disagreements below {when}."
    decided = len(open_ones) - len(left)
    return f"Figures in the answers decide {decided} of the disagreements below; resolve the rest {when}."


def _dispute(subject: Subject, score: StatementScore) -> DisagreementRow:
    note = score.consensus.note if score.consensus else ""
    return DisagreementRow(
        name=subject.statement_name(score.statement.id),
        text=score.statement.text,
        ratings=ratings_line(subject, score),
        mark=statement_mark(score),
        consensus_note=figures.shortened(note, 320),
        decided=DECIDED if not score.consensus and a_count_decides(score) else "",
    )


def _disputes_lead(subject: Subject) -> str:
    if len(subject.raters) <= 1:
        return "" if subject.raters else "Nobody has answered yet."
    if not subject.scores.disagreements:
        return (
            "Respondents agree: no ratings are two steps apart, and no rating contradicts a \u201cnot applicable\u201d."
        )
    settled = sum(s.consensus is not None for s in subject.scores.disagreements)
    many = len(subject.scores.disagreements)
    rest = many - settled
    head = (
        f"Respondents disagree on {figures.count(many, 'statement')}: their ratings are two or more steps apart, or "
        "some say \u201cnot applicable\u201d and others give a rating. Until the assessor sets a consensus rating, the "
        "median counts or, with an even number of ratings, the lower of the two middle ones."
    )
    if not settled:
        return f"{head} No consensus has been set yet."
    if not rest:
        return f"{head} The assessor has set a consensus on {'it' if many == 1 else 'all of them'}."
    left = f"{rest} {'is' if rest == 1 else 'are'} still open for a workshop"
    return f"{head} The assessor has set a consensus on {settled}; {left}."


def on_proposals(subject: Subject, most: int | None = None) -> str:
    """Return which practices have no consensus, or the exceptions if there are fewer; name no more than `most`."""
    if len(subject.raters) <= 1:
        return ""
    names = [subject.practice_name(s.practice) for s in subject.assessed if s.on_proposals]
    others = [subject.practice_name(s.practice) for s in subject.assessed if not s.on_proposals]
    if not names:
        return "The assessor has set a consensus in every practice."
    if not others:
        return "No consensus has been set, so every figure is based on the median of the ratings."
    alone = "based on the median of the ratings alone, without a consensus."
    if len(others) < len(names):
        return f"All practices are {alone[:-1]}, except for {figures.listed(others, most)}."
    return f"{figures.listed(names, most)} {'is' if len(names) == 1 else 'are'} {alone}"


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
        reasons.append("one rating per statement")
    elif score.agreement < rule.HIGH_AGREEMENT:
        reasons.append("low agreement")
    return figures.listed(reasons)
