"""The conclusion in one sentence: what hurts, why, and what works, as far as the answers say so."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.scoring.evidence import IN_EARNEST, share_with_evidence
from reports.findings.causes import shown, unmet_clause
from reports.findings.consequences import MANAGED, WORKS_FROM
from reports.findings.evidence import cause_of
from reports.findings.model import Candidate, FindingKind, Strength
from reports.findings.wording import name, names, symptom_clause
from reports.views import figures
from reports.views.subject import Subject

SOUND = 2


def headline(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength], *, glimpse: bool) -> str:
    """Return the conclusion, without a full stop."""
    if not subject.assessed:
        return figures.capital(_nothing_assessed(subject, candidates))
    if glimpse:
        return f"A first glimpse: {_glimpsed(subject, candidates)}"
    said = _one_level(subject) or _trouble(subject, candidates) or f"{_good(subject)}{_unproven(subject)}"
    return figures.capital(f"{said}{_contrast(subject, candidates, strengths)}")


def _glimpsed(subject: Subject, candidates: Sequence[Candidate]) -> str:
    """Return what little is known: a symptom with its likely cause, or else the level of a single practice."""
    if not candidates or candidates[0].symptoms or candidates[0].kind is not FindingKind.GAP:
        return _trouble(subject, candidates) or _good(subject)
    score = candidates[0].score
    clause = unmet_clause(cause_of(subject, score)) if score else ""
    level = f"{name(subject, candidates[0].practice)} is at level {score.level if score else 0}"
    return f"{level} because {clause}" if clause else level


def _unproven(subject: Subject) -> str:
    """Return how little evidence good levels rest on; "" if at least half of the good ratings have some."""
    share = share_with_evidence(subject.scores.practices)
    if share >= IN_EARNEST:
        return ""
    if not share:
        return ", but evidence backs none of the L and F ratings"
    return f", but evidence backs only {figures.per_cent(share)} of the L and F ratings"


def _nothing_assessed(subject: Subject, candidates: Sequence[Candidate]) -> str:
    if subject.not_applicable and not subject.not_assessed:
        return f"None of the {len(subject.not_applicable)} practices apply"
    symptoms = [each for one in candidates for each in one.symptoms]
    nothing = "no practice has been assessed yet"
    return f"{symptom_clause(symptoms[0])}, and {nothing}" if symptoms else nothing


def _one_level(subject: Subject) -> str:
    """Return the conclusion where nothing works at all."""
    many = len(subject.assessed)
    if many > 1 and all((score.level_upper or score.level or 0) == 0 for score in subject.assessed):
        return f"nothing that was assessed works yet: all {many} practices are at level 0"
    return ""


def _trouble(subject: Subject, candidates: Sequence[Candidate]) -> str:
    """Return what the most consequential finding concludes; "" without findings."""
    if not candidates:
        return ""
    first = candidates[0]
    what = name(subject, first.practice)
    level, backed = (first.score.level, first.score.level_evidenced) if first.score else (None, None)
    symptom = symptom_clause(first.symptoms[0]) if first.symptoms else ""
    says = {
        FindingKind.CONTRADICTION: f"{symptom}, although {what} is rated level {level}",
        FindingKind.UNKNOWN: f"{symptom}, and too little is known about {what}",
        FindingKind.EVIDENCE: f"{_good(subject)}, but the evidence for {what} supports level {backed}, not {level}",
        FindingKind.DISPUTE: f"respondents disagree on {what}, and its level depends on who is right",
        FindingKind.ORDER: f"{what} is rated high where its foundations are rated as missing",
    }
    return says[first.kind] if first.kind in says else _gap(subject, first, symptom)


def _gap(subject: Subject, first: Candidate, symptom: str) -> str:
    if first.score is None:
        return ""
    cause = cause_of(subject, first.score)
    what, clause = name(subject, first.practice), unmet_clause(cause)
    if first.disputed:
        return f"{symptom}, and respondents disagree on {what}"
    if not clause:
        stops = f"{what} stops at level {first.score.level}"
        return f"{symptom}, and {stops}" if symptom else stops
    if not symptom:
        return clause
    if first.symptoms[0].symptom.practices[0] != first.practice:
        return f"{symptom}; {clause}"
    return f"{symptom}, {'because' if shown(cause) else 'and'} {clause}"


def _good(subject: Subject) -> str:
    """Return the lowest level where there is nothing to find fault with."""
    levels = [score.level or 0 for score in subject.assessed]
    if len(levels) == 1:
        return f"{name(subject, subject.assessed[0].practice)} is at level {levels[0]}, and nothing else is assessed"
    lowest = min(levels)
    if lowest >= WORKS_FROM or lowest == max(levels):
        above = "" if lowest == max(levels) else " or above"
        return f"all {len(levels)} assessed practices are at level {lowest}{above}"
    low = sum(level < WORKS_FROM for level in levels)
    return f"{low} of {len(levels)} assessed practices {'is' if low == 1 else 'are'} below level {WORKS_FROM}"


def _contrast(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength]) -> str:
    """Return what works beside the trouble; "" if there is no trouble or nothing is known to work."""
    if not candidates or candidates[0].kind is FindingKind.EVIDENCE or _one_level(subject):
        return ""
    good = [each for each in strengths if each.has_figures][:SOUND]
    if good:
        one, many = ("is sound", "are sound") if all(e.level >= WORKS_FROM for e in good) else ("works", "work")
        return f"; {names(subject, [each.practice for each in good])} {one if len(good) == 1 else many}"
    told = {each.practice for each in candidates}
    rest = [score for score in subject.assessed if score.practice not in told]
    if len(rest) > 1 and all((score.level or 0) >= MANAGED for score in rest):
        return f"; the other {len(rest)} practices are at level {MANAGED} or above"
    if len(subject.assessed) == 1:
        return f"; {name(subject, subject.assessed[0].practice)} is the only practice assessed"
    return ""
