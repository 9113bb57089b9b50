"""The assessment of a request with its scores, as the pages of this area read it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cached_property

from wayfinder.app.content import Content
from wayfinder.app.storage.assessments import AssessmentRow
from wayfinder.questionnaires.scoring.model import PracticeScore, Scores
from wayfinder.reports.views.subject import Subject


@dataclass(frozen=True)
class Results:
    """What a page of results is about."""

    row: AssessmentRow
    scores: Scores
    content: Content

    @cached_property
    def subject(self) -> Subject:
        """The same as the report's views read it, without a roadmap."""
        return Subject(self.content.catalogue, self.scores, None, self.content.triage)

    @property
    def left_out(self) -> Dict[str, str]:
        """Reason by id of each practice that is not in scope."""
        return self.row.left_out

    def status(self, practice: str) -> str:
        """Return what is known of a practice in words, "" where it has figures."""
        if practice in self.left_out:
            return "not in scope"
        score: PracticeScore | None = self.scores.practice.get(practice)
        if score is None:
            return "not asked"
        return "" if score.has_figures else score.status.value.replace("-", " ")
