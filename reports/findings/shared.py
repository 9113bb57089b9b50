"""Other practices that may cause the symptoms of a finding: their levels, their most telling evidence, their plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import is_strong, weight
from reports.findings.causes import UNMET, level_of
from reports.findings.consequences import first_suspect, reported_symptoms, spoken_of, suspects
from reports.findings.evidence import About, has_figures, lacking, quote_sentence, shown_words
from reports.findings.explaining import cause_of
from reports.findings.model import Candidate
from reports.findings.remedies import short_plan
from reports.findings.wording import name
from reports.views.subject import MANAGED, Subject


def shared_sentences(
    subject: Subject, candidate: Candidate, cause: StatementScore | None, told: Collection[str]
) -> str:
    """Return the other practices that may cause a finding's symptoms; "" for none.

    They are

    - the first one below level 2 that its loudest symptom points to,
    - the one whose evidence about what doesn't hold has more telling figures than the finding's own words, and
    - those below level 2 with words about what they lack but without a symptom of their own, so that no finding is
      about them.

    Args:
        subject: the subject of the report.
        candidate: the finding.
        cause: the statement that it names.
        told: the practices that findings are about or that an earlier one names, which already quote their evidence.
    """
    others = dict(_others(subject, candidate))
    untold = {each: words for each, words in others.items() if each not in told}
    proven = _proven(subject, candidate, cause, untold)
    words = {each: untold[each] or _words(subject, each) for each in untold}
    named = {proven, _second(subject, candidate), *(each for each in untold if words[each] and _is_mute(subject, each))}
    said = []
    for other in others:
        if other in named:
            said.append(_level_and_plan(subject, subject.scores.practice[other]))
            quote = words.get(other) if subject.options.quotes else None
            said += [quote_sentence(subject, *quote)] if quote else []
    return " ".join(said)


def borrowed_sentence(subject: Subject, candidate: Candidate) -> str:
    """Return the most telling text about another practice that a finding's loudest symptom points to; "" for none."""
    found = borrowed_words(subject, candidate) if subject.options.quotes else None
    return quote_sentence(subject, *found[1], name(subject, found[0])) if found else ""


def borrowed_words(subject: Subject, candidate: Candidate) -> tuple[str, About] | None:
    """Return another practice that a finding's loudest symptom points to, with the most telling words about it.

    If a practice isn't weak, a text counts only if it compares a claim with a fact or counts harm.
    """
    weak = {e.practice for each in candidate.symptoms[:1] for e in suspects(subject, each.symptom)}
    others = [e.practice for each in candidate.symptoms[:1] for e in spoken_of(subject, each.symptom)]
    found = [(each, words) for each in others if each != candidate.practice and (words := _words(subject, each))]
    fit = [each for each in found if each[0] in weak or is_strong(each[1][0].text)]
    return max(fit, key=lambda each: _weight(each[1]), default=None)


def _words(subject: Subject, practice: str) -> About | None:
    """Return the best text about what a practice lacks, with or without figures."""
    score = subject.scores.practice[practice]
    found = lacking(subject, score, cause_of(subject, score))
    return max(found, key=lambda each: weight(each[0].text), default=None)


def _is_mute(subject: Subject, practice: str) -> bool:
    """Return whether a practice is below level 2 and no reported symptom points to it first."""
    heard = (first_suspect(subject, each.symptom) for each in reported_symptoms(subject))
    low = (subject.scores.practice[practice].level or 0) < MANAGED
    return low and all(score is None or score.practice != practice for score in heard)


def _proven(
    subject: Subject, candidate: Candidate, cause: StatementScore | None, others: Mapping[str, About | None]
) -> str:
    """Return the practice whose evidence is more telling than what the finding quotes; "" for none."""
    if candidate.score is None:
        return ""
    own = max((weight(words.text) for words, _ in shown_words(subject, candidate.score, cause)), default=0)
    best = max(others, key=lambda each: _weight(others[each]), default="")
    return best if best and _weight(others[best]) > own else ""


def _others(subject: Subject, candidate: Candidate) -> Iterator[tuple[str, About | None]]:
    """Yield the other weak practices behind a finding's symptoms, with their most telling evidence with a figure."""
    for reported in candidate.symptoms:
        for score in suspects(subject, reported.symptom):
            if score.practice != candidate.practice:
                yield score.practice, _best(subject, score)


def _best(subject: Subject, score: PracticeScore) -> About | None:
    """Return the most telling evidence with a figure; at level 2, only about what is rated N or P."""
    found = lacking(subject, score, cause_of(subject, score), ("Evidence",))
    low = (score.level or 0) < MANAGED
    fit = (each for each in found if has_figures(each[0]) and (low or each[1].rating in UNMET))
    return max(fit, key=_weight, default=None)


def _weight(words: About | None) -> int:
    return weight(words[0].text) if words else 0


def _second(subject: Subject, candidate: Candidate) -> str:
    """Return the first other practice below level 2 that the loudest symptom points to; "" for none."""
    spoken = (score for each in candidate.symptoms[:1] for score in suspects(subject, each.symptom))
    low = (e.practice for e in spoken if e.practice != candidate.practice and (e.level or 0) < MANAGED)
    return next(low, "")


def _level_and_plan(subject: Subject, score: PracticeScore) -> str:
    level = f"{subject.practice_name(score.practice)}, at {level_of(score)}"
    planned = short_plan(subject, score.practice).partition(". ")[0].rstrip(".")
    return f"{level}; {planned[0].lower()}{planned[1:]}." if planned else f"{level}."
