"""The catalogue and questionnaires as documents."""

from __future__ import annotations

from typing import Any

from practices_catalog.crosswalk import Crossing
from practices_catalog.model import Approach, Framework, Mapping, OrganizationSize, Practice
from questionnaires.model import Questionnaire
from reports.documents.numbers import number

Document = dict[str, Any]


def practice_document(practice: Practice) -> Document:
    """Return one practice."""
    return {
        "id": practice.id,
        "name": practice.name,
        "group": practice.group,
        "purpose": practice.purpose,
        "success_factors": [{"id": factor.id, "name": factor.name} for factor in practice.success_factors],
        "prerequisites": [
            {"practice": p.practice, "level": p.level, "for_level": p.for_level, "hard": p.hard}
            for p in practice.prerequisites
        ],
        "effort": {size.value: [number(each.middle) for each in practice.effort(size)] for size in OrganizationSize},
        "value_chain": {
            activity.value: {"contribution": given.degree.value, "how": given.how}
            for activity, given in practice.value_chain.items()
        },
        "mandate": practice.mandate,
    }


def framework_document(framework: Framework) -> Document:
    """Return one framework with its requirements."""
    return {
        "id": framework.id,
        "name": framework.name,
        "edition": framework.edition,
        "expects_level": framework.expects_level,
        "requirements": [
            {"id": r.id, "title": r.title, "parent": r.parent, "outside": r.outside} for r in framework.requirements
        ],
    }


def mapping_document(mapping: Mapping) -> Document:
    """Return one mapping."""
    return {
        "practice": mapping.practice,
        "framework": mapping.framework,
        "requirement": mapping.requirement,
        "relation": mapping.relation.value,
        "strength": mapping.strength.value,
        "level": mapping.level,
        "rationale": mapping.rationale,
    }


def questionnaire_document(questionnaire: Questionnaire) -> Document:
    """Return one questionnaire with its statements."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "statements": [
            {
                "id": s.id,
                "practice": s.practice,
                "success_factor": s.success_factor,
                "dimension": s.dimension.value,
                "level": s.level,
                "text": s.text,
                "evidence": s.evidence,
                "action": s.action,
                "requirements": list(s.requirements),
            }
            for s in questionnaire.statements
        ],
    }


def approach_document(approach: Approach) -> Document:
    """Return one approach."""
    return {
        "id": approach.id,
        "name": approach.name,
        "entry": list(approach.entry),
        "supporting": list(approach.supporting),
        "weights": dict(approach.weights),
        "signals": [signal.symptom for signal in approach.signals],
    }


def crossing_document(crossing: Crossing) -> Document:
    """Return one link of the crosswalk: a requirement, a practice, and a requirement of another framework."""
    return {
        "from": {"framework": crossing.source.framework, "requirement": crossing.source.requirement},
        "to": {"framework": crossing.target.framework, "requirement": crossing.target.requirement},
        "practice": crossing.practice,
        "strength": crossing.strength.value,
        "relations": [crossing.source.relation.value, crossing.target.relation.value],
        "rationales": [crossing.source.rationale, crossing.target.rationale],
    }
