"""What belongs next to the first finding: a practice that prolongs its harm, or practices that may contribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import is_strong
from reports.findings.consequences import suspects, tells_how_long
from reports.findings.evidence import lacking, weak_statements
from reports.findings.explaining import cause_of
from reports.findings.model import Candidate, FindingKind, Reported
from reports.views.milestones import begun_first
from reports.views.subject import MANAGED, Subject

EARLY = 2
"""The first phases: work on another practice behind the first finding's symptom must begin in one of them."""


def beside_the_first(
    subject: Subject, found: Sequence[Candidate], rest: Sequence[Candidate], places: int
) -> list[Candidate]:
    """Return the candidates chosen so far, with those that belong next to the first one.

    If what people wrote about a candidate says how long the first one's symptom lasted, that candidate comes second.
    Otherwise, candidates that have no symptom of their own but may share the first one's come after those with a
    frequent symptom. They are findings chosen so far and, if places are left, other suspects.

    Args:
        subject: the subject of the report.
        found: the candidates chosen, the most consequential first.
        rest: the candidates about other practices.
        places: how many findings there is room for.
    """
    first = found[0] if found else None
    head = first.loudest if first else None
    if first is None or head is None or first.kind is not FindingKind.GAP or not is_strong(head.answer):
        return list(found)
    others = found[1:]
    prolonging = _prolonging(subject, head, others)
    beside = prolonging or _sharing(subject, head, others, rest, places - len(found))
    moved = {each.practice for each in beside}
    left = [each for each in others if each.practice not in moved]
    # A candidate with a frequent symptom of its own hurts more than one that may share the first one's.
    own = [] if prolonging else [each for each in left if each.loudest and is_strong(each.loudest.answer)]
    after = [each for each in left if each not in own]
    return [first, *own, *(replace(each, shares=head) for each in beside), *after]


def _prolonging(subject: Subject, head: Reported, others: Sequence[Candidate]) -> list[Candidate]:
    told = (each for each in others if each.kind is FindingKind.GAP and not each.disputed)
    return [each for each in told if each.score and tells_how_long(subject, each.score, head.symptom)][:1]


def _sharing(
    subject: Subject, head: Reported, others: Sequence[Candidate], rest: Sequence[Candidate], places: int
) -> list[Candidate]:
    """Return the candidates of the other suspects below level 2, in the triage's order.

    The roadmap begins them early, and somebody wrote what they lack.
    """
    begun = begun_first(subject.roadmap, EARLY)
    low = [each for each in suspects(subject, head.symptom) if (each.level or 0) < MANAGED and each.practice in begun]
    told = [each.practice for each in low if _is_told(subject, each)]
    fit = {each.practice: each for each in (*others, *rest) if each.kind is FindingKind.GAP and not each.symptoms}
    beside: list[Candidate] = []
    for candidate in (fit[practice] for practice in told if practice in fit):
        if candidate not in others:
            if places < 1:
                continue
            places -= 1
        beside.append(candidate)
    return beside


def _is_told(subject: Subject, score: PracticeScore) -> bool:
    weak = weak_statements(score)
    return any(about in weak for _, about in lacking(subject, score, cause_of(subject, score)))
