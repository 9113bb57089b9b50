"""The appendix: every statement, each respondent's rating, what was made of them, and every word that was written."""

from __future__ import annotations

from dataclasses import dataclass

from wayfinder.questionnaires.scoring.model import PracticeScore, StatementScore
from wayfinder.reports.options import Part
from wayfinder.reports.views import figures
from wayfinder.reports.views.marks import Mark, statement_mark
from wayfinder.reports.views.subject import Subject, role_words
from wayfinder.reports.views.voices import Said, rating_text, ratings_line, said

COLUMNS_MOST = 8
WIDTH, COLUMN, SIGN = 144, 9, 1.3  # millimetres: of statement and ratings together, of one rating, of a character


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A statement; `cells` has a rating for each respondent, or is empty where there are too many for columns."""

    level: str
    text: str
    cells: tuple[str, ...]
    line: str
    mark: Mark
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    """What one person wrote about the statement of a level."""

    level: str
    said: Said


@dataclass(frozen=True, slots=True)
class PracticeRatings:
    """A practice's ratings and words."""

    name: str
    rows: tuple[RatingRow, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A respondent in the key."""

    letter: str
    name: str
    role: str
    answered: str


@dataclass(frozen=True, slots=True)
class RatingsView:
    """The appendix."""

    people: tuple[Person, ...]
    columns: tuple[str, ...]
    practices: tuple[PracticeRatings, ...]
    silent: str
    symptoms: tuple[tuple[str, str], ...]


def ratings_view(subject: Subject) -> RatingsView:
    """Return the appendix."""
    few = len(subject.respondents) <= COLUMNS_MOST
    answered = [score for score in subject.scores.practices if any(s.voices or s.consensus for s in score.statements)]
    silent = [score for score in subject.scores.practices if score not in answered]
    return RatingsView(
        people=tuple(_person(subject, number) for number in range(len(subject.respondents))),
        columns=tuple(subject.letters[each.id] for each in subject.respondents) if few else (),
        practices=tuple(
            PracticeRatings(
                subject.practice_name(score.practice),
                tuple(_row(subject, statement, _most(subject, score)) for statement in score.statements),
                tuple(
                    Words(_level(statement), words)
                    for statement in score.statements
                    for words in said(subject, statement)
                ),
            )
            for score in answered
        ),
        silent=figures.listed([subject.practice_name(score.practice) for score in silent]),
        symptoms=_symptoms(subject),
    )


def _person(subject: Subject, number: int) -> Person:
    response = subject.scores.assessment.responses[number]
    respondent = response.respondent
    many = sum(answer.rating is not None for answer in response.answers.values())
    total = len(subject.scores.questionnaire.statements)
    return Person(
        subject.letters[respondent.id],
        respondent.label,
        role_words(respondent),
        f"{many} of {total}",
    )


def _level(statement: StatementScore) -> str:
    known = statement.statement
    own = known.id.removeprefix(f"{known.practice}.{known.level}").lstrip(".")
    return f"{known.level} {own}".rstrip()


def _most(subject: Subject, score: PracticeScore) -> int | None:
    """Return the length at which a statement is cut to one line; None where it stands nowhere else in full."""
    people = len(subject.respondents)
    told = score.has_figures and Part.PRACTICES not in subject.options.left_out
    return int((WIDTH - COLUMN * people) / SIGN) if told and people <= COLUMNS_MOST else None


def _row(subject: Subject, statement: StatementScore, most: int | None) -> RatingRow:
    few = len(subject.respondents) <= COLUMNS_MOST
    text = statement.statement.text
    by_person = {voice.respondent.id: voice.answer.rating for voice in statement.voices}
    return RatingRow(
        level=_level(statement),
        text=figures.shortened(text, most) if most else text,
        cells=tuple(rating_text(by_person.get(each.id)) for each in subject.respondents) if few else (),
        line="" if few else ratings_line(subject, statement),
        mark=statement_mark(statement),
        note="consensus" if statement.consensus else "",
    )


def _symptoms(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return each symptom with what each respondent answered."""
    if subject.triage is None:
        return ()
    answers = subject.triage.answers
    rows = []
    for symptom in subject.triage.symptoms:
        given = [
            f"{subject.letters[response.respondent.id]}{figures.NO_BREAK}{answers[response.triage[symptom.id]]}"
            for response in subject.scores.assessment.responses
            if symptom.id in response.triage
        ]
        if given:
            rows.append((symptom.question, "; ".join(given)))
    return tuple(rows)
