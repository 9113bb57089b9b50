"""From a subject to its findings: choosing them, then saying what hurts, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import cause_sentence, level_of, unmet_clause
from reports.findings.choosing import LEAST, chosen
from reports.findings.consequences import WORKS_FROM, blocks_sentence, hurts_sentence, spoken_of, suspects
from reports.findings.disputes import dispute_sentence
from reports.findings.evidence import best_quote, both_sides, evidence_sentences, quote_sentence
from reports.findings.explaining import cause_of, causes_of, mended_first
from reports.findings.foundations import foundations_of
from reports.findings.headline import headline, second_cause
from reports.findings.model import Candidate, Finding, FindingKind, Findings
from reports.findings.remedies import first_sentence, plan_sentence, short_plan
from reports.findings.shared import borrowed_sentence, shared_sentences
from reports.findings.strengths import strengths_of
from reports.findings.titles import heads, short_title, title
from reports.findings.wording import after_colon, name, names, quoted, symptom_clause
from reports.views import figures
from reports.views.first_glimpse import first_glimpse
from reports.views.subject import Subject, once_per_subject


@once_per_subject
def findings_of(subject: Subject) -> Findings:
    """Return the findings, the strengths and the conclusion of an assessment."""
    glimpse = first_glimpse(subject.scores)
    candidates = chosen(subject, glimpse=bool(glimpse))
    weak = {each.practice for each in candidates}
    strengths = strengths_of(subject, weak)
    said = headline(subject, candidates, strengths, glimpse=bool(glimpse))
    second = _second_cause(subject, candidates, said)
    weak |= {second.statement.practice} if second else set()
    findings = [
        _finding(subject, each, weak | _suspected(subject, candidates[:number]))
        for number, each in enumerate(candidates)
    ]
    if second:
        findings[0] = _with_evidence(subject, findings[0], second)
    return Findings(
        headline=said,
        findings=tuple(_each_quoted_once(findings)),
        strengths=(*strengths, *foundations_of(subject, weak, strengths)),
        glimpse=glimpse,
    )


def _second_cause(subject: Subject, candidates: Sequence[Candidate], said: str) -> StatementScore | None:
    """Return the second cause in the conclusion, unless the first page has a card about its practice."""
    cause = second_cause(subject, candidates)
    if cause is None or unmet_clause(cause) not in said:
        return None
    return cause if cause.statement.practice not in {each.practice for each in candidates[:LEAST]} else None


def _with_evidence(subject: Subject, finding: Finding, cause: StatementScore) -> Finding:
    """Return a finding whose card also has the evidence for the conclusion's second cause."""
    words = best_quote(subject, [cause])
    if words is None or not subject.options.quotes:
        return finding
    shown = quote_sentence(subject, words, cause, name(subject, cause.statement.practice))
    return replace(finding, quotes=(*finding.quotes, shown))


def _each_quoted_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings without repeated quotations: each stays in the finding that has no other, or in the first."""
    alone = {_words(quote) for each in findings if len(each.quotes) == 1 for quote in each.quotes}
    told: set[str] = set()
    for each in findings:
        gone = told if len(each.quotes) == 1 else told | alone
        kept = tuple(quote for quote in each.quotes if _words(quote) not in gone)
        yield replace(each, quotes=kept)
        told |= set(map(_words, kept))


def _words(quote: str) -> str:
    """Return the words in quotation marks."""
    return quote.partition("\u201c")[2]


def _suspected(subject: Subject, candidates: Sequence[Candidate]) -> set[str]:
    """Return the practices that findings name as likely or other causes, so that nothing more is said about them."""
    symptoms = [each.symptom for one in candidates for each in one.symptoms]
    return {score.practice for each in symptoms for score in suspects(subject, each)}


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
    heading = candidate.loudest, None if candidate.disputed else cause
    short = short_title(score, *heading)
    return Finding(
        kind=candidate.kind,
        practice=score.practice,
        headline=title(subject, score, *heading),
        title=short,
        where=f"{subject.practice_name(score.practice)}, {level_of(score)}" if short else "",
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms, candidate.shares),
        cause=" ".join(filter(None, (cause_sentence(subject, score, causes), *remarks))),
        quotes=evidence_sentences(subject, score, cause, causes),
        borrowed=borrowed_sentence(subject, candidate),
        shared=shared_sentences(subject, candidate, cause, told),
        blocks=blocks_sentence(subject, score.practice),
        plan=plan_sentence(subject, score.practice),
        short_plan=short_plan(subject, score.practice),
        first=first_sentence(subject, score.practice, mended_first(subject, score, cause)),
        because=_because(candidate, cause, causes),
    )


def _because(candidate: Candidate, cause: StatementScore | None, causes: Sequence[StatementScore]) -> str:
    """Return what doesn't hold, in the order of the work; "" if respondents disagree or the headline says it."""
    if candidate.score is None or candidate.disputed:
        return ""
    told = not heads(candidate.score, candidate.loudest, cause)
    clauses = [unmet_clause(each) for each in causes if each != cause or not told]
    return " ".join(figures.capital(f"{each}.") for each in clauses if each)


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
        first="First: go through the last three cases together, and note which statement didn't hold.",
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
    """Return the finding that a statement lacks evidence although the assessment collected evidence in earnest."""
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
            f"There is none for {quoted(bare.text)} (level {bare.level})."
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
        quotes=both_sides(subject, candidate.dispute.statement),
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
        headline=f"{subject.practice_name(score.practice)} is rated high although its foundations are rated as missing",
        reported=candidate.symptoms,
        hurts=hurts_sentence(subject, candidate.symptoms),
        cause=" ".join(filter(None, (cause_sentence(subject, score, (cause,) if cause else ()), *remarks))),
        quotes=evidence_sentences(subject, score, cause),
        blocks=blocks_sentence(subject, score.practice),
        plan=plan_sentence(subject, score.practice),
        short_plan=short_plan(subject, score.practice),
        first="First: check the low rating with those who gave the high one.",
    )
