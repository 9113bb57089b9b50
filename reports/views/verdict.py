"""The first page: the verdict, key figures, the findings as cards, the decisions required, and what works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from math import ceil

from questionnaires.scoring.leverage import Leverage, open_disagreements
from questionnaires.telling import weight
from reports.findings.also import also_found
from reports.findings.evidence import in_parentheses
from reports.findings.model import Finding
from reports.findings.underlying import nearly_as_likely
from reports.findings.wording import happens, how_often, name
from reports.options import Paper, ReportPart
from reports.views import figures
from reports.views.decisions import USUAL, Detail, decisions
from reports.views.in_figures import in_figures
from reports.views.key_figures import KeyFigure, key_figures
from reports.views.milestones import busy, end_of, first_step, milestones
from reports.views.one_author import only_author
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
CARD_TITLE, CARD, QUOTE, DECISION, STRENGTH = 33, 41, 39, 78, 48
"""Characters in a line of the first page: across the page, and in its columns."""
GAPS = 1
"""Lines that the gaps between a card's paragraphs take together."""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding: its headline, what supports it, what to do first, when, and at what cost.

    Attributes:
        where: the practice with its level, and how often the headline's symptom occurs; "" if the headline says it.
        text: what doesn't hold, and the symptoms unless the headline names one; "" if the quotations say enough.
        quotes: the weightiest evidence and comments.
    """

    headline: str
    where: str
    text: str
    quotes: tuple[str, ...]
    first: str
    plan: str

    @property
    def said(self) -> str:
        """What supports it, as one text."""
        return " ".join(filter(None, (self.text, *self.quotes)))

    @property
    def body(self) -> str:
        """Everything below the headline, as one text."""
        return " ".join(filter(None, (self.where and f"{self.where}.", self.said, self.first, self.plan)))


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The first page.

    Attributes:
        in_figures: the weightiest figures that no card quotes; "" for none.
        also: the headlines of findings without a card, and what else is reported strongly or begins at once; or "".
        begins: where the work begins; "" without steps.
        lead: what the first phase achieves, and how much isn't assessed; without a roadmap, what is known about levels.
        decisions: what readers are asked to decide; empty without a roadmap.
        author: who wrote everything that the page quotes, as a sentence; "" if the quotations name their authors.
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
    author: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that may quote somebody."""
        quotes = chain.from_iterable(card.quotes for card in self.cards)
        return (*quotes, self.in_figures, self.also, *self.decisions, *self.strengths)


def verdict_view(subject: Subject, summary: SummaryView) -> VerdictView:
    """Return the first page."""
    view = _whole(subject, summary)
    who = only_author(subject, view.texts)
    if not who:
        return view
    shorter = partial(_without, in_parentheses(who))
    return replace(
        view,
        cards=tuple(replace(each, quotes=tuple(map(shorter, each.quotes))) for each in view.cards),
        in_figures=shorter(view.in_figures),
        also=shorter(view.also),
        decisions=tuple(map(shorter, view.decisions)),
        strengths=tuple(map(shorter, view.strengths)),
        author=f"All quotations are from {who}.",
    )


def _without(part: str, text: str) -> str:
    return text.replace(part, "")


def _whole(subject: Subject, summary: SummaryView) -> VerdictView:
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

    If the decisions are long, what works moves below them, where both take less space; then each card has only one
    quote, and what works is shortened to one sentence before it is left out.
    """
    open_ones = open_disagreements(subject.scores)
    for detail in (USUAL, Detail(second=False)):
        listed = replace(view, decisions=decisions(subject, summary, open_ones, detail))
        found = replace(listed, beside=False)
        if fit := next((each for each in (listed, found) if _spare_lines(subject, each) >= ALSO), None):
            return fit
    brief = tuple(_card(subject, each, brief=True) for each in summary.findings[:CARDS])
    found = replace(found, cards=brief)
    if _spare_lines(subject, found) >= ALSO:
        return found
    shorter = [*_shorter(subject, summary, replace(found, beside=not view.strengths), open_ones)]
    # A second date matters more than free lines.
    tries = [(ALSO, shorter[:-1]), (0, shorter[:-1]), *((spare, shorter) for spare in (ALSO, 0, -SLACK))]
    fits = (each for spare, views in tries for each in views if _spare_lines(subject, each) >= spare)
    return next(fits, replace(min(shorter, key=_below), strengths=()))


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
    told = " ".join((*(card.said for card in view.cards), *view.decisions))
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
    quotes = tuple(each for each in finding.quotes if each in heaviest) or tuple(filter(None, (finding.borrowed,)))
    named = bool(finding.reported) and happens(finding.reported[0])[1:] in finding.headline
    told = finding.title.endswith(")")  # a rare symptom's clause says how often
    often = how_often(subject.triage, finding.reported[0]) if named and subject.triage and not told else ""
    hurts = finding.hurts if finding.reported and not named else ""
    known = "" if quotes or finding.because else finding.cause
    return Card(
        headline=finding.title or finding.headline,
        where=", ".join(filter(None, (finding.where, often and f"reported {often}"))),
        text=" ".join(filter(None, (finding.because, hurts, known))),
        quotes=quotes,
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
    cards = (
        _lines(CARD_TITLE, each.headline)
        + _lines(CARD, each.where, each.text, each.first, each.plan)
        + _lines(QUOTE, *each.quotes)
        + GAPS
        for each in view.cards
    )
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
