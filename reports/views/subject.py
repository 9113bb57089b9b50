"""The subject of a report: its scores and roadmap, with the names that all its parts use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from practices_catalog.model import Approach, Catalogue, Effort, OrganizationSize
from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.model import Respondent
from questionnaires.model import Triage
from questionnaires.scoring.model import FrameworkScore, PracticeScore, PracticeStatus, Scores
from reports.options import ReportOptions
from reports.views import figures
from reports.views.marks import Tile, practice_tile
from roadmaps.current_state import CurrentStates, current_states
from roadmaps.model import ChosenBy, Phase, Roadmap
from roadmaps.projection import Projection

LETTERS = 26
MANAGED, GOOD = 2, 3
"""At MANAGED and above, work is planned and followed up; at GOOD and above, everyone does it the same way."""


def letter(number: int) -> str:
    """Return A to Z, then AA, AB …, for 0, 1 …."""
    high, low = divmod(number, LETTERS)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def role_name(role: str) -> str:
    """Return a role as people write it: `IT leader` for `it-leader`."""
    words = role.replace("-", " ")
    return "IT" + words[2:] if words.startswith("it ") else words


def role_words(respondent: Respondent) -> str:
    """Return a respondent's role, or "" if it only repeats the name."""
    words = role_name(respondent.role)
    return "" if words.casefold() == respondent.label.casefold() else words


Made = TypeVar("Made")
Given = ParamSpec("Given")


def once_per_subject(
    make: Callable[Concatenate[Subject, Given], Made],
) -> Callable[Concatenate[Subject, Given], Made]:
    """Cache a function's results by its other arguments for as long as the subject exists."""

    @wraps(make)
    def kept(subject: Subject, /, *args: Given.args, **named: Given.kwargs) -> Made:
        key = (make, args, tuple(named.items()))
        if key not in subject.kept:
            subject.kept[key] = make(subject, *args, **named)
        found: Made = subject.kept[key]
        return found

    return kept


@dataclass(frozen=True)
class Subject:
    """Everything that the views read; `earlier` is the scores of an earlier assessment with the same method."""

    catalogue: Catalogue
    scores: Scores
    roadmap: Roadmap | None
    triage: Triage | None
    options: ReportOptions = field(default_factory=ReportOptions)
    earlier: Scores | None = None

    @cached_property
    def kept(self) -> dict[object, Any]:
        """The results that `once_per_subject` has cached."""
        return {}

    @cached_property
    def organization(self) -> str:
        """The organization's name, or a placeholder."""
        return self.scores.assessment.organization.name or "Unnamed organization"

    @cached_property
    def standings(self) -> CurrentStates:
        """The state of each practice before anything is planned."""
        return current_states(self.catalogue, self.scores)

    @cached_property
    def _projected(self) -> dict[int, tuple[FrameworkScore, ...]]:
        """The projected readiness by phase, which several parts ask for."""
        then, found = Projection.today(self.catalogue, self.scores), {}
        for phase in self.roadmap.phases if self.roadmap else ():
            then = then.after(phase.levels_after)
            found[phase.number] = then.frameworks
        return found

    def readiness_after(self, phase: Phase) -> tuple[FrameworkScore, ...]:
        """Return the projected readiness for each framework at the end of a phase of the roadmap."""
        return self._projected[phase.number]

    @property
    def is_approach_chosen(self) -> bool:
        """Whether a person chose the roadmap's approach, so that it isn't based on a recommendation."""
        return self.roadmap is not None and self.roadmap.chosen_by is ChosenBy.USER

    @property
    def size(self) -> OrganizationSize:
        """The organization size that effort is estimated for."""
        return self.roadmap.settings.size if self.roadmap else self.scores.assessment.organization.size

    def effort(self, practice: str) -> tuple[Effort, ...]:
        """Return the effort of reaching a practice's levels 1 to 5 in this organization, each from the level below."""
        source = self.roadmap.settings if self.roadmap else self.scores.assessment.organization
        return self.catalogue.practice[practice].effort(source.size, source.it_staff)

    @cached_property
    def respondents(self) -> tuple[Respondent, ...]:
        """Everyone who answered, in the order of the assessment."""
        return tuple(response.respondent for response in self.scores.assessment.responses)

    @property
    def raters(self) -> tuple[Respondent, ...]:
        """Everyone who rated statements; those who only answered the triage are left out."""
        return self.scores.raters

    @cached_property
    def named(self) -> tuple[Respondent, ...]:
        """Everyone who gave a name."""
        return tuple(respondent for respondent in self.respondents if not is_anonymous(respondent))

    @property
    def unnamed(self) -> str:
        """How many people gave no name, `3 anonymous respondents`; "" for none."""
        many = len(self.respondents) - len(self.named)
        return figures.count(many, "anonymous respondent") if many else ""

    @property
    def has_anonymous(self) -> bool:
        """Whether anyone answered anonymously, including those whose answers are too few to show."""
        return bool(self.unnamed or self.scores.assessment.withheld)

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letter that tables use for each named respondent, by id."""
        return {respondent.id: letter(number) for number, respondent in enumerate(self.named)}

    @cached_property
    def assessed(self) -> tuple[PracticeScore, ...]:
        """The practices that have a level, in catalogue order."""
        return tuple(score for score in self.scores.practices if score.has_figures)

    @cached_property
    def not_assessed(self) -> tuple[str, ...]:
        """Ids of the practices in scope that have no rating, including those that the questionnaire doesn't cover."""
        known = self.scores.practice
        return tuple(
            practice.id
            for practice in self.catalogue.practices
            if practice.id not in self.left_out
            and (practice.id not in known or known[practice.id].status is PracticeStatus.NOT_ASSESSED)
        )

    @cached_property
    def only_dont_know(self) -> tuple[str, ...]:
        """Ids of the practices that aren't assessed although people answered: nobody knew."""
        return tuple(score.practice for score in self.scores.practices if score.only_dont_know)

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """Why each practice that is out of scope was left out, by id in catalogue order."""
        reasons = self.scores.assessment.left_out
        return {practice.id: reasons[practice.id] for practice in self.catalogue.practices if practice.id in reasons}

    @cached_property
    def not_applicable(self) -> tuple[str, ...]:
        """Ids of the practices none of whose statements apply."""
        return tuple(s.practice for s in self.scores.practices if s.status is PracticeStatus.NOT_APPLICABLE)

    @cached_property
    def approach(self) -> Approach | None:
        """The roadmap's approach, or else the recommended one."""
        best = self.scores.recommendation.recommended
        chosen = self.roadmap.approach if self.roadmap else best.approach if best else None
        return self.catalogue.approach.get(chosen) if chosen else None

    def status(self, practice: str) -> str:
        """Return why a practice has no figures, or "" if it has some."""
        score = self.scores.practice.get(practice)
        return "" if score and score.has_figures else self.tile(practice).words

    def tile(self, practice: str) -> Tile:
        """Return the tile of a practice."""
        return practice_tile(self.scores, practice)

    def practice_name(self, practice: str) -> str:
        """Return a practice's name."""
        known = self.catalogue.practice.get(practice)
        return known.name if known else practice

    def success_factor_name(self, practice: str, factor: str) -> str:
        """Return a success factor's name."""
        known = self.catalogue.practice.get(practice)
        names = {each.id: each.name for each in known.success_factors} if known else {}
        return names.get(factor, factor)

    def statement_name(self, statement: str) -> str:
        """Return a statement's name: practice and level, and its own id if the level has several statements."""
        known = self.scores.questionnaire.statement[statement]
        name = f"{self.practice_name(known.practice)} {known.level}"
        own = statement.removeprefix(f"{known.practice}.{known.level}").lstrip(".")
        return f"{name} ({own})" if own else name

    def people(self, name: Callable[[Respondent], str]) -> list[str]:
        """Return the named respondents with their roles, then the number of unnamed ones."""
        roles = {each.id: role_words(each) for each in self.named}
        said = [f"{name(each)}{f' ({roles[each.id]})' * bool(roles[each.id])}" for each in self.named]
        return [*said, self.unnamed] if self.unnamed else said

    def speaker(self, respondent: Respondent) -> str:
        """Return the letter and name of a named respondent."""
        return f"{self.letters[respondent.id]} {respondent.label}"
