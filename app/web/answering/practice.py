"""One practice: its ladder, and its statements one by one. Scripts save each change; without them the form does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, flash, render_template, request

from app.answering import saving
from app.answering.ladder_marks import marked
from app.answering.saving import ANSWERS, Given, Stored
from app.answering.scope import asked_questionnaire
from app.web import current
from app.web.access import respondent_self
from app.web.answering.attachments import attach_sent, words_of
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.forms import Sent, Values, read_answer, read_mark
from app.web.answering.practice_view import NOTHING, File, Item, files_of, practice_page
from app.web.pages import REFUSED, Page, go
from app.web.services import content, database, reading, writing
from practices_catalog.faults import InputError
from questionnaires.answers.model import Answer
from questionnaires.answers.text import clean
from questionnaires.model import Questionnaire, Rating, Statement

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Shown:
    """What a statement's fields show in place of what is stored; without an answer they show that."""

    answer: Answer | None
    wrong: Mapping[str, str]
    newer: bool = False


@blueprint.get("/answer/<respondent_id>/<practice_id>")
@respondent_self
def practice(practice_id: str) -> Page:
    """Show a practice with what was said about it."""
    return _page(_asked(practice_id), practice_id, {})


@blueprint.post("/answer/<respondent_id>/<practice_id>")
@respondent_self
def save_practice(practice_id: str) -> Page:
    """Save all of a practice at once, as a browser without scripts sends it."""
    asked = _asked(practice_id)
    sent = _sent(asked, practice_id)
    given = [Given(each, it.version, it.answer) for each, it in sent.items() if not it.wrong]
    with writing() as session:
        outcomes = saving.save(session, ANSWERS, answerer(), given)
        refused = attach_sent(session, asked.by_practice[practice_id])
    shown = {each: Shown(it.answer, it.wrong) for each, it in sent.items() if it.wrong}
    shown |= {each.subject: Shown(sent[each.subject].answer, {}, newer=True) for each in outcomes if not each.kept}
    shown |= {each: _with_files(shown.get(each), error) for each, error in refused.items()}
    if shown:
        return _page(asked, practice_id, shown)
    flash("Saved.", "good")
    after = practice_page(content().catalogue, asked, practice_id, ()).after if "onward" in request.form else None
    return go(
        "answering.practice", respondent_id=current.respondent().id, practice_id=after.id if after else practice_id
    )


def _asked(practice_id: str) -> Questionnaire:
    asked = asked_questionnaire(reading(), current.assessment(), current.respondent())
    if practice_id not in asked.by_practice:
        abort(404)
    return asked


def _sent(asked: Questionnaire, practice_id: str) -> dict[str, Sent]:
    """Return what the form says of each statement, with the mark on the ladder where it was moved."""
    sent = {
        each.id: read_answer(_fields_of(each.id))
        for each in asked.by_practice[practice_id]
        if f"{each.id}:version" in request.form
    }
    mark = request.form.get("mark", "")
    if practice_id not in asked.ladders or mark == request.form.get("mark-before"):
        return sent
    return sent | _marked(asked.ladders[practice_id], sent, read_mark(mark))


def _marked(ladder: Mapping[int, Statement], sent: Mapping[str, Sent], mark: int | Rating | None) -> dict[str, Sent]:
    ratings = marked(ladder, {each: it.answer.rating for each, it in sent.items()}, mark)
    reason = request.form.get("mark-reason", "") if mark is Rating.NA else ""
    return {
        each: read_answer(_fields_of(each, rating=rating.value if rating else "", reason=reason))
        for each, rating in ratings.items()
        if each in sent
    }


def _with_files(shown: Shown | None, error: InputError) -> Shown:
    """Return what is shown of a statement with what is wrong with its files."""
    before = shown or Shown(None, {})
    return replace(before, wrong={**before.wrong, "file": words_of(error)})


def _fields_of(statement: str, rating: str | None = None, reason: str = "") -> Values:
    """Return the fields of a statement; a moved mark gives its rating, and its reason where there is none."""
    given = {"rating": rating, "reason": request.form.get(f"{statement}:reason", "").strip() or reason}
    marked = given if rating is not None else {}
    return lambda name: marked.get(name, request.form.get(f"{statement}:{name}"))


def _page(asked: Questionnaire, practice_id: str, shown: Mapping[str, Shown]) -> Page:
    respondent, statements = current.respondent(), asked.by_practice[practice_id]
    ids = [each.id for each in statements]
    with database().reading() as session:  # the request's own session does not see what the request has written
        stored = saving.stored(session, ANSWERS, respondent.id, ids)
        files = files_of(session, respondent.id, ids)
    items = [_item(each, stored.get(each.id, Stored(0, NOTHING)), files, shown.get(each.id)) for each in statements]
    view = practice_page(content().catalogue, asked, practice_id, items)
    view = replace(view, mark_reason=clean(request.form.get("mark-reason", "")))
    status = REFUSED if view.is_refused else CONFLICT if view.is_overtaken else 200
    values = {"assessment": current.assessment(), "respondent": respondent, "shown": view}
    return render_template("answering/practice.html", **values), status


def _item(
    statement: Statement, stored: Stored[Answer], files: Mapping[str, tuple[File, ...]], shown: Shown | None
) -> Item:
    item = Item(statement, stored.content, stored, files.get(statement.id, ()))
    if shown is None:
        return item
    return replace(
        item, answer=shown.answer or item.answer, wrong=shown.wrong, newer=stored.content if shown.newer else None
    )
