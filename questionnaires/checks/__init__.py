"""The rules that questionnaires and the triage must follow, one per module."""

from questionnaires.checks.statements import check_questionnaire
from questionnaires.checks.symptoms import check_triage

__all__ = ["check_questionnaire", "check_triage"]
