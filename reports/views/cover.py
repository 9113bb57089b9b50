"""The cover: the organization, date, respondents, questionnaire, method and approach."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers.model import Assessment
from reports.findings.wording import name
from reports.options import ReportPart
from reports.views import figures
from reports.views.method import method_name
from reports.views.milestones import first_step
from reports.views.roadmap import how_chosen, is_misnamed
from reports.views.subject import Subject

TRADE_MARKS = (
    "ITIL is a registered trademark of PeopleCert, and COBIT is a registered trademark of ISACA. ISO/IEC standards "
    "belong to ISO and IEC, and FitSM to ITEMO. This report and Wayfinder are neither endorsed by nor affiliated with "
    "any of these owners."
)
NAMED = 6
TWO_LINES = 110
PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class CoverView:
    """The cover and the report's title; `logo` is the URL of the image, or ""."""

    title: str
    organization: str
    running_head: str
    subtitle: str
    logo: str
    facts: tuple[tuple[str, str], ...]
    trade_marks: str


def cover_view(subject: Subject) -> CoverView:
    """Return the cover."""
    return CoverView(
        title=f"Capability assessment of {subject.organization}",
        organization=subject.organization,
        running_head=figures.shortened(subject.organization, TWO_LINES),
        subtitle=f"Capability in {_scope(subject)}, and what to do next",
        logo=logo_url(subject.options.logo),
        facts=tuple((label, value) for label, value in _facts(subject) if value),
        trade_marks=TRADE_MARKS,
    )


def _scope(subject: Subject) -> str:
    """Return `the 34 ITIL 4 practices`, or `11 of the 34 ITIL 4 practices` if some aren't in scope."""
    many, edition = len(subject.catalogue.practices), subject.catalogue.edition_name
    in_scope = many - len(subject.left_out)
    return f"{'' if in_scope == many else f'{in_scope} of '}the {many} {edition} practices"


def logo_url(logo: bytes) -> str:
    """Return the URL that the page uses for the logo, or "" without one."""
    if not logo:
        return ""
    return "asset:logo.png" if logo.startswith(PNG) else "asset:logo.jpg"


def _facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    organization = subject.scores.assessment.organization
    questionnaire = subject.scores.questionnaire
    staff = "" if organization.it_staff is None else f"{organization.it_staff} in IT ({organization.size.value})"
    return (
        ("Assessment", subject.options.assessment),
        ("Assessed on", figures.day_of(subject.scores.assessment.assessed_on)),
        ("Status", subject.options.status),
        ("Unconfirmed", unconfirmed_words(subject.scores.assessment)),
        ("Industry", organization.industry),
        ("Staff", staff),
        ("Respondents", _respondents(subject)),
        ("Questionnaire", f"{questionnaire.name}, version {questionnaire.version}"),
        ("Method", method_name(subject.scores.method).removeprefix("the ")),
        _approach(subject),
    )


def unconfirmed_words(assessment: Assessment) -> str:
    """Return how many answers are unconfirmed and how they count, or ""."""
    many = sum(assessment.unconfirmed.values())
    if not many:
        return ""
    counted = "the figures include them" if assessment.counts_unconfirmed else "they count as open"
    return f"{figures.count(many, 'answer')} carried over from an earlier assessment; {counted}"


def _respondents(subject: Subject) -> str:
    said = subject.people(lambda each: each.label)
    if len(said) > NAMED:
        named = ReportPart.RATINGS in subject.options.parts
        return f"{len(subject.respondents)}{', listed in the appendix' if named else ''}"
    return "; ".join(said) or "none"


def _approach(subject: Subject) -> tuple[str, str]:
    """Return the approach, or where the roadmap begins if the approach's name would contradict the conclusion."""
    if subject.approach is None:
        return "Approach", ""
    first = first_step(subject.roadmap)
    if first and is_misnamed(subject):
        return "Roadmap", f"begins with {name(subject, first.step.practice)}"
    return "Approach", f"{subject.approach.name}, {how_chosen(subject)}"
