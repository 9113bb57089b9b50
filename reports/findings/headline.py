"""The conclusion in one sentence: what hurts, why, what else is missing, and what works, as far as answers tell."""

from __future__ import annotations

from collections.abc import Sequence

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.evidence import IN_EARNEST, share_with_evidence
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.weighing import is_strong
from reports.findings.beside import EARLY
from reports.findings.causes import shown, unmet_clause
from reports.findings.choosing import is_grave_at_0
from reports.findings.consequences import WORKS_FROM, suspects
from reports.findings.contrast import contrast
from reports.findings.evidence import best_quote, proof
from reports.findings.explaining import cause_of, causes_of, proven_cause
from reports.findings.model import Candidate, FindingKind, Reported, Strength
from reports.findings.titles import contradicts
from reports.findings.underlying import best_explained, diagnosis_of, is_proven
from reports.findings.wording import FAVORABLE, name, symptom_clause
from reports.views import figures
from reports.views.milestones import begun_first
from reports.views.subject import MANAGED, Subject

LONGEST, LONGEST_WITH_CAUSE = 190, 165
"""The most characters in a conclusion with a second cause or a strength that a reader can take in at once: about 30
words, or three lines if it names an underlying cause."""
SECONDS = 2
"""How many findings after the first may be mentioned as the other main problem."""
BECAUSE, AND, BESIDE = ", because", ", and", ";"
USERS, THEY = "users", "they"
SECOND = {BECAUSE: "; and", AND: ";", BESIDE: ", and"}
"""How a second cause is joined to the first one, by how that one was joined."""


def headline(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength], *, glimpse: bool) -> str:
    """Return the conclusion, without a period."""
    if not subject.assessed:
        return figures.capital(_nothing_assessed(subject, candidates))
    if glimpse:
        return f"A first glimpse: {_glimpsed(subject, candidates)}"
    if behind := underlying_clause(subject):
        return figures.capital(_with_one(behind, (_grave_beside_the_cause(subject, candidates),), LONGEST_WITH_CAUSE))
    said = _one_level(subject) or trouble(subject, candidates) or f"{_good(subject)}{_unproven(subject)}"
    more = (
        _same_symptom(subject, candidates),
        _second_trouble(subject, candidates),
        _contrast(subject, candidates, strengths),
    )
    return figures.capital(_with_one(said, more))


def _with_one(said: str, more: Sequence[str], longest: int = LONGEST) -> str:
    """Return a conclusion with the first further clause that fits; with two, nobody would see what belongs together."""
    return said + next((each for each in more if each and len(said) + len(each) <= longest), "")


def underlying_clause(subject: Subject) -> str:
    """Return what hurts and the cause behind several findings; "" if none is proven, or nothing works at all."""
    found, symptom = diagnosis_of(subject), best_explained(subject)
    if found is None or symptom is None or _one_level(subject) or not is_proven(subject):
        return ""
    return f"{symptom_clause(symptom)}{BECAUSE} {found.cause.says}"


def _grave_beside_the_cause(subject: Subject, candidates: Sequence[Candidate]) -> str:
    """Return what isn't done at all in a practice marked `grave`, the only thing to add to a cause; "" for nothing."""
    scores = (each.score for each in candidates if is_grave_at_0(subject, each.score))
    clause = next((clause for score in scores if score and (clause := unmet_clause(cause_of(subject, score)))), "")
    return f"{SECOND[BECAUSE]} {clause}" if clause else ""


def _glimpsed(subject: Subject, candidates: Sequence[Candidate]) -> str:
    """Return what little is known: a symptom with its likely cause, or else the level of a single practice."""
    if not candidates or candidates[0].symptoms or candidates[0].kind is not FindingKind.GAP:
        return trouble(subject, candidates) or _good(subject)
    score = candidates[0].score
    clause = unmet_clause(cause_of(subject, score)) if score else ""
    level = f"{name(subject, candidates[0].practice)} is at level {score.level if score else 0}"
    return f"{level} because {clause}" if clause else level


def _unproven(subject: Subject) -> str:
    """Return how little evidence supports good levels; "" if at least half of the good ratings have some."""
    share = share_with_evidence(subject.scores.practices)
    if share >= IN_EARNEST:
        return ""
    if not share:
        return f", but evidence backs none of the {FAVORABLE}"
    return f", but evidence backs only {figures.per_cent(share)} of the {FAVORABLE}"


def _nothing_assessed(subject: Subject, candidates: Sequence[Candidate]) -> str:
    if subject.not_applicable and not subject.not_assessed:
        return f"None of the {len(subject.not_applicable)} practices apply"
    symptoms = [each for one in candidates for each in one.symptoms]
    nothing = "no practice has been assessed yet"
    return f"{symptom_clause(symptoms[0])}, and {nothing}" if symptoms else nothing


def _one_level(subject: Subject) -> str:
    """Return the conclusion if nothing works at all."""
    many = len(subject.assessed)
    if many > 1 and all((score.level_upper or score.level or 0) == 0 for score in subject.assessed):
        return f"nothing that was assessed works yet: all {many} practices are at level 0"
    return ""


def trouble(subject: Subject, candidates: Sequence[Candidate]) -> str:
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
        FindingKind.DISPUTE: f"ratings of {what} contradict each other, and its level depends on who is right",
        FindingKind.ORDER: f"{what} is rated high although its foundations are rated as missing",
    }
    return says[first.kind] if first.kind in says else _gap(subject, first, symptom)


def _gap(subject: Subject, first: Candidate, symptom: str) -> str:
    if first.score is None:
        return ""
    cause = concluding_cause(subject, first.score)
    what, clause = name(subject, first.practice), unmet_clause(cause)
    if first.disputed:
        return f"{symptom}, and ratings of {what} contradict each other"
    if not clause:
        stops = f"{what} stops at level {first.score.level}"
        return f"{symptom}, and {stops}" if symptom else stops
    if not symptom:
        return clause
    same = symptom.split(maxsplit=1)[0] == clause.split()[0] == USERS
    return f"{symptom}{_link(subject, first, cause)} {THEY + clause.removeprefix(USERS) if same else clause}"


def concluding_cause(subject: Subject, score: PracticeScore) -> StatementScore | None:
    """Return the cause to conclude with: one of those that the finding names, preferably one that evidence shows."""
    cause = cause_of(subject, score)
    causes = causes_of(subject, score)
    return cause if is_backed(subject, cause) else next((e for e in causes if is_backed(subject, e)), cause)


def is_backed(subject: Subject, cause: StatementScore | None) -> bool:
    """Return whether evidence, a consensus or a comment with figures supports the rating of what doesn't hold."""
    return cause is not None and (shown(cause) or proof(subject, cause)[0] > 0)


def _link(subject: Subject, first: Candidate, cause: StatementScore | None) -> str:
    """Return what joins a symptom to its cause; "because" needs a first suspect that is backed and explains."""
    if first.symptoms and first.symptoms[0].symptom.practices[0] != first.practice:
        return BESIDE
    explains = not first.symptoms or _explains(first.symptoms[0], cause)
    return BECAUSE if explains and is_backed(subject, cause) else AND


def second_cause(subject: Subject, candidates: Sequence[Candidate]) -> StatementScore | None:
    """Return what else explains the first finding's symptom: a statement of another practice below level 2, or None.

    Evidence shows what the practice lacks, and the roadmap begins it in the first two phases.
    """
    if _one_level(subject) or not candidates or candidates[0].kind is not FindingKind.GAP or candidates[0].disputed:
        return None
    first = candidates[0]
    if _link(subject, first, concluding_cause(subject, first.score) if first.score else None) != BECAUSE:
        return None
    begun = begun_first(subject.roadmap, EARLY)
    low = (
        score
        for each in first.symptoms[:1]
        for score in suspects(subject, each.symptom)
        if score.practice != first.practice and (score.level or 0) < MANAGED
    )
    early = (score for score in low if subject.roadmap is None or score.practice in begun)
    return next((cause for score in early if unmet_clause(cause := proven_cause(subject, score))), None)


def _same_symptom(subject: Subject, candidates: Sequence[Candidate]) -> str:
    clause = unmet_clause(second_cause(subject, candidates))
    return f" and {clause}" if clause else ""


def _second_trouble(subject: Subject, candidates: Sequence[Candidate]) -> str:
    """Return the other main problem, from the first of the next two findings that has one; "" for none."""
    if _one_level(subject) or not candidates or candidates[0].kind is not FindingKind.GAP:
        return ""
    first, *others = candidates[: 1 + SECONDS]
    clause = next(filter(None, (_second_half(subject, first, each) for each in others)), "")
    if first.score is None or first.disputed or not clause:
        return ""
    return f"{SECOND[_link(subject, first, concluding_cause(subject, first.score))]} {clause}"


def _second_half(subject: Subject, first: Candidate, second: Candidate) -> str:
    """Return a finding's cause, or its symptom if nothing shows the cause; "" if it isn't a main problem.

    It is a main problem if two things are true: its practice is one of the first that the roadmap begins, or is at
    level 0 and part of the approach; and its symptom is as serious as the first one, or evidence shows that its cause
    doesn't hold at all.
    """
    if second.kind is not FindingKind.GAP or second.score is None or second.disputed:
        return ""
    cause = concluding_cause(subject, second.score)
    proven = cause is not None and cause.rating is Rating.N and cause.evidenced
    if not _comes_early(subject, second) or not (proven or _as_grave(first, second)):
        return ""
    symptom = _other_harm(first, second, second.score)
    unmet = unmet_clause(cause)
    if symptom is None:
        return unmet
    told = unmet and (is_backed(subject, cause) or _is_worded(subject, second, symptom, cause))
    alone = proven and cause is not None and cause.statement.level == LEVELS[0]  # serious whatever it explains
    return unmet if told and (alone or _explains(symptom, cause)) else symptom_clause(symptom)


def _explains(symptom: Reported, cause: StatementScore | None) -> bool:
    """Return whether a statement is at a level that explains a symptom, if the triage names such levels."""
    levels = symptom.symptom.explained_by
    return cause is not None and (not levels or cause.statement.level in levels)


def _other_harm(first: Candidate, second: Candidate, score: PracticeScore) -> Reported | None:
    """Return the strong symptom that shares the fewest practices with the first one; None if all mean the same harm."""
    head = first.loudest.symptom if first.loudest else None
    fit = [
        each
        for each in second.symptoms
        if is_strong(each.answer) and not contradicts(score, each) and not (head and each.symptom.is_like(head))
    ]
    told = set(head.practices) if head else set()
    return min(fit, key=lambda each: len(told.intersection(each.symptom.practices)), default=None)


def _is_worded(subject: Subject, second: Candidate, symptom: Reported, cause: StatementScore | None) -> bool:
    """Return whether somebody wrote that a cause doesn't hold at all, and the symptom and the roadmap put it first.

    At level 0, where nothing is done yet, the symptom says more.
    """
    return (
        cause is not None
        and cause.statement.level > LEVELS[0]
        and cause.rating is Rating.N
        and best_quote(subject, [cause]) is not None
        and symptom.symptom.practices[0] == second.practice
        and second.practice in begun_first(subject.roadmap)
    )


def _comes_early(subject: Subject, second: Candidate) -> bool:
    """Return whether the first phase begins a practice, or it is at level 0 and part of the approach."""
    level = second.score.level if second.score else None
    approach = subject.approach
    of_approach = approach is not None and second.practice in {*approach.entry, *approach.supporting}
    return second.practice in begun_first(subject.roadmap) or (level == 0 and of_approach)


def _as_grave(first: Candidate, second: Candidate) -> bool:
    """Return whether the second finding's worst symptom is as serious as the first one's, or contributes to that."""
    if not second.symptoms or not first.symptoms or second.shares:
        return bool(second.symptoms)
    return second.symptoms[0].gravity >= first.symptoms[0].gravity


def _good(subject: Subject) -> str:
    """Return how many practices are at which level if there is nothing to criticize."""
    levels = [score.level or 0 for score in subject.assessed]
    if len(levels) == 1:
        only = name(subject, subject.assessed[0].practice)
        return f"{only} is at level {levels[0]}, and nothing else has been assessed"
    lowest, highest = min(levels, default=0), max(levels, default=0)
    if lowest >= WORKS_FROM or lowest == highest:
        above = "" if lowest == highest else " or above"
        return f"all {len(levels)} assessed practices are at level {lowest}{above}"
    low = sum(level < WORKS_FROM for level in levels)
    return f"{low} of {len(levels)} assessed practices {'is' if low == 1 else 'are'} below level {WORKS_FROM}"


def _contrast(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength]) -> str:
    """Return what works in spite of the problems; "" if there are no problems."""
    if not candidates or candidates[0].kind is FindingKind.EVIDENCE or _one_level(subject):
        return ""
    return contrast(subject, candidates, strengths)
