"""The sheets of statements and disagreements: every rating, who gave it, what people wrote, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.model import Rating
from questionnaires.scoring.leverage import by_leverage
from questionnaires.scoring.model import OpenKind, StatementScore
from reports.formats.sheets.table import Cell, Column, Kind, Table
from reports.options import ReportPart
from reports.views.marks import OPEN_KINDS
from reports.views.quotes import Quote, quotes, rating_text, ratings_line
from reports.views.report import ReportView
from reports.views.subject import Subject

EVERY = {ReportPart.PRACTICES, ReportPart.RATINGS}
WRITTEN = ("Evidence", "Comment", "Reason", "Consensus")


def statements_table(subject: Subject, view: ReportView) -> Table | None:
    """Return every statement in scope, or those of the priority practices if the report shows only these."""
    shown = _shown(subject, view)
    if not shown:
        return None
    people = () if subject.has_anonymous else subject.raters
    return Table(
        name="Statements",
        title="Statements",
        columns=(
            Column("Practice", 26),
            Column("Level", 7, Kind.ORDINAL),
            Column("Statement", 60),
            Column("Success factor", 26),
            Column("Dimension", 22),
            Column("Rating", 8, Kind.RATING),
            Column("Status", 14),
            *((Column("Ratings", 24),) if not people else ()),
            *(Column(subject.speaker(each), 12, Kind.RATING) for each in people),
            *(Column(each, 40) for each in WRITTEN),
            Column("What to do", 50),
        ),
        rows=[_row(subject, each) for each in shown],
        notes=(view.practices.respondents,),
        wide_head=2,
    )


def _shown(subject: Subject, view: ReportView) -> list[StatementScore]:
    practices = subject.scores.practices
    if EVERY.isdisjoint(view.wanted):
        sections = view.ladders.sections if view.ladders and ReportPart.LADDERS in view.wanted else ()
        names = {each.section.name for each in sections}
        practices = tuple(each for each in practices if subject.practice_name(each.practice) in names)
    return [statement for practice in practices for statement in practice.statements]


def _row(subject: Subject, score: StatementScore) -> tuple[Cell, ...]:
    statement, words = score.statement, quotes(subject, score)
    return (
        subject.practice_name(statement.practice),
        statement.level,
        statement.text,
        subject.success_factor_name(statement.practice, statement.success_factor),
        statement.dimension.label,
        _rating(score),
        _status(score),
        *_given(subject, score),
        *(_written(words, kind) for kind in WRITTEN),
        None if score.rating in {Rating.F, Rating.NA} else statement.action,
    )


def _rating(score: StatementScore) -> str | None:
    if score.open_kind is OpenKind.DONT_KNOW:
        return Rating.DK.value
    return score.rating.value if score.rating else None


def _status(score: StatementScore) -> str:
    """Return how the rating came about, or why there is none."""
    if score.open_kind:
        return OPEN_KINDS[score.open_kind]
    if score.consensus:
        return "consensus"
    return "disagreement" if score.disagreement else ""


def _given(subject: Subject, score: StatementScore) -> list[str]:
    """Return each respondent's rating, or only counts if some respondents are anonymous."""
    if subject.has_anonymous or not subject.raters:
        return [ratings_line(subject, score)]
    by_person = {given.respondent.id: given.answer.rating for given in score.answers}
    return [rating_text(by_person[each.id]) if each.id in by_person else "" for each in subject.raters]


def _written(words: Sequence[Quote], kind: str) -> str:
    return "\n".join(f"{each.letter or each.who}: {each.text}" for each in words if each.kind == kind)


def disagreements_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the statements on which respondents disagree, starting with open ones that change a level the most."""
    if {ReportPart.DISAGREEMENTS, ReportPart.AGREEMENT}.isdisjoint(view.wanted):
        return None
    found = by_leverage(subject.scores)
    if not found:
        return None
    return Table(
        name="Disagreements",
        title=view.agreement.open_headline,
        columns=(
            Column("Practice", 30),
            Column("Level", 7, Kind.ORDINAL),
            Column("Statement", 64),
            Column("Ratings", 28),
            Column("Result", 8, Kind.RATING),
            Column("Could change the level", 12),
            Column("State", 11),
            Column("Consensus", 50),
        ),
        rows=[
            (
                subject.practice_name(each.statement.statement.practice),
                each.statement.statement.level,
                each.statement.statement.text,
                ratings_line(subject, each.statement),
                _rating(each.statement),
                "yes" if each.changes_level else "no",
                "settled" if each.statement.consensus else "open",
                each.statement.consensus.note if each.statement.consensus else None,
            )
            for each in found
        ],
        notes=(view.agreement.alpha_reading, view.agreement.disputes_lead),
        wide_head=2,
    )
