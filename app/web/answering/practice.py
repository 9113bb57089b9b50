"""The page of one practice, with its ladder and its statements. Without scripts, its form saves all answers at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import abort, flash, render_template, request

from app.answering import saving
from app.answering.ladder_marks import marked
from app.answering.saving import ANSWERS, NO_ANSWER, Stored, Submitted
from app.answering.scope import respondent_questionnaire
from app.web import current
from app.web.access import respondent_or_recorder
from app.web.answering.attachments import change_files
from app.web.answering.attachments_view import AttachedFile, attached_files, file_message
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.forms import Fields, SentAnswer, read_answer, read_mark
from app.web.answering.practice_view import StatementItem, next_practice, practice_page
from app.web.pages import Page, go
from app.web.services import content, database, reading, writing
from practices_catalog.faults import InputError
from questionnaires.answers.model import Answer
from questionnaires.answers.text import clean
from questionnaires.model import Questionnaire, Rating, Statement


@dataclass(frozen=True, slots=True)
class NotSaved:
    """What was sent for a statement but not saved; without an answer, only the files were rejected."""

    answer: Answer | None
    errors: Mapping[str, str]
    is_outdated: bool = False


@blueprint.get("/answer/<respondent_id>/<practice_id>")
@respondent_or_recorder
def practice(practice_id: str) -> Page:
    """Show a practice with its answers."""
    return _page(_questionnaire(practice_id), practice_id, {})


@blueprint.post("/answer/<respondent_id>/<practice_id>")
@respondent_or_recorder
def save_practice(practice_id: str) -> Page:
    """Save all answers about a practice at once, which is how browsers without scripts send them."""
    questionnaire = _questionnaire(practice_id)
    sent = _sent_answers(questionnaire, practice_id)
    submitted = [Submitted(key, each.version, each.answer) for key, each in sent.items() if not each.errors]
    with writing() as session:
        outcomes = saving.save(session, ANSWERS, answerer(), submitted)
        refused = change_files(session, questionnaire.by_practice[practice_id])
    not_saved = {key: NotSaved(each.answer, each.errors) for key, each in sent.items() if each.errors}
    for outcome in outcomes:
        if not outcome.is_saved:
            not_saved[outcome.subject] = NotSaved(sent[outcome.subject].answer, {}, is_outdated=True)
    for key, error in refused.items():
        not_saved[key] = _with_file_error(not_saved.get(key), error)
    if not_saved:
        return _page(questionnaire, practice_id, not_saved)
    flash("Your answers have been saved.", "good")
    after = next_practice(questionnaire, practice_id) if "continue" in request.form else None
    return go("answering.practice", respondent_id=current.respondent().id, practice_id=after or practice_id)


def _questionnaire(practice_id: str) -> Questionnaire:
    """Return the respondent's questionnaire, or respond with 404 if it doesn't contain the practice."""
    questionnaire = respondent_questionnaire(reading(), current.assessment(), current.respondent())
    if practice_id not in questionnaire.by_practice:
        abort(HTTPStatus.NOT_FOUND)
    return questionnaire


def _sent_answers(questionnaire: Questionnaire, practice_id: str) -> dict[str, SentAnswer]:
    """Return the answers in the form by statement, with the mark on the ladder applied if it was moved."""
    sent = {
        each.id: read_answer(_fields(each.id))
        for each in questionnaire.by_practice[practice_id]
        if f"{each.id}:version" in request.form
    }
    mark = request.form.get("mark", "")
    if practice_id not in questionnaire.ladders or mark == request.form.get("mark-before"):
        return sent
    return sent | _marked_answers(questionnaire.ladders[practice_id], sent, read_mark(mark))


def _marked_answers(
    ladder: Mapping[int, Statement], sent: Mapping[str, SentAnswer], mark: int | Rating | None
) -> dict[str, SentAnswer]:
    ratings = marked(ladder, {key: each.answer.rating for key, each in sent.items()}, mark)
    reason = request.form.get("mark-reason", "") if mark is Rating.NA else ""
    return {
        key: read_answer(_marked_fields(key, rating.value if rating else "", reason))
        for key, rating in ratings.items()
        if key in sent
    }


def _fields(statement: str) -> Fields:
    return lambda name: request.form.get(f"{statement}:{name}")


def _marked_fields(statement: str, rating: str, reason: str) -> Fields:
    """Return the fields of a statement with the rating of a moved mark; the statement's own reason takes precedence."""
    own_reason = request.form.get(f"{statement}:reason", "").strip()
    changed = {"rating": rating, "reason": own_reason or reason}
    return lambda name: changed.get(name, request.form.get(f"{statement}:{name}"))


def _with_file_error(not_saved: NotSaved | None, error: InputError) -> NotSaved:
    before = not_saved or NotSaved(None, {})
    return replace(before, errors={**before.errors, "file": file_message(error)})


def _page(questionnaire: Questionnaire, practice_id: str, not_saved: Mapping[str, NotSaved]) -> Page:
    respondent, statements = current.respondent(), questionnaire.by_practice[practice_id]
    ids = [each.id for each in statements]
    with database().reading() as session:  # the session of the request doesn't see what the request has written
        stored = saving.stored(session, ANSWERS, respondent.id, ids)
        files = attached_files(session, respondent.id, ids)
    items = [
        _item(each, stored.get(each.id, Stored(0, NO_ANSWER)), files.get(each.id, ()), not_saved.get(each.id))
        for each in statements
    ]
    mark_reason = clean(request.form.get("mark-reason", ""))
    view = practice_page(content().catalogue, questionnaire, practice_id, items, mark_reason)
    status = HTTPStatus.CONFLICT if view.is_outdated else HTTPStatus.OK
    if view.is_refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("answering/practice.html", view=view), status


def _item(
    statement: Statement, stored: Stored[Answer], files: tuple[AttachedFile, ...], not_saved: NotSaved | None
) -> StatementItem:
    item = StatementItem(statement, stored.value, stored, files)
    if not_saved is None:
        return item
    newer = stored.value if not_saved.is_outdated else None
    return replace(item, answer=not_saved.answer or item.answer, errors=not_saved.errors, newer=newer)
