"""Chooses the findings by their consequence, in points that only this module gives.

A weak practice gets

- up to 6 points for the most serious symptom that no earlier finding explains, by the square of its gravity, because
  a weekly problem hurts far more than one that occurs a few times a year; half if another practice comes first,
- up to 2 for other symptoms,
- up to 4 for the levels it lacks; the first level counts twice, as it does in the need,
- 1 if evidence shows level 0 and work begins in the first phase,
- up to 2 for the practices it holds back and, with an aim, the requirements,
- up to 2 for figures in evidence about it, and half of that for figures in comments,
- up to 1 for its weight in the approach.

The other kinds of findings get comparable points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from questionnaires.model import Rating
from questionnaires.scoring.evidence import lacks_evidence
from questionnaires.scoring.leverage import Leverage, by_leverage
from questionnaires.scoring.model import PracticeScore
from questionnaires.telling import is_strong as is_strongly_told
from questionnaires.weighing import is_strong, nearest_answer
from reports.findings.beside import beside_the_first
from reports.findings.causes import weakest
from reports.findings.consequences import (
    WORKS_FROM,
    first_suspect,
    held_back,
    is_weak,
    reported_symptoms,
    spoken_of,
    suspects,
    waiting_for,
)
from reports.findings.disputes import a_count_decides
from reports.findings.evidence import best_quote, figures_in, is_shown, strongest, told_of
from reports.findings.model import Candidate, FindingKind, Reported
from reports.findings.shared import borrowed_words
from reports.findings.underlying import diagnosis_of, place
from reports.views.milestones import first_step, raised_first
from reports.views.subject import MANAGED, Subject

LEAST, MOST, MOST_AT_A_GLIMPSE = 3, 5, 3
LOW = 1
URGENT = 1
GRAVE, WORTH_SAYING = 5, 2
"""The fewest points for a finding beyond the first three, and for one of the first three."""


def chosen(subject: Subject, *, glimpse: bool) -> tuple[Candidate, ...]:
    """Return the candidates that become findings, the most consequential first, each about a different practice."""
    disputes = deciding_disputes(subject)
    most = MOST_AT_A_GLIMPSE if glimpse else MOST
    found: list[Candidate] = []
    while len(found) < most:
        rest = _heard_first(subject, found, _left(subject, found, disputes))
        best = max(rest, key=lambda each: each.points, default=None)
        if best is None or best.points < (GRAVE if len(found) >= LEAST else WORTH_SAYING):
            break
        found.append(best)
    found = _shown_at_0_first(found)
    if diagnosis_of(subject):
        found += [each for each in _left(subject, found, disputes) if _shows_the_cause(subject, each)]
        found.sort(key=lambda each: _rank_under_the_cause(subject, each))
    elif not glimpse:
        found = _led_by_the_first_step(subject, found, disputes)
    rest = _left(subject, found, disputes)
    missing = _one_each(each for each in rest if is_grave_at_0(subject, each.score))
    if not glimpse and not diagnosis_of(subject):
        found = beside_the_first(subject, found, rest, most - len(missing))
    found = found if glimpse else _told_first(subject, found)
    return _grave_at_0_on_the_first_page(subject, (*found[: most - len(missing)], *missing))


def _told_first(subject: Subject, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, with those that nobody wrote about last, or without them if there are three others.

    Strong words about another practice that may cause the same symptom count too if there aren't three without them.
    """
    own = [each for each in found if each.kind is not FindingKind.GAP or told_of(subject, each.score)]
    told = own if len(own) >= LEAST else [each for each in found if _is_told(subject, each)]
    mute = [each for each in found if each not in told]
    return told if len(told) >= LEAST else [*told, *mute] if diagnosis_of(subject) else [*found]


def _grave_at_0_on_the_first_page(subject: Subject, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, in an order that gives a practice marked `grave` at level 0 a card on the first page."""
    grave = [each for each in found[LEAST:] if is_grave_at_0(subject, each.score)][:1]
    others = [each for each in found if each not in grave]
    return (*others[: LEAST - len(grave)], *grave, *others[LEAST - len(grave) :])


def _one_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the first candidate about each practice; doubts about a practice come after its gap."""
    found: dict[str, Candidate] = {}
    for each in candidates:
        found.setdefault(each.practice, each)
    return [*found.values()]


def _left(subject: Subject, found: Sequence[Candidate], disputes: dict[str, Leverage]) -> list[Candidate]:
    """Return the candidates about other practices, with the symptoms that no finding explains yet."""
    told = {each.practice for each in found}
    explained = {each.symptom.id for one in found for each in one.symptoms}
    left = tuple(each for each in reported_symptoms(subject) if each.symptom.id not in explained)
    rest = [each for each in _candidates(subject, left, disputes) if each.practice not in told]
    if any(_is_low_gap(each) for each in rest):
        return [each for each in rest if each.kind is not FindingKind.EVIDENCE]
    return rest


def _heard_first(subject: Subject, found: Sequence[Candidate], rest: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, without the gaps that must wait.

    Gaps with a strong symptom, or with a serious one at level 0, come before gaps without. Beyond the first three
    findings, a gap without symptoms is left out if its practice may cause an earlier finding's symptoms.
    """
    gaps = [each for each in rest if each.kind is FindingKind.GAP]
    others = [each for each in rest if each.kind is not FindingKind.GAP]
    loud = [each for each in gaps if any(_is_heard(each, symptom) for symptom in each.symptoms)]
    # If work is planned and done, and nobody wrote what it lacks, a symptom alone is too little to accuse a practice.
    loud = [each for each in loud if _is_low(each) or _is_told(subject, each)] or loud
    if loud or len(found) < LEAST:
        return [*(loud or gaps), *others]
    shared = {score.practice for one in found for each in one.symptoms for score in suspects(subject, each.symptom)}
    return [*(each for each in gaps if each.symptoms or each.practice not in shared), *others]


def _is_low(candidate: Candidate) -> bool:
    return candidate.score is None or (candidate.score.level or 0) < MANAGED


def _is_told(subject: Subject, candidate: Candidate) -> bool:
    if candidate.kind is not FindingKind.GAP or told_of(subject, candidate.score):
        return True
    words = borrowed_words(subject, candidate)
    return words is not None and is_strongly_told(words[1][0].text)


def _is_heard(candidate: Candidate, reported: Reported) -> bool:
    at_0 = candidate.score is not None and candidate.score.level == 0
    return is_strong(reported.answer) or (reported.symptom.grave and at_0)


def is_grave_at_0(subject: Subject, score: PracticeScore | None) -> bool:
    """Return whether evidence or a comment shows level 0 in a practice where that is serious even without a symptom."""
    if score is None or score.level != 0 or not subject.catalogue.practice[score.practice].grave:
        return False
    lowest = weakest(score)
    return lowest is not None and lowest.rating is Rating.N and best_quote(subject, [lowest]) is not None


def _shown_at_0_first(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; level 0 with evidence comes before level 1 without it, if their symptoms are similar."""
    ranked: list[Candidate] = []
    for each in found:
        at = len(ranked)
        while at and _outranks(each, ranked[at - 1]):
            at -= 1
        ranked.insert(at, each)
    return ranked


def _outranks(below: Candidate, above: Candidate) -> bool:
    """Return whether level 0 has evidence and level 1 doesn't, and their symptoms are at most one step apart."""
    empty, begun = below.score, above.score
    if empty is None or begun is None or not below.symptoms or not above.symptoms:
        return False
    gaps = below.kind is above.kind is FindingKind.GAP and (empty.level, begun.level) == (0, LOW)
    often = [nearest_answer(each.symptoms[0].answer) for each in (below, above)]
    return gaps and is_shown(empty) and not is_shown(begun) and often[1] - often[0] <= 1


def _rank_under_the_cause(subject: Subject, candidate: Candidate) -> tuple[object, ...]:
    """Return a sort key: facts before doubts, then practices that somebody wrote about, then the cause's order.

    In the cause's order, the symptom that it explains best comes first, then practices that show the cause in strong
    words, and then what hurts most and is described in the strongest words.
    """
    place_of_it = place(subject, candidate.practice, candidate.symptoms)
    shows = place_of_it and not _shows_the_cause(subject, candidate)
    hurts = candidate.loudest.gravity if candidate.loudest else Fraction(0)
    told = strongest(subject, candidate.score)
    behind = min(place_of_it, 1) + bool(shows)
    return candidate.kind is FindingKind.DISPUTE, not _is_told(subject, candidate), behind, -(hurts + told)


def _shows_the_cause(subject: Subject, candidate: Candidate) -> bool:
    """Return whether a gap shows the underlying cause in words that compare a claim with a fact or count harm."""
    found = diagnosis_of(subject)
    signs = [each for each in found.signs if each.statement.practice == candidate.practice] if found else []
    words = best_quote(subject, signs)
    return candidate.kind is FindingKind.GAP and words is not None and is_strongly_told(words.text)


def _led_by_the_first_step(subject: Subject, found: list[Candidate], disputes: dict[str, Leverage]) -> list[Candidate]:
    """Return the candidates, starting with the one that work begins with, if it may cause symptoms."""
    first = first_step(subject.roadmap)
    if first is None:
        return found
    own = chain(found, _candidates(subject, reported_symptoms(subject), disputes))
    lead = next((each for each in own if each.practice == first.step.practice and each.symptoms), None)
    if lead is None or _is_louder(found[0], lead):
        return found
    return [lead, *(each for each in found if each.practice != lead.practice)][:MOST]


def _is_louder(first: Candidate, other: Candidate) -> bool:
    """Return whether the first finding's symptoms occur more often than another one's."""
    often, rarer = (max((each.answer for each in one.symptoms), default=Fraction(0)) for one in (first, other))
    return often > rarer


def _is_low_gap(candidate: Candidate) -> bool:
    """Return whether a candidate is a known gap at a low level, which comes before doubts about evidence."""
    low = candidate.score is not None and (candidate.score.level or 0) <= LOW
    return candidate.kind is FindingKind.GAP and low and candidate.points >= WORTH_SAYING


def deciding_disputes(subject: Subject) -> dict[str, Leverage]:
    """Return the open disagreement of each practice that changes its level the most."""
    found: dict[str, Leverage] = {}
    for each in by_leverage(subject.scores):
        practice = each.statement.statement.practice
        if each.changes_alone and each.statement.consensus is None and practice not in found:
            found[practice] = each
    return found


def _candidates(subject: Subject, symptoms: Sequence[Reported], disputes: dict[str, Leverage]) -> Iterator[Candidate]:
    for score in subject.assessed:
        if is_weak(score):
            yield _gap(subject, score, symptoms, disputes.get(score.practice))
    yield from unexplained(subject, symptoms)
    for score in subject.assessed:
        yield from _doubts(subject, score, disputes.get(score.practice))


def _gap(subject: Subject, score: PracticeScore, symptoms: Sequence[Reported], dispute: Leverage | None) -> Candidate:
    """Return the candidate for a weak practice, with the symptoms whose first suspect it is."""
    own = tuple(each for each in symptoms if first_suspect(subject, each.symptom) == score)
    loud = [each.gravity for each in own]
    points = _hurt(loud[0]) + min(sum(loud[1:], Fraction(0)) / 2, Fraction(2)) if loud else Fraction(0)
    points = max(points, _shared(subject, score, symptoms))
    points += WORKS_FROM - (score.level or 0) + (score.level == 0) + _urgent(subject, score)
    points += min(
        Fraction(len(held_back(subject, score.practice)), 5)
        + len(waiting_for(subject, score.practice)) * Fraction(1, 2),
        Fraction(2),
    )
    points += figures_in(subject, score) / 2
    if subject.approach:
        points += Fraction(subject.approach.weights.get(score.practice, 0), 10)
    settled = dispute is not None and a_count_decides(dispute.statement)
    candidate = Candidate(FindingKind.GAP, score.practice, score, points, own, dispute, settled)
    if score.inconsistency:
        return replace(candidate, kind=FindingKind.ORDER)
    return replace(candidate, kind=FindingKind.DISPUTE) if candidate.disputed and not own else candidate


def _urgent(subject: Subject, score: PracticeScore) -> int:
    """Return the points for a practice that evidence shows at level 0 and that work begins with."""
    return URGENT if score.level == 0 and is_shown(score) and score.practice in raised_first(subject.roadmap) else 0


def _shared(subject: Subject, score: PracticeScore, symptoms: Sequence[Reported]) -> Fraction:
    """Return half the points for the most serious symptom whose second suspect a practice is."""
    told = (each for each in symptoms if suspects(subject, each.symptom)[1:2] == (score,))
    return max((_hurt(each.gravity) / 2 for each in told), default=Fraction(0))


def _hurt(gravity: Fraction) -> Fraction:
    """Return the points for a symptom: 6 for a gravity of 3, 2/3 for a gravity of 1."""
    return gravity * gravity * Fraction(2, 3)


def unexplained(subject: Subject, symptoms: Sequence[Reported]) -> Iterator[Candidate]:
    """Yield a candidate for each strong symptom that no weak practice explains."""
    for each in symptoms:
        if not is_strong(each.answer) or suspects(subject, each.symptom):
            continue
        known = [score for score in spoken_of(subject, each.symptom) if (score.level or 0) >= WORKS_FROM]
        points = _hurt(each.gravity)
        if known:
            yield Candidate(FindingKind.CONTRADICTION, known[0].practice, known[0], points + 1, (each,))
            continue
        unknown = [p for p in each.symptom.practices if p not in subject.not_applicable]
        if unknown:
            score = subject.scores.practice.get(unknown[0])
            yield Candidate(FindingKind.UNKNOWN, unknown[0], score, points, (each,))


def _doubts(subject: Subject, score: PracticeScore, dispute: Leverage | None) -> Iterator[Candidate]:
    if score.inconsistency:
        yield Candidate(FindingKind.ORDER, score.practice, score, Fraction(3), dispute=dispute)
    if dispute:
        yield Candidate(FindingKind.DISPUTE, score.practice, score, Fraction(2 + dispute.swing), dispute=dispute)
    if lacks_evidence(score, subject.scores.practices):
        gap = (score.level or 0) - (score.level_evidenced or 0)
        yield Candidate(FindingKind.EVIDENCE, score.practice, score, Fraction(2 + gap), dispute=dispute)
