"""What follows from a weak practice: symptoms that it may cause, requirements and practices that it holds back."""

from __future__ import annotations

import re
from fractions import Fraction

from questionnaires.model import Symptom
from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import mean_answers
from reports.findings.causes import UNMET, certain
from reports.findings.model import Reported
from reports.findings.wording import names, with_frequency
from reports.views import figures
from reports.views.milestones import milestones
from reports.views.quotes import quotes
from reports.views.subject import GOOD, MANAGED, Subject, once_per_subject

NOTICED = Fraction(1, 2)
WORKS_FROM = GOOD
"""The lowest level at which a practice works the same way everywhere, so that it isn't a symptom's first suspect."""
NAMED = 2
LASTING = re.compile(r"\d ?-?(h|hours?|days?|min|minutes?)\b", re.IGNORECASE)
"""How long something took: `5 hours`, `22-hour`, `40 min`."""
WORD = re.compile(r"\w+")


@once_per_subject
def reported_symptoms(subject: Subject) -> tuple[Reported, ...]:
    """Return the symptoms that occur more than once in a while, most serious first; ties keep the triage's order."""
    if subject.triage is None:
        return ()
    answers = mean_answers(subject.triage, subject.scores.assessment.responses)
    found = [Reported(symptom, answers.get(symptom.id, Fraction(0))) for symptom in subject.triage.symptoms]
    return tuple(sorted((each for each in found if each.answer >= NOTICED), key=lambda each: -each.gravity))


@once_per_subject
def suspects(subject: Subject, symptom: Symptom) -> tuple[PracticeScore, ...]:
    """Return the practices that a symptom points to and that are known to be weak, in the order to look at them.

    A practice about which somebody wrote how long the symptom lasted comes first; the others keep the triage's order,
    with practices at level 2 after those below.
    """
    weak = [score for score in spoken_of(subject, symptom) if is_weak(score)]

    def rank(score: PracticeScore) -> tuple[bool, bool]:
        return (score.level or 0) >= MANAGED, not tells_how_long(subject, score, symptom)

    return tuple(sorted(weak, key=rank))


def tells_how_long(subject: Subject, score: PracticeScore, symptom: Symptom) -> bool:
    """Return whether a text about what a practice lacks says how long a symptom lasted: `22-hour outage`."""
    named = {each.casefold() for each in symptom.words}
    low = [each for each in score.statements if each.rating in UNMET and each.statement.level <= GOOD]
    found = [words.text for each in low for words in quotes(subject, each)] if named else []
    return any(LASTING.search(text) and named.intersection(WORD.findall(text.casefold())) for text in found)


def first_suspect(subject: Subject, symptom: Symptom) -> PracticeScore | None:
    """Return the practice to look at first for a symptom, or None if there is no suspect."""
    return next(iter(suspects(subject, symptom)), None)


@once_per_subject
def explained_levels(subject: Subject, practice: str) -> tuple[int, ...]:
    """Return the levels of a practice whose statements explain the loudest symptom whose first suspect it is."""
    for each in reported_symptoms(subject):
        first = first_suspect(subject, each.symptom)
        if first and first.practice == practice:
            return tuple(each.symptom.explained_by) if each.symptom.practices[0] == practice else ()
    return ()


def spoken_of(subject: Subject, symptom: Symptom) -> tuple[PracticeScore, ...]:
    """Return the practices with a level that a symptom points to."""
    known = subject.scores.practice
    return tuple(known[each] for each in symptom.practices if each in known and known[each].has_figures)


def is_weak(score: PracticeScore) -> bool:
    """Return whether a rating, not a missing answer, keeps a practice below the level at which it works everywhere."""
    return score.level is not None and score.level < WORKS_FROM and certain(score)


def held_back(subject: Subject, practice: str) -> tuple[str, ...]:
    """Return the aim's requirements rated N or P whose lowest practice this is; none without an aim."""
    aim = subject.roadmap.settings.aim if subject.roadmap else None
    return tuple(
        each.requirement
        for framework in subject.scores.frameworks
        if aim and framework.framework == aim.framework
        for each in framework.requirements
        if each.lowest == practice and each.rating in UNMET
    )


def waiting_for(subject: Subject, practice: str) -> tuple[str, ...]:
    """Return the practices whose next level can't be reached before this practice has risen."""
    level = subject.standings[practice].level
    return tuple(
        each.id
        for each in subject.catalogue.practices
        if any(
            p.hard
            and p.practice == practice
            and p.level > level
            and p.for_level == subject.standings[each.id].level + 1
            for p in each.prerequisites
        )
        and subject.standings[each.id].assessed
    )


def hurts_sentence(subject: Subject, symptoms: tuple[Reported, ...], shares: Reported | None = None) -> str:
    """Return what is reported and how often, and the first finding's symptom if it contributes; "" for nothing."""
    if subject.triage is None:
        return ""
    said = [with_frequency(subject.triage, each) for each in symptoms]
    sentences = [f"Reported: {figures.listed(said)}."] if said else []
    sentences += [f"May contribute to {with_frequency(subject.triage, shares)}."] if shares else []
    return " ".join(sentences)


def blocks_sentence(subject: Subject, practice: str) -> str:
    """Return the aim's requirements and the practices that a practice holds back; "" if there are none."""
    held = held_back(subject, practice)
    raised = {each.practice for each in milestones(subject.roadmap)}
    # What works and stays as it is isn't held back.
    waiting = [
        each for each in waiting_for(subject, practice) if each in raised or subject.standings[each].level < MANAGED
    ]
    said = []
    if held and subject.roadmap and subject.roadmap.settings.aim:
        framework = subject.catalogue.framework[subject.roadmap.settings.aim.framework].name
        said.append(f"Keeps {figures.count(len(held), 'requirement')} of {framework} from being met.")
    if waiting:
        level = "its next level" if len(waiting) == 1 else "their next levels"
        who = figures.capital(names(subject, waiting, NAMED))
        said.append(f"{who} can't reach {level} before this practice rises.")
    return " ".join(said)
