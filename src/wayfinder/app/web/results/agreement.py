"""How far respondents agree, on what they do not, and how far each practice's figures can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from wayfinder.app.web.results.parts import Results
from wayfinder.app.web.results.statements import StatementView, statement_view
from wayfinder.reports.views.agreement import AgreementView, ConfidenceRow, agreement_view


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
    unsettled: int
    rows: tuple[tuple[str, ConfidenceRow], ...]


def agreement_page(results: Results) -> AgreementPage:
    """Return the page."""
    report = agreement_view(results.subject)
    disagreements = results.scores.disagreements
    ids = (score.practice for score in results.subject.assessed)
    return AgreementPage(
        report=report,
        raters=results.scores.agreement.raters,
        disputes=tuple(
            Dispute(
                each.statement.practice,
                results.subject.statement_name(each.statement.id),
                statement_view(results.scores.practice[each.statement.practice], each),
            )
            for each in disagreements
        ),
        unsettled=sum(each.consensus is None for each in disagreements),
        rows=tuple(zip(ids, report.rows, strict=True)),
    )
