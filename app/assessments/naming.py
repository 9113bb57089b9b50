"""How an assessment identifies its respondents: by name, by role, or not at all.

Names are removed from the assessment itself, before anything is derived from it, so no page, chart or report can show a
name by mistake. The figures don't change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from app.assessments.anonymization import without_names
from app.running.content import Content
from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.model import Assessment, Respondent, Response
from questionnaires.answers.text import fold
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.views.figures import capital
from reports.views.subject import role_name

UNKNOWN_ROLE = "Respondent"


class Names(StrEnum):
    """How respondents are identified."""

    FULL = "full"
    ROLES = "roles"
    NONE = "none"

    @property
    def quotes(self) -> bool:
        """Whether findings quote what people wrote. They don't if readers mustn't know who said what."""
        return self is not Names.NONE


def renamed(assessment: Assessment, names: Names) -> Assessment:
    """Return an assessment that identifies its respondents only as far as `names` allows."""
    if names is Names.FULL:
        return assessment
    if names is Names.ROLES:
        return replace(assessment, responses=_by_role(assessment.responses))
    return replace(assessment, responses=without_names(assessment.responses, _everyone(assessment.responses)))


def rescored(content: Content, scores: Scores, names: Names) -> Scores:
    """Return the same scores for an assessment with its respondents renamed."""
    if names is Names.FULL:
        return scores
    assessment = renamed(scores.assessment, names)
    return score(content.catalogue, scores.questionnaire, content.triage, assessment, scores.method)


def _everyone(responses: Sequence[Response]) -> set[str]:
    return {each.respondent.id for each in responses}


def _by_role(responses: Sequence[Response]) -> tuple[Response, ...]:
    """Return the responses with roles instead of names, numbered if several people have the same role.

    Ids and positions come from the roles, because the original ones could reveal the names.
    """
    named = [each for each in responses if not is_anonymous(each.respondent)]
    roles = {each.respondent.id: capital(role_name(each.respondent.role)) or UNKNOWN_ROLE for each in named}
    shared, numbers = Counter(map(fold, roles.values())), Counter[str]()
    made = []
    for number, each in enumerate(sorted(named, key=lambda one: (fold(roles[one.respondent.id]), _order(one))), 1):
        role = roles[each.respondent.id]
        numbers[fold(role)] += 1
        label = f"{role} {numbers[fold(role)]}" if shared[fold(role)] > 1 else role
        made.append(replace(each, respondent=Respondent(f"respondent-{number:04}", label), source="", recorded=""))
    rest = [each for each in responses if is_anonymous(each.respondent)]
    return tuple(sorted([*made, *rest], key=lambda response: fold(response.respondent.id)))


def _order(response: Response) -> list[tuple[str, str]]:
    """Return a key that sorts people with the same role by their answers, because ids may follow the alphabet."""
    return sorted((statement, repr(answer)) for statement, answer in response.answers.items())
