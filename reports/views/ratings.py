"""The appendix: every statement with each respondent's rating, the result, and everything that people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answers.anonymity import LEAST_ANSWERS, is_anonymous
from questionnaires.answers.model import Respondent
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.options import ReportPart
from reports.views import figures
from reports.views.anonymity import tally
from reports.views.marks import RatingMark, statement_mark
from reports.views.quotes import Quote, quotes, rating_text, ratings_line, unnamed_rule
from reports.views.subject import Subject, role_words

COLUMNS_MOST = 8
NOTHING = "\u2013"
WIDTH, COLUMN, SIGN = 144, 9, 1.3  # in millimeters: statement and ratings together, one rating, one character


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A statement; `cells` has a rating for each respondent, or is empty if there are too many for columns."""

    level: str
    text: str
    cells: tuple[str, ...]
    line: str
    mark: RatingMark
    note: str


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """A quote about the statement of a level, or the same reason for several levels."""

    level: str
    said: Quote


@dataclass(frozen=True, slots=True)
class PracticeRatings:
    """A practice's ratings and quotes."""

    name: str
    rows: tuple[RatingRow, ...]
    words: tuple[WrittenAnswer, ...]


@dataclass(frozen=True, slots=True)
class LetteredRespondent:
    """A respondent in the table of letters."""

    letter: str
    name: str
    role: str
    answered: str
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class RatingsView:
    """The appendix."""

    people: tuple[LetteredRespondent, ...]
    unnamed: str
    columns: tuple[str, ...]
    practices: tuple[PracticeRatings, ...]
    silent: str
    symptoms: tuple[tuple[str, str], ...]


def ratings_view(subject: Subject) -> RatingsView:
    """Return the appendix."""
    answered = [
        score
        for score in subject.scores.practices
        if any(s.answers or s.consensus or s.withheld for s in score.statements)
    ]
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
    """Return whether each rater gets a column: there are few enough, and every respondent gave a name."""
    return len(subject.raters) <= COLUMNS_MOST and not subject.has_anonymous


def _people(subject: Subject) -> tuple[LetteredRespondent, ...]:
    """Return the table of letters: the named respondents, then the number of unnamed ones."""
    asked = subject.scores.questionnaire.statement
    answers = {
        each.respondent.id: [answer for statement, answer in each.answers.items() if statement in asked]
        for each in subject.scores.assessment.responses
    }
    recorded = {each.respondent.id: each.recorded for each in subject.scores.assessment.responses}
    people = [
        LetteredRespondent(
            subject.letters[each.id],
            each.label,
            role_words(each),
            f"{sum(answer.rating is not None for answer in answers[each.id])} of {len(asked)}",
            recorded[each.id],
        )
        for each in subject.named
    ]
    unnamed = [LetteredRespondent(NOTHING, subject.unnamed, "", NOTHING)] if subject.unnamed else []
    return (*people, *unnamed)


def _level(statement: StatementScore) -> str:
    known = statement.statement
    own = known.id.removeprefix(f"{known.practice}.{known.level}").lstrip(".")
    return f"{known.level} {own}".rstrip()


def _most(subject: Subject, score: PracticeScore) -> int | None:
    """Return the length at which a statement is cut to one line; None if the report has its full text nowhere else."""
    people = len(subject.raters)
    told = score.has_figures and ReportPart.PRACTICES in subject.options.parts
    return int((WIDTH - COLUMN * people) / SIGN) if told and _in_columns(subject) else None


def _row(subject: Subject, statement: StatementScore, most: int | None) -> RatingRow:
    few = _in_columns(subject)
    text = statement.statement.text
    by_person = {given.respondent.id: given.answer.rating for given in statement.answers}
    return RatingRow(
        level=_level(statement),
        text=figures.shortened(text, most) if most else text,
        cells=tuple(rating_text(by_person.get(each.id)) for each in subject.raters) if few else (),
        line="" if few else ratings_line(subject, statement),
        mark=statement_mark(statement),
        note="consensus" if statement.consensus else "",
    )


def _words(subject: Subject, score: PracticeScore) -> tuple[WrittenAnswer, ...]:
    """Return the quotes level by level; one person's reason for several levels appears once."""
    levels: dict[Quote | tuple[str, int], list[str]] = {}
    found: list[tuple[Quote | tuple[str, int], Quote]] = []
    for statement in score.statements:
        for place, words in enumerate(quotes(subject, statement)):
            key = words if words.kind == "Reason" and words.letter else (statement.statement.id, place)
            if key not in levels:
                found.append((key, words))
            levels.setdefault(key, []).append(_level(statement))
    return tuple(WrittenAnswer(figures.listed(levels[key]), words) for key, words in found)


def _symptoms(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return each symptom with each respondent's answer."""
    if subject.triage is None:
        return ()
    rows = []
    for symptom in subject.triage.symptoms:
        answers = subject.triage.scale(symptom.id)
        given = [
            (response.respondent, answers[response.triage[symptom.id]])
            for response in subject.scores.assessment.responses
            if symptom.id in response.triage
        ]
        if given:
            rows.append((symptom.question, "; ".join(_symptom(subject, given))))
    return tuple(rows)


def _symptom(subject: Subject, given: Sequence[tuple[Respondent, str]]) -> list[str]:
    """Return the answers under the same rule as ratings: for unnamed respondents, only counts or nothing."""
    told = [
        f"{subject.letters[each.id]}:{figures.NO_BREAK}{answer}" for each, answer in given if not is_anonymous(each)
    ]
    unnamed = [answer for each, answer in given if is_anonymous(each)]
    if not unnamed:
        return told
    if len(unnamed) < LEAST_ANSWERS:
        return [*told, "anonymous: hidden"]
    return [*told, f"anonymous: {tally(sorted(unnamed))}"]
