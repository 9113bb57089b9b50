"""From a subject to its findings: choosing them, then saying what hurts, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import cause_sentence, level_clause, level_of, unmet_clause
from reports.findings.choosing import chosen
from reports.findings.consequences import WORKS_FROM, blocks_sentence, hurts_sentence, spoken_of
from reports.findings.disputes import dispute_sentence
from reports.findings.evidence import both_sides, evidence_sentence
from reports.findings.explaining import begins_with, cause_of, causes_of
from reports.findings.foundations import foundations_of
from reports.findings.headline import headline
from reports.findings.model import Candidate, Finding, FindingKind, Findings
from reports.findings.remedies import first_sentence, plan_sentence, short_plan
from reports.findings.shared import shared_sentences
from reports.findings.strengths import strengths_of
from reports.findings.wording import after_colon, is_rare, name, names, quoted, symptom_clause
from reports.views import figures
from reports.views.first_glimpse import first_glimpse
from reports.views.subject import Subject


def findings_of(subject: Subject) -> Findings:
    """Return the findings, the strengths and the conclusion of an assessment."""
    glimpse = first_glimpse(subject.scores)
    candidates = chosen(subject, glimpse=bool(glimpse))
    weak = {each.practice for each in candidates}
    strengths = strengths_of(subject, weak)
    return Findings(
        headline=headline(subject, candidates, strengths, glimpse=bool(glimpse)),
        findings=tuple(_finding(subject, each, weak) for each in candidates),
        strengths=strengths or foundations_of(subject, weak),
        glimpse=glimpse,
    )


def _finding(subject: Subject, candidate: Candidate, told: Collection[str]) -> Finding:
    score = candidate.score
    if candidate.kind is FindingKind.UNKNOWN or score is None:
        return _unknown(subject, candidate)
    match candidate.kind:
        case FindingKind.CONTRADICTION:
            return _contradiction(subject, candidate, score)
        case FindingKind.EVIDENCE:
            return _evidence(subject, candidate, score)
        case FindingKind.DISPUTE:
            return _dispute(subject, candidate, score)
        case FindingKind.ORDER:
            return _order(subject, candidate, score)
        case _:
            return _gap(subject, candidate, score, told)


def _gap(subject: Subject, candidate: Candidate, score: PracticeScore, told: Collection[str]) -> Finding:
    cause = cause_of(subject, score)
    causes = causes_of(subject, score)
    named = cause.statement.id if cause else ""
    remarks = [score.inconsistency, dispute_sentence(candidate.dispute, named=named)]
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=_gap_headline(subject, candidate, score, cause),
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms),
        cause=" ".join(filter(None, (cause_sentence(subject, score, causes), *remarks))),
        evidence=evidence_sentence(subject, score, cause),
        shared=shared_sentences(subject, candidate, cause, told),
        blocks=blocks_sentence(subject, score.practice),
        plan=plan_sentence(subject, score.practice),
        short_plan=short_plan(subject, score.practice),
        first=first_sentence(begins_with(subject, score, cause)),
        because=_because(candidate, cause, causes),
    )


def _because(candidate: Candidate, cause: StatementScore | None, causes: Sequence[StatementScore]) -> str:
    """Return what doesn't hold, first what is mended first; "" where respondents disagree or the headline says it."""
    told = not candidate.symptoms or _leads(candidate, cause)
    clauses = [unmet_clause(each) for each in causes if each != cause or not told]
    return "" if candidate.disputed else " ".join(figures.capital(f"{each}.") for each in clauses if each)


def _leads(candidate: Candidate, cause: StatementScore | None) -> bool:
    """Return whether what doesn't hold says more than a rare symptom: nothing is done there, or it is rated N."""
    level_0 = candidate.score is not None and candidate.score.level == 0
    missing = cause is not None and (level_0 or cause.rating is Rating.N)
    return missing and all(map(is_rare, candidate.symptoms[:1])) and not candidate.disputed


def _gap_headline(subject: Subject, candidate: Candidate, score: PracticeScore, cause: StatementScore | None) -> str:
    level, unmet = level_of(score), unmet_clause(cause)
    if candidate.symptoms and not (unmet and _leads(candidate, cause)):
        clause = symptom_clause(candidate.symptoms[0])
        return figures.capital(f"{clause}; {name(subject, score.practice)} is at {level}")
    if not unmet or candidate.disputed:
        return level_clause(subject, score)
    return figures.capital(f"{unmet} ({name(subject, score.practice)}, {level})")


def _contradiction(subject: Subject, candidate: Candidate, score: PracticeScore) -> Finding:
    symptom, what = candidate.symptoms[0], name(subject, score.practice)
    rated = [each for each in spoken_of(subject, symptom.symptom) if (each.level or 0) >= WORKS_FROM]
    levels = figures.listed([f"{name(subject, each.practice)} level {each.level}" for each in rated])
    backed = ""
    if not score.with_evidence:
        backed = f" Nobody gave evidence for {what}."
    elif score.level_evidenced != score.level:
        backed = f" The evidence for {what} supports level {score.level_evidenced}."
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=figures.capital(f"{symptom_clause(symptom)}, although {what} is rated level {score.level}"),
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms),
        cause=(
            f"The answers rate {levels}, so either the symptom has another cause, or the ratings are too high.{backed}"
        ),
        first="First: go through the last three cases together, and note which statement didn't hold in them.",
    )


def _unknown(subject: Subject, candidate: Candidate) -> Finding:
    symptom = candidate.symptoms[0]
    open_ones = [p for p in symptom.symptom.practices if p not in subject.not_applicable]
    some = any(p in subject.scores.practice and subject.scores.practice[p].has_figures for p in open_ones)
    known = (
        f"too little is known about {names(subject, open_ones)}"
        if some
        else f"nobody has assessed {names(subject, open_ones)}"
    )
    return Finding(
        kind=FindingKind.UNKNOWN,
        practice=candidate.practice,
        headline=figures.capital(f"{symptom_clause(symptom)}, and {known}"),
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms),
        plan=plan_sentence(subject, candidate.practice, name(subject, candidate.practice)) if subject.roadmap else "",
        first=f"First: assess {names(subject, open_ones)}, before money is committed.",
    )


def _evidence(subject: Subject, candidate: Candidate, score: PracticeScore) -> Finding:
    """Where evidence was collected in earnest, name the statement whose evidence is missing."""
    bare = next(each.statement for each in score.statements if each.statement.id in score.unbacked)
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=(
            f"{subject.practice_name(score.practice)} is rated level {score.level}, "
            f"and the evidence supports level {score.level_evidenced}"
        ),
        cause=(
            "Most other ratings in this assessment have evidence. "
            f"Here it is missing for {quoted(bare.text)} (level {bare.level})."
        ),
        blocks=dispute_sentence(candidate.dispute),
        first=f"Evidence to ask for: {after_colon(bare.evidence)}",
    )


def _dispute(subject: Subject, candidate: Candidate, score: PracticeScore) -> Finding:
    assert candidate.dispute is not None  # noqa: S101 - what makes it a dispute
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=f"Respondents disagree on {name(subject, score.practice)}, and that decides its level",
        cause=dispute_sentence(candidate.dispute),
        evidence=both_sides(subject, candidate.dispute.statement),
        blocks=blocks_sentence(subject, score.practice),
        plan=plan_sentence(subject, score.practice),
        short_plan=short_plan(subject, score.practice),
        first="First: look at the evidence together, and set a consensus.",
    )


def _order(subject: Subject, candidate: Candidate, score: PracticeScore) -> Finding:
    cause = cause_of(subject, score)
    remarks = (score.inconsistency, dispute_sentence(candidate.dispute))
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=f"{subject.practice_name(score.practice)} is rated high where its foundations are rated as missing",
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms),
        cause=" ".join(filter(None, (cause_sentence(subject, score, (cause,) if cause else ()), *remarks))),
        evidence=evidence_sentence(subject, score, cause),
        blocks=blocks_sentence(subject, score.practice),
        plan=plan_sentence(subject, score.practice),
        short_plan=short_plan(subject, score.practice),
        first="First: check the low statement with those who gave the high rating.",
    )
