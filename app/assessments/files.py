"""Scoring filled-in files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.running.content import Content
from questionnaires.answers.anonymity import withhold_few
from questionnaires.answers.assessments import read_assessment
from questionnaires.loading import DATA
from questionnaires.model import Method
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score

SAMPLE = DATA / "samples" / "northfield-hospitals"


def assess(
    content: Content,
    files: Sequence[Path],
    method: Method | None = None,
    left_out: Mapping[str, str] | None = None,
) -> Scores:
    """Return the scores of one or more filled-in files.

    Args:
        content: the content in use.
        files: one for each respondent.
        method: the scoring method; by default the questionnaire's.
        left_out: the reason for each practice that is out of scope, by its id; answers about it don't count.

    Raises:
        InputError: lists every error in every file.
    """
    assessment = read_assessment(files, content.catalogue, content.questionnaires, content.triage)
    assessment = withhold_few(assessment)
    questionnaire = next(each for each in content.questionnaires if each.id == assessment.questionnaire)
    if left_out:
        assessment = replace(assessment, left_out=left_out)
        questionnaire = questionnaire.without(left_out)
    return score(content.catalogue, questionnaire, content.triage, assessment, method)


def sample_files() -> list[Path]:
    """Return the sample organization's answers."""
    return sorted(SAMPLE.glob("*.yaml"))
