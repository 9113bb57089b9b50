"""The view model of agreement: disagreements by statement, and confidence by practice."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.paging import page_of
from app.web.results.answers_view import Naming, name_of
from app.web.results.results import Results
from app.web.results.statement_view import StatementView, statement_view
from reports.views.agreement import AgreementView, ConfidenceRow, agreement_view
from reports.views.agreement_by_practice import agreement_by_practice


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement that respondents disagree on; `name` is its practice and level."""

    practice: str
    name: str
    statement: StatementView


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The page.

    Attributes:
        recorded: who recorded answers for each named respondent, and when.
        rows: the confidence by practice id.
        has_chart: whether ratings can be compared.
    """

    recorded: tuple[tuple[str, str], ...]
    report: AgreementView
    raters: int
    has_chart: bool
    disagreements: tuple[Disagreement, ...]
    page: int
    pages: int
    open_disagreements: int
    rows: tuple[tuple[str, ConfidenceRow], ...]


def agreement_page(results: Results, number: int = 1) -> AgreementPage:
    """Return the page, with one page of the disagreements."""
    report = agreement_view(results.subject)
    disagreements = results.scores.disagreements
    shown = page_of(disagreements, number)
    ids = (score.practice for score in results.subject.assessed)
    responses = results.scores.assessment.responses
    return AgreementPage(
        recorded=tuple((name_of(each.respondent, Naming.NAME), each.recorded) for each in responses if each.recorded),
        report=report,
        raters=results.scores.agreement.raters,
        has_chart=agreement_by_practice(results.subject) is not None,
        disagreements=tuple(
            Disagreement(
                each.statement.practice,
                results.subject.statement_name(each.statement.id),
                statement_view(results, each),
            )
            for each in shown.items
        ),
        page=shown.page,
        pages=shown.pages,
        open_disagreements=sum(each.consensus is None for each in disagreements),
        rows=tuple(zip(ids, report.rows, strict=True)),
    )
