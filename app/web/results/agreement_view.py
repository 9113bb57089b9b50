"""How far respondents agree, on what they do not, and how far each practice's figures can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.paging import piece
from app.web.results.scored_assessment import Results
from app.web.results.statement_view import StatementView, statement_view
from reports.views.agreement import AgreementView, ConfidenceRow, agreement_view


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement on which respondents disagree; `name` is its practice's."""

    practice: str
    name: str
    statement: StatementView


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The page; rows with the ids of their practices."""

    report: AgreementView
    raters: int
    disputes: tuple[Dispute, ...]
    page: int
    pages: int
    unsettled: int
    rows: tuple[tuple[str, ConfidenceRow], ...]


def agreement_page(results: Results, number: int = 1) -> AgreementPage:
    """Return the page, with one piece of the disagreements."""
    report = agreement_view(results.subject)
    disagreements = results.scores.disagreements
    shown = piece(disagreements, number)
    ids = (score.practice for score in results.subject.assessed)
    return AgreementPage(
        report=report,
        raters=results.scores.agreement.raters,
        disputes=tuple(
            Dispute(
                each.statement.practice,
                results.subject.statement_name(each.statement.id),
                statement_view(results, each),
            )
            for each in shown.items
        ),
        page=shown.page,
        pages=shown.pages,
        unsettled=sum(each.consensus is None for each in disagreements),
        rows=tuple(zip(ids, report.rows, strict=True)),
    )
