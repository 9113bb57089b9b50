"""What the pages of this area ask of a request: the assessment it names, scored, and what its reader may do."""

from __future__ import annotations

from app.assessments.scores import scores_of
from app.storage.organizations import Role
from app.web import current
from app.web.results.scored_assessment import Results, with_voices
from app.web.services import content, reading
from reports.views.readiness import framework_name


def results() -> Results:
    """Return the assessment of this request with its figures."""
    row = current.assessment()
    return Results(row, scores_of(reading(), content(), row), content())


def voiced() -> Results:
    """Return the same with who said what, and the files beside it."""
    return with_voices(reading(), content(), current.assessment(), may_open=leads())


def leads() -> bool:
    """Whether the reader may settle what respondents disagree on."""
    return current.membership().role in {Role.LEAD, Role.ASSESSOR}


def frameworks() -> list[tuple[str, str]]:
    """Return the frameworks by id and name."""
    return [(each.id, framework_name(each)) for each in content().catalogue.frameworks]
