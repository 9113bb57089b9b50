"""The appendix: every statement, each respondent's rating, what was made of them, and every word that was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answers.anonymity import LEAST_VOICES, is_nameless
from questionnaires.answers.model import Respondent
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.options import Part
from reports.views import figures
from reports.views.hearing import how_many
from reports.views.marks import Mark, statement_mark
from reports.views.subject import Subject, role_words
from reports.views.voices import Said, rating_text, ratings_line, said, unnamed_rule

COLUMNS_MOST = 8
NOTHING = "\u2013"
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
    """What one person wrote about the statement of a level, or the same reason for several."""

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
    unnamed: str
    columns: tuple[str, ...]
    practices: tuple[PracticeRatings, ...]
    silent: str
    symptoms: tuple[tuple[str, str], ...]


def ratings_view(subject: Subject) -> RatingsView:
    """Return the appendix."""
    answered = [score for score in subject.scores.practices if any(s.voices or s.consensus for s in score.statements)]
    silent = [score for score in subject.scores.practices if score not in answered]
    return RatingsView(
        people=_people(subject),
        unnamed=unnamed_rule(subject),
        columns=tuple(subject.letters[each.id] for each in subject.raters) if _in_columns(subject) else (),
        practices=tuple(
            PracticeRatings(
                subject.practice_name(score.practice),
                tuple(_row(subject, statement, _most(subject, score)) for statement in score.statements),
                _words(subject, score),
            )
            for score in answered
        ),
        silent=figures.listed([subject.practice_name(score.practice) for score in silent]),
        symptoms=_symptoms(subject),
    )


def _in_columns(subject: Subject) -> bool:
    """Return whether each who rated has a column: few enough, and every respondent with a name."""
    return len(subject.raters) <= COLUMNS_MOST and not subject.unnamed


def _people(subject: Subject) -> tuple[Person, ...]:
    """Return the key: each with a name, and how many have none."""
    asked = subject.scores.questionnaire.statement
    answers = {
        each.respondent.id: [answer for statement, answer in each.answers.items() if statement in asked]
        for each in subject.scores.assessment.responses
    }
    people = [
        Person(
            subject.letters[each.id],
            each.label,
            role_words(each),
            f"{sum(answer.rating is not None for answer in answers[each.id])} of {len(asked)}",
        )
        for each in subject.named
    ]
    unnamed = [Person(NOTHING, subject.unnamed, "", NOTHING)] if subject.unnamed else []
    return (*people, *unnamed)


def _level(statement: StatementScore) -> str:
    known = statement.statement
    own = known.id.removeprefix(f"{known.practice}.{known.level}").lstrip(".")
    return f"{known.level} {own}".rstrip()


def _most(subject: Subject, score: PracticeScore) -> int | None:
    """Return the length at which a statement is cut to one line; None where it stands nowhere else in full."""
    people = len(subject.raters)
    told = score.has_figures and Part.PRACTICES not in subject.options.left_out
    return int((WIDTH - COLUMN * people) / SIGN) if told and _in_columns(subject) else None


def _row(subject: Subject, statement: StatementScore, most: int | None) -> RatingRow:
    few = _in_columns(subject)
    text = statement.statement.text
    by_person = {voice.respondent.id: voice.answer.rating for voice in statement.voices}
    return RatingRow(
        level=_level(statement),
        text=figures.shortened(text, most) if most else text,
        cells=tuple(rating_text(by_person.get(each.id)) for each in subject.raters) if few else (),
        line="" if few else ratings_line(subject, statement),
        mark=statement_mark(statement),
        note="consensus" if statement.consensus else "",
    )


def _words(subject: Subject, score: PracticeScore) -> tuple[Words, ...]:
    """Return what was written, level by level; one reason of one person for several levels stands once."""
    levels: dict[Said | tuple[str, int], list[str]] = {}
    found: list[tuple[Said | tuple[str, int], Said]] = []
    for statement in score.statements:
        for place, words in enumerate(said(subject, statement)):
            key = words if words.kind == "Reason" and words.letter else (statement.statement.id, place)
            if key not in levels:
                found.append((key, words))
            levels.setdefault(key, []).append(_level(statement))
    return tuple(Words(figures.listed(levels[key]), words) for key, words in found)


def _symptoms(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return each symptom with what each respondent answered."""
    if subject.triage is None:
        return ()
    answers = subject.triage.answers
    rows = []
    for symptom in subject.triage.symptoms:
        given = [
            (response.respondent, answers[response.triage[symptom.id]])
            for response in subject.scores.assessment.responses
            if symptom.id in response.triage
        ]
        if given:
            rows.append((symptom.question, "; ".join(_symptom(subject, given))))
    return tuple(rows)


def _symptom(subject: Subject, given: Sequence[tuple[Respondent, str]]) -> list[str]:
    """Return what was answered, by the same rule as ratings: of those without a name only how many, or nothing."""
    told = [f"{subject.letters[each.id]}:{figures.NO_BREAK}{answer}" for each, answer in given if not is_nameless(each)]
    unnamed = [answer for each, answer in given if is_nameless(each)]
    if not unnamed:
        return told
    if len(unnamed) < LEAST_VOICES:
        return [*told, "without a name: hidden"]
    return [*told, f"without a name: {how_many(sorted(unnamed))}"]
