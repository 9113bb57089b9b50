"""The first page: the verdict, key figures, the findings as cards, the decisions required, and what works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from questionnaires.scoring.leverage import Leverage, open_disagreements
from reports.findings.also import also_found
from reports.findings.model import Finding
from reports.findings.telling import weight
from reports.findings.underlying import nearly_as_likely
from reports.findings.wording import happens, how_often, name
from reports.options import Paper, ReportPart
from reports.views import figures
from reports.views.decisions import USUAL, Detail, decisions
from reports.views.in_figures import in_figures
from reports.views.key_figures import KeyFigure, key_figures
from reports.views.milestones import busy, end_of, first_step, milestones
from reports.views.outcome import outcome
from reports.views.subject import GOOD, Subject
from reports.views.summary import SummaryView

CARDS, LONGEST = 3, 80
QUOTED = 2
"""The most quotations on a card."""
LINES = {Paper.A4: 43, Paper.LETTER: 40}
"""Lines of text that fit on the first page besides the key figures; a line of the headline counts as two."""
ALSO = 2
"""Lines kept free for what else was found, however long the rest is."""
SLACK = 2
"""Lines by which the estimate is on the safe side, before what works is left out."""
TITLE = 2
"""Lines of the report's title if there is no cover."""
HEADLINE, BODY, LISTED, SMALL = 55, 122, 128, 138
LABEL, LABELS = 28, 4
"""Characters in a line of a key figure's label, and the number of its lines that always fit."""
CARD_TITLE, CARD, DECISION, STRENGTH = 33, 41, 78, 48
"""Characters in a line of the first page: across the page, and in its columns."""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding: its headline, what supports it, what to do first, when, and at what cost."""

    headline: str
    text: str
    first: str
    plan: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The first page.

    Attributes:
        in_figures: the weightiest figures that no card quotes; "" for none.
        also: the headlines of findings without a card, and what else is reported strongly or begins at once; or "".
        begins: where the work begins; "" without steps.
        lead: what the first phase achieves, and how much isn't assessed; without a roadmap, what is known about levels.
        decisions: what readers are asked to decide; empty without a roadmap.
        beside: whether what works is a list next to the decisions, rather than a paragraph below them, which takes
            less space if the decisions are long.
    """

    kicker: str
    headline: str
    preliminary: str
    begins: str
    lead: str
    figures: tuple[KeyFigure, ...]
    cards: tuple[Card, ...]
    strengths: tuple[str, ...]
    strengths_heading: str
    decisions: tuple[str, ...] = ()
    in_figures: str = ""
    also: str = ""
    beside: bool = True


def verdict_view(subject: Subject, summary: SummaryView) -> VerdictView:
    """Return the first page."""
    edition = f"{subject.options.edition.value} edition"
    # The cover already has the assessment's name.
    assessment = "" if ReportPart.COVER in subject.options.parts else subject.options.assessment
    day = figures.day_of(subject.scores.assessment.assessed_on) if subject.scores.assessment.assessed_on else ""
    # Before anything is assessed, answering comes before planning.
    planned = subject.roadmap is not None and not summary.glimpse and bool(subject.assessed)
    open_ones = open_disagreements(subject.scores)
    begins = _begins(subject) if planned else ""
    view = VerdictView(
        kicker=" \u00b7 ".join(
            filter(None, (figures.shortened(subject.organization, LONGEST), assessment, day, edition))
        ),
        headline=summary.headline,
        preliminary=summary.preliminary,
        begins=begins,
        lead=_lead(subject, summary) if begins else summary.lead,
        figures=key_figures(subject, summary.counts[0], open_ones),
        cards=tuple(_card(subject, each) for each in summary.findings[:CARDS]),
        strengths=tuple(each.text for each in summary.strengths),
        strengths_heading=_strengths_heading(subject, summary),
    )
    if not planned:
        return _with_also(subject, summary, _with_figures(subject, summary, view))
    view = _with_also(subject, summary, _with_figures(subject, summary, _with_decisions(subject, summary, view)))
    longer = decisions(subject, summary, open_ones, Detail(high=True))
    if view.decisions != decisions(subject, summary, open_ones):
        return view
    room = _room(subject, replace(view, decisions=longer)) >= _lines(SMALL, view.also) * SMALL
    return replace(view, decisions=longer) if room else view


def _strengths_heading(subject: Subject, summary: SummaryView) -> str:
    """Return the heading of the strengths, and that nobody should change them if the roadmap doesn't."""
    touched = {each.practice for each in milestones(subject.roadmap)} if subject.roadmap else set()
    stays = subject.roadmap is not None and all(
        each.level >= GOOD and not each.is_foundation and each.practice not in touched for each in summary.strengths
    )
    return f"{summary.strengths_heading}: leave it as it is" if stays else summary.strengths_heading


def _with_decisions(subject: Subject, summary: SummaryView, view: VerdictView) -> VerdictView:
    """Return the first page with as much of the decisions as leaves space for what else was found.

    If the decisions are long, each card has only one quote; then what works moves below them, and is shortened to one
    sentence before it is left out.
    """
    open_ones = open_disagreements(subject.scores)
    for detail in (USUAL, Detail(second=False)):
        found = replace(view, decisions=decisions(subject, summary, open_ones, detail))
        if _spare_lines(subject, found) >= detail.second:
            return found
    brief = tuple(_card(subject, each, brief=True) for each in summary.findings[:CARDS])
    found = replace(found, cards=brief)
    if _spare_lines(subject, found) >= ALSO:
        return found
    shorter = [*_shorter(subject, summary, replace(found, beside=not view.strengths), open_ones)]
    # A second date matters more than free lines.
    tries = [(ALSO, shorter[:-1]), (0, shorter[:-1]), *((spare, shorter) for spare in (ALSO, 0, -SLACK))]
    fit = (each for spare, views in tries for each in views if _spare_lines(subject, each) >= spare)
    return next(fit, replace(min(shorter, key=_below), strengths=()))


def _shorter(
    subject: Subject, summary: SummaryView, view: VerdictView, open_ones: Sequence[Leverage]
) -> Iterator[VerdictView]:
    """Yield ever shorter first pages: with less of what works, then without decisions that the roadmap has too."""
    for many in (len(view.strengths), 1):
        yield replace(view, strengths=view.strengths[:many])
    details = (Detail(second=False, rest=False), Detail(second=False, rest=False, dates=1))
    bare = [replace(view, decisions=decisions(subject, summary, open_ones, each)) for each in details]
    for each in bare:
        yield replace(each, strengths=each.strengths[:1])


def _with_figures(subject: Subject, summary: SummaryView, view: VerdictView) -> VerdictView:
    """Return the first page with as many of the weightiest figures as leave space for what else was found."""
    told = " ".join((*(card.text for card in view.cards), *view.decisions))
    found = in_figures(subject, told, summary.findings)
    options = (replace(view, in_figures=" ".join(found[:many])) for many in range(len(found), 0, -1))
    return next((each for each in options if _spare_lines(subject, each) >= ALSO), view)


def _lead(subject: Subject, summary: SummaryView) -> str:
    """Return what else may be the cause, what the first phase achieves, what changed, and what isn't assessed."""
    many = len(subject.not_assessed)
    unknown = f"{figures.capital(figures.count(many, 'practice'))} {'isn' if many == 1 else 'aren'}'t assessed."
    close = nearly_as_likely(subject)
    cause = f"Nearly as likely a cause: {close}." if close else ""
    return " ".join(filter(None, (cause, outcome(subject, summary.findings), summary.since, unknown if many else "")))


def _card(subject: Subject, finding: Finding, *, brief: bool = False) -> Card:
    """Return a finding as a card with its two weightiest quotations, or only one if `brief`."""
    heaviest = sorted(finding.quotes, key=weight, reverse=True)[: 1 if brief else QUOTED]
    quotes = [each for each in finding.quotes if each in heaviest]
    said = " ".join(quotes) or finding.borrowed or ("" if finding.because else finding.cause)
    return Card(
        headline=finding.headline,
        text=" ".join(filter(None, (finding.because, _how_often(subject, finding), said))),
        first=figures.capital(finding.first.removeprefix("First: ")),
        plan=finding.short_plan,
    )


def _with_also(subject: Subject, summary: SummaryView, view: VerdictView) -> VerdictView:
    """Return the first page with what else was found, as far as it fits; the chapter on findings has all of it."""
    if _spare_lines(subject, view) < ALSO:
        return view
    rest = summary.findings[CARDS:]
    if summary.glimpse:
        return replace(view, also=" ".join(f"{each.headline}." for each in rest))
    told = {each.practice for each in summary.findings}
    others = also_found(subject, told, rest, _room(subject, view), view.in_figures)
    return replace(view, also=" ".join(others))


def _room(subject: Subject, view: VerdictView) -> int:
    """Return how many characters fit on the first page besides everything else."""
    return max(_spare_lines(subject, view), 0) * SMALL


def _spare_lines(subject: Subject, view: VerdictView) -> int:
    """Return how many lines of the first page are left; negative if it takes too many."""
    cards = (_lines(CARD_TITLE, each.headline) + _lines(CARD, each.text, each.first, each.plan) for each in view.cards)
    taken = _lines(HEADLINE, view.headline) * 2 + _lines(BODY, view.lead, view.in_figures)
    taken += max(cards, default=0) + _below(view)
    labels = max((_lines(LABEL, each.label) for each in view.figures), default=0)
    taken += max(labels - LABELS, 0)
    taken += TITLE * (ReportPart.COVER not in subject.options.parts)
    return LINES[subject.options.paper] - taken


def _below(view: VerdictView) -> int:
    """Return how many lines the decisions and what works take, side by side or one below the other."""
    if view.strengths and view.beside:
        return max(_lines(DECISION, *view.decisions), _lines(STRENGTH, *view.strengths))
    works = " ".join((view.strengths_heading, *view.strengths)) if view.strengths else ""
    return _lines(LISTED, *view.decisions) + _lines(SMALL, works)


def _lines(width: int, *texts: str) -> int:
    """Return how many lines texts take, each starting on a new line, in a column `width` characters wide."""
    return sum(ceil(len(each) / width) for each in texts)


def _how_often(subject: Subject, finding: Finding) -> str:
    """Return how often a finding's loudest symptom occurs, and which symptom it is unless the headline says so."""
    if not finding.reported or subject.triage is None:
        return ""
    if happens(finding.reported[0])[1:] not in finding.headline:
        return finding.hurts
    return f"Reported: {how_often(subject.triage, finding.reported[0])}."


def _begins(subject: Subject) -> str:
    """Return where the roadmap begins; "" without steps."""
    first = first_step(subject.roadmap)
    if first is None or subject.roadmap is None:
        return ""
    phase, step = busy(subject.roadmap)[0], first.step
    end = figures.day(end_of(subject.roadmap, step))
    head = f"Work begins with {name(subject, step.practice)}: level {step.to_level} by {end},"
    rising = [each for each in phase.steps if not each.step.completes]
    if len(phase.steps) == 1:
        return f"{head} for {figures.work(step.effort_days)}."
    if len(rising) == 1:
        return f"{head} in the first phase, which takes {figures.work(phase.used)}."
    steps = figures.count(len(rising), "step")
    return f"{head} one of {steps} in the first phase, which takes {figures.work(phase.used)}."
