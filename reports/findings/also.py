"""What the first page says besides its cards: the other findings, and whatever else a reader would look for.

That is: frequent symptoms that no finding mentions, practices whose level the first phase raises, and practices at
level 0 that evidence shows to be missing or that may cause a symptom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import WORST, is_strong
from reports.findings.causes import level_clause, level_of, unmet_clause
from reports.findings.choosing import is_grave_at_0, unexplained
from reports.findings.consequences import first_suspect, is_weak, reported_symptoms, suspects
from reports.findings.evidence import best_quote, is_shown, quote_text, short_words, weak_statements
from reports.findings.explaining import cause_of
from reports.findings.headline import trouble
from reports.findings.model import Finding, FindingKind, Reported
from reports.findings.titles import heads
from reports.findings.wording import happens, name, quoted_symptom, symptom_clause
from reports.views import figures
from reports.views.milestones import raised_first
from reports.views.subject import Subject

ROOM, LEAST = 800, 1
"""Characters that fit on the first page besides short cards, and the number of sentences that are always shown."""
WORDS = 90
"""Characters of a quotation that fit on the first page."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence about a finding, a practice or a symptom; `gravity` is that of its most serious symptom, 0 to 3.

    Attributes:
        begins: whether evidence shows level 0, work begins at once, and no finding says why.
        practice: the practice that a numbered finding is about; "" without one.
    """

    gravity: Fraction
    at_0: bool
    text: str
    symptoms: tuple[Reported, ...] = ()
    begins: bool = False
    practice: str = ""


def also_found(
    subject: Subject, told: Collection[str], findings: Sequence[Finding] = (), room: int = ROOM, quoted: str = ""
) -> tuple[str, ...]:
    """Return a sentence about each finding without a card, and about what else a reader would look for.

    Practices at level 0 that the first phase begins with come first, because no finding explains why. Then comes what
    hurts most; among equals, practices at level 0 come first.

    Args:
        subject: the subject of the report.
        told: the practices that all findings are about.
        findings: the findings without a card.
        room: how many characters fit; one last sentence names any frequent symptoms that are left.
        quoted: what the page already quotes, so that no sentence repeats it.
    """
    mentions = [_of_finding(subject, each, quoted) for each in findings]
    mentions += [_of_practice(subject, each, quoted) for each in _left_out(subject, told)]
    mentions += _of_symptoms(subject)
    mentions.sort(key=lambda each: (not each.begins, -each.gravity, not each.at_0))
    lengths = accumulate(len(each.text) for each in mentions)
    most = max(sum(length <= room for length in lengths), LEAST)
    told_of = {each.practice for each in findings}
    rest = [e for each in mentions[most:] if each.practice not in told_of for e in each.symptoms if is_strong(e.answer)]
    reported = [f"Also reported: {'; '.join(map(happens, rest))}."] if rest else []
    return (*(each.text for each in mentions[:most]), *reported)


def _left_out(subject: Subject, told: Collection[str]) -> list[PracticeScore]:
    """Return the weak practices to which symptoms, the roadmap or evidence point, but that aren't in a finding."""
    reported = reported_symptoms(subject)
    loud = (score.practice for each in reported if is_strong(each.answer) for score in _suspect(subject, each))
    empty = (
        score.practice
        for each in reported
        for score in suspects(subject, each.symptom)
        if score.level == 0 and (is_strong(each.answer) or best_quote(subject, weak_statements(score)))
    )
    shown = (score.practice for score in subject.assessed if score.level == 0 and is_shown(score))
    wanted = dict.fromkeys((*loud, *raised_first(subject.roadmap), *empty, *shown))
    scores = (subject.scores.practice.get(each) for each in wanted if each not in told)
    return [each for each in scores if each and is_weak(each)]


def _suspect(subject: Subject, reported: Reported) -> Iterator[PracticeScore]:
    score = first_suspect(subject, reported.symptom)
    if score is not None:
        yield score


def _of_finding(subject: Subject, finding: Finding, quoted: str) -> Mention:
    score = subject.scores.practice.get(finding.practice)
    if finding.kind is FindingKind.GAP and score is not None:
        return replace(_mention(subject, score, finding.reported[:1], quoted), practice=finding.practice)
    gravity = finding.reported[0].gravity if finding.reported else Fraction(0)
    return Mention(gravity, score is not None and score.level == 0, f"{finding.headline}.")


def _of_practice(subject: Subject, score: PracticeScore, quoted: str) -> Mention:
    strong = [each for each in reported_symptoms(subject) if is_strong(each.answer)]
    own = tuple(each for each in strong if first_suspect(subject, each.symptom) == score)
    said = _mention(subject, score, own, quoted)
    begins = said.at_0 and is_shown(score) and score.practice in raised_first(subject.roadmap)
    return replace(said, begins=begins)


def _mention(subject: Subject, score: PracticeScore, symptoms: tuple[Reported, ...], quoted: str) -> Mention:
    if is_grave_at_0(subject, score):
        gravity = Fraction(WORST)
    else:
        behind = (e.gravity for e in reported_symptoms(subject) if score in suspects(subject, e.symptom))
        gravity = symptoms[0].gravity if symptoms else max(behind, default=Fraction(0))
    return Mention(gravity, score.level == 0, _sentence(subject, score, symptoms, quoted), symptoms)


def _of_symptoms(subject: Subject) -> list[Mention]:
    """Return the frequent symptoms that no weak practice explains."""
    return [
        Mention(each.symptoms[0].gravity, False, figures.capital(f"{trouble(subject, [each])}."), each.symptoms)
        for each in unexplained(subject, reported_symptoms(subject))
    ]


def _sentence(subject: Subject, score: PracticeScore, symptoms: tuple[Reported, ...], quoted: str) -> str:
    """Return the symptoms or what doesn't hold, with the practice, its level and the best short quotation, if any.

    A frequent symptom that doesn't head the sentence is only named.
    """
    cause = cause_of(subject, score)
    unmet = unmet_clause(cause)
    told = [symptom_clause(each) for each in symptoms if heads(score, each, cause)]
    words = short_words(subject, score, cause, WORDS) if subject.options.quotes else None
    words = None if words and quote_text(words) in quoted else words
    symptom = figures.listed(told)
    said = symptom if words and symptom else ", and ".join(filter(None, (symptom, unmet)))
    named = [quoted_symptom(e) for e in symptoms if is_strong(e.answer) and not heads(score, e, cause)]
    reported = f"; reported: {figures.listed(named)}" if named else ""
    level = f"{name(subject, score.practice)}, {level_of(score)}{reported}"
    where = f"{said} ({level})" if said else level_clause(subject, score)
    return figures.capital(f"{where}{f': {quote_text(words)}' if words else ''}.")
