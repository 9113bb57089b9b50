"""What the figures are based on: scope, respondents, confidence, the method in brief, next steps and sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Method
from questionnaires.scoring.evidence import IN_EARNEST, lacks_evidence, share_with_evidence
from questionnaires.scoring.leverage import open_disagreements
from questionnaires.scoring.model import Grade, PracticeStatus
from reports.findings.wording import FAVORABLE, name, names
from reports.views import figures
from reports.views.agreement import AgreementView
from reports.views.aim import assess_for_aim, prepare_certificate
from reports.views.cover import TRADE_MARKS
from reports.views.first_days import first_days_view
from reports.views.method import method_name
from reports.views.milestones import busy
from reports.views.roadmap import SEVERAL_ROLES
from reports.views.subject import Subject
from roadmaps.actions import leader, leading_role
from roadmaps.model import Phase
from roadmaps.wording import in_sentence

NEXT_STEPS, MOST_NAMED, MOST_BARE = 3, 10, 5


@dataclass(frozen=True, slots=True)
class BasisView:
    """What the report is based on.

    Attributes:
        facts: labels and values: what was asked of whom, then what confidence is based on.
        trust: only the facts that confidence is based on.
        method: the rules in a few sentences.
        next_steps: what happens next, with a day and a role.
    """

    headline: str
    facts: tuple[tuple[str, str], ...]
    trust: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    next_steps: tuple[str, ...]
    trade_marks: str


def basis_view(subject: Subject, agreement: AgreementView) -> BasisView:
    """Return what the report is based on."""
    trust = _trust(subject, agreement)
    return BasisView(
        headline=_headline(subject),
        facts=_asked(subject, agreement) + trust,
        trust=trust,
        method=_method(subject),
        next_steps=_next_steps(subject),
        trade_marks=TRADE_MARKS,
    )


def _headline(subject: Subject) -> str:
    if not subject.assessed:
        return "Nothing has been assessed yet"
    many, low = len(subject.assessed), sum(score.confidence is Grade.LOW for score in subject.assessed)
    if not low:
        return f"Confidence is medium or high for {'the practice' if many == 1 else f'all {many} practices'}"
    return f"Confidence is low for {low} of {figures.count(many, 'practice')}"


def _asked(subject: Subject, agreement: AgreementView) -> tuple[tuple[str, str], ...]:
    questionnaire = subject.scores.questionnaire
    method = method_name(subject.scores.method)
    facts = (
        ("Scope", _scope(subject)),
        ("Asked", agreement.respondents),
        ("When", figures.day_of(subject.scores.assessment.assessed_on)),
        ("How", f"{questionnaire.name}, version {questionnaire.version}; levels by {method}"),
    )
    return tuple((label, value) for label, value in facts if value)


def _trust(subject: Subject, agreement: AgreementView) -> tuple[tuple[str, str], ...]:
    if not subject.assessed:
        return ()
    share = share_with_evidence(subject.scores.practices)
    low = [subject.practice_name(score.practice) for score in subject.assessed if score.confidence is Grade.LOW]
    open_ones = sum(s.status is PracticeStatus.PROVISIONAL for s in subject.assessed)
    facts = (
        ("Evidence", f"{figures.per_cent(share)} of the {FAVORABLE} are backed by evidence"),
        (
            "Agreement",
            f"Krippendorff's alpha {agreement.alpha}. {agreement.alpha_reading}"
            if agreement.compared and agreement.alpha
            else "",
        ),
        ("Disagreements", agreement.disputes_lead if agreement.disputes else ""),
        ("Confidence", agreement.grades),
        ("Low confidence", figures.listed(low, MOST_NAMED) if low else ""),
        (
            "Open",
            f"{figures.capital(figures.count(open_ones, 'practice'))} with open statements, so their figures are ranges"
            if open_ones
            else "",
        ),
    )
    return tuple((label, value) for label, value in facts if value)


def _scope(subject: Subject) -> str:
    many = len(subject.catalogue.practices)
    said = [f"{len(subject.assessed)} of the {many} {subject.catalogue.edition_name} practices assessed"]
    if subject.not_assessed:
        said.append(f"{len(subject.not_assessed)} not assessed")
    if subject.not_applicable:
        said.append(f"{len(subject.not_applicable)} not applicable")
    if subject.left_out:
        said.append(f"{len(subject.left_out)} not in scope")
    return "; ".join(said)


def _method(subject: Subject) -> tuple[str, ...]:
    lines = [
        "Statements are rated on the scale of ISO/IEC 33020: N, P, L or F (not, partially, largely, fully achieved).",
        f"A practice's level, 0 to 5, follows {method_name(subject.scores.method)}; levels are never averaged.",
    ]
    if subject.scores.method is Method.LADDER:
        lines.append("Level 1 requires at least a P, and each higher level at least an L; ISO/IEC 33020 is stricter.")
    if len(subject.raters) > 1:
        lines.append("If a statement has several ratings, their median counts, or the lower of the two middle ratings.")
    if subject.scores.frameworks:
        lines.append(
            "Readiness is the weighted mean of the practices mapped to a requirement, not a statement of conformity."
        )
    if subject.roadmap:
        lines.append(
            "The roadmap gives the greatest benefit that its capacity allows. "
            "Efforts are estimates, with a low and a high figure."
        )
    return tuple(lines)


def _next_steps(subject: Subject) -> tuple[str, ...]:
    """Return what happens next: how to prepare the roadmap's first phase, or the first actions without a roadmap."""
    phases = busy(subject.roadmap) if subject.roadmap and subject.assessed else ()
    if not phases:
        return tuple(_first_actions(subject))
    first, *later = phases
    before = (
        assess_for_aim(subject),
        _assess_first(subject, first),
        _settle(subject),
        _answer(subject),
        _back(subject),
        prepare_certificate(subject),
    )
    after = (_assess_first(subject, phase) for phase in later)
    return tuple(filter(None, (*before, *_start(subject, first), *after)))


def _first_actions(subject: Subject) -> Iterator[str]:
    for row in first_days_view(subject).rows[:NEXT_STEPS]:
        who = f" ({row.who})" if row.who else ""
        yield f"Week {row.week}, {in_sentence(row.practice)}{who}: {row.text}"


def _assess_first(subject: Subject, phase: Phase) -> str:
    named = list(dict.fromkeys(check.practice for check in phase.checks))
    if not named:
        return ""
    level = "a level that nobody has assessed" if len(named) == 1 else "levels that nobody has assessed"
    more = figures.work(sum((check.effort_if_missing for check in phase.checks), Fraction(0)))
    said = f"assess {names(subject, named, MOST_NAMED)}, where the roadmap assumes {level} (if missing, {more} more)"
    return f"Before phase {phase.number} begins on {figures.day(phase.start)}: {said}."


def _settle(subject: Subject) -> str:
    deciding = sum(each.changes_level for each in open_disagreements(subject.scores))
    if not deciding:
        return ""
    what = "the statement" if deciding == 1 else f"the {deciding} statements"
    return f"Before the first phase: hold a consensus workshop on {what} whose rating could change a level."


def _answer(subject: Subject) -> str:
    """Return which practices have open statements, so that nobody mistakes an unknown level for a low one."""
    open_ones = [score.practice for score in subject.assessed if score.is_level_open]
    if not open_ones:
        return ""
    levels = "whose level is" if len(open_ones) == 1 else "whose levels are"
    return f"Answer the open statements about {names(subject, open_ones, MOST_BARE)}, {levels} known only as a range."


def _back(subject: Subject) -> str:
    """Return which ratings need evidence; "" if there is no noticeable lack of evidence."""
    share = share_with_evidence(subject.scores.practices)
    if share < IN_EARNEST:
        said = f"only {figures.per_cent(share)} of them have some" if share else "none of them have any"
        return f"Collect evidence for the {FAVORABLE}: {said}."
    bare = [score for score in subject.assessed if lacks_evidence(score, subject.scores.practices)]
    if not bare:
        return ""
    return f"Collect the missing evidence for {names(subject, [each.practice for each in bare], MOST_BARE)}."


def _start(subject: Subject, phase: Phase) -> Iterator[str]:
    leads = [
        f"{name(subject, planned.step.practice)}{f' ({in_sentence(who)})' if who else ''}"
        for planned in phase.steps
        for who in [leading_role(planned)]
    ]
    hats = (
        f" Name a person for each. {SEVERAL_ROLES}" if sum(bool(leader(planned)) for planned in phase.steps) > 1 else ""
    )
    yield f"On {figures.day(phase.start)}: start the first phase with {figures.listed(leads)}.{hats}"
    yield f"On {figures.day(phase.end)}: review what was reached, and plan the next phase from the levels on that day."
