"""The view model of the overview of a respondent's answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.answering.progress import AnswerProgress, first_open, is_answered, progress
from app.answering.saving import NO_ANSWER
from app.answering.scope import is_in_scope
from app.assessments.recorded import Recording, in_words
from app.running.content import Content
from app.storage.assessments import AssessmentRow, RespondentRow
from app.web.answering.attachments_view import AttachedFile
from app.web.answering.practice_names import PracticeLink, practice_link, practice_name
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire, Rating
from reports.views.figures import count, listed

MUCH_OPEN = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """Everything that a respondent has said.

    Attributes:
        symptoms: the ids of the symptoms answered.
        unconfirmed: the statements with answers that were carried over; those answers aren't in `answers`.
        recorded: who recorded answers on the respondent's behalf, and when.
        recorded_symptoms: who recorded answers about symptoms, with a name for each answer.
    """

    answers: Mapping[str, Answer]
    symptoms: Collection[str]
    files: Mapping[str, tuple[AttachedFile, ...]]
    recorded: Sequence[Recording] = ()
    recorded_symptoms: Collection[str] = ()
    unconfirmed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class OverviewPractice:
    """A practice in the overview: its ratings, and the number of answers, notes and files in words."""

    id: str
    name: str
    ratings: tuple[Rating | None, ...]
    counts: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class AnsweringGroup:
    """A group of practices."""

    name: str
    practices: tuple[OverviewPractice, ...]


@dataclass(frozen=True, slots=True)
class AnswersOverview:
    """The page; `next_practice` is the first practice with an open statement."""

    intro: str
    groups: tuple[AnsweringGroup, ...]
    progress: AnswerProgress
    counts: str
    minutes_left: str
    next_practice: PracticeLink | None
    symptoms: int
    symptoms_answered: int
    recorded: str
    unconfirmed: int = 0

    @property
    def is_much_open(self) -> bool:
        """Whether more than a tenth of the statements are open, so that the respondent has probably not finished."""
        left = self.progress.total - self.progress.answered
        return left > MUCH_OPEN * self.progress.total

    @property
    def still_open(self) -> str:
        """How many statements are open, in words."""
        return f"{self.progress.total - self.progress.answered} of {count(self.progress.total, 'statement')}"


def answers_overview(
    content: Content, full: Questionnaire, assessment: AssessmentRow, respondent: RespondentRow, own: OwnAnswers
) -> AnswersOverview:
    """Return the overview of a respondent's answers; `full` is the complete questionnaire of the assessment."""
    outside = [each for each in full.by_practice if not is_in_scope(assessment, respondent, each)]
    questionnaire = full.without(outside)
    answered = {statement for statement, answer in own.answers.items() if is_answered(answer)}
    made = progress(full, assessment, respondent, answered)
    practices = count(len(questionnaire.by_practice), "practice")
    return AnswersOverview(
        intro=full.intro,
        groups=tuple(_groups(content.catalogue, questionnaire, own)),
        progress=made,
        counts=f"{made.answered} of {count(made.total, 'statement')} in {practices}",
        minutes_left=count(made.minutes, "minute") if made.minutes else "",
        next_practice=practice_link(content.catalogue, first_open(questionnaire, own.answers)),
        symptoms=len(content.triage.symptoms),
        unconfirmed=sum(each in questionnaire.statement for each in own.unconfirmed),
        symptoms_answered=sum(each in content.triage.symptom for each in own.symptoms),
        recorded=_recorded(own),
    )


def _recorded(own: OwnAnswers) -> str:
    """Return who recorded answers on the respondent's behalf, as a sentence without its period; "" if nobody did."""
    if own.recorded or not own.recorded_symptoms:
        return in_words(own.recorded)
    names = listed(sorted(set(own.recorded_symptoms)))
    return f"{count(len(own.recorded_symptoms), 'answer')} about symptoms recorded by {names}"


def _groups(catalogue: Catalogue, questionnaire: Questionnaire, own: OwnAnswers) -> Iterator[AnsweringGroup]:
    """Yield the practices by group, in the order of the catalogue."""
    rows: dict[str, list[OverviewPractice]] = {}
    names = {group.id: group.name for group in catalogue.groups}
    for practice in questionnaire.by_practice:
        known = catalogue.practice.get(practice)
        name = names.get(known.group if known else "", "Other practices")
        rows.setdefault(name, []).append(_practice(catalogue, questionnaire, practice, own))
    for name, practices in rows.items():
        yield AnsweringGroup(name, tuple(practices))


def _practice(catalogue: Catalogue, questionnaire: Questionnaire, practice: str, own: OwnAnswers) -> OverviewPractice:
    statements = questionnaire.by_practice[practice]
    answers = [own.answers.get(each.id, NO_ANSWER) for each in statements]
    answered = sum(map(is_answered, answers))
    notes = sum(bool(text) for answer in answers for text in (answer.evidence, answer.comment))
    files = sum(len(own.files.get(each.id, ())) for each in statements)
    counts = [f"{answered} of {len(answers)}"]
    waiting = sum(each.id in own.unconfirmed for each in statements)
    counts += [f"{waiting} unconfirmed"] if waiting else []
    counts += [count(notes, "note")] if notes else []
    counts += [count(files, "file")] if files else []
    return OverviewPractice(
        id=practice,
        name=practice_name(catalogue, practice),
        ratings=tuple(answer.rating for answer in answers),
        counts=", ".join(counts),
        is_complete=answered == len(answers),
    )
