"""`wayfinder explain`: how each figure for a practice was calculated, down to who gave which rating."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import output
from app.cli.options import content_of, method_option
from app.cli.picking import pick_practice
from app.cli.reading import assess
from app.cli.scope import read_scope, scope_option
from app.running.content import Content
from practices_catalog.faults import refuse
from practices_catalog.model import LEVELS
from questionnaires.answers.anonymity import TOO_FEW_ANSWERS
from questionnaires.answers.model import Answer
from questionnaires.model import SCALE, Method
from questionnaires.scoring.model import OpenKind, PracticeScore, Scores, StatementScore
from reports.views import figures
from reports.views.anonymity import TOO_FEW, ratings_of, shuffled, tally, visible_answers
from reports.views.gate import index_sentence
from reports.views.marks import level_mark, status_words
from reports.views.method import in_words, method_name

OPEN = {OpenKind.UNANSWERED: "not answered", OpenKind.DONT_KNOW: "nobody knows", OpenKind.WITHHELD: TOO_FEW_ANSWERS}


@click.command()
@click.argument("practice_id", metavar="PRACTICE")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@method_option
@scope_option
@click.pass_context
def explain(
    ctx: click.Context, practice_id: str, files: tuple[Path, ...], method: Method | None, left_out: tuple[str, ...]
) -> None:
    """Show how each figure for a practice was calculated, down to who gave which rating.

    PRACTICE is an id or name listed by `wayfinder practices`. FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or
    .json), one for each respondent.
    """
    content = content_of(ctx)
    practice = pick_practice(content.catalogue, practice_id)
    scores = assess(content, files, method, read_scope(content.catalogue, left_out))
    if practice.id in scores.assessment.left_out:
        raise refuse(f"{practice.name} isn't in scope", "choose another practice, or remove it from --not-in-scope")
    if practice.id not in scores.practice:
        raise refuse(
            f"{scores.questionnaire.name} doesn't ask about {practice.name}",
            "choose a practice that it asks about",
        )
    score = scores.practice[practice.id]
    output.heading(practice.name)
    read = ", ".join(f"{each.respondent.label} ({each.source})" for each in scores.assessment.responses)
    output.say(f"Read: {read}.")
    _show_level(score)
    for statement in score.statements:
        _show_statement(score, statement)
    _show_shares(content, score)
    _show_readiness(content, scores, practice.id)
    output.say()
    output.say(
        f"Questionnaire {scores.questionnaire.id} version {scores.questionnaire.version} "
        f"(content {scores.questionnaire.content}), catalogue {content.catalogue.version}, "
        f"method {method_name(scores.method)}."
    )


def _show_level(score: PracticeScore) -> None:
    if score.level is None or score.index is None or score.levels is None:
        output.say(f"{figures.capital(status_words(score))}.")
        return
    output.say(f"Level {figures.level_range(score.level, score.level_upper)}, evidenced level {score.level_evidenced}.")
    parts = " + ".join("0" if achieved is None else str(achieved) for achieved in score.achievements)
    output.say(f"Index {figures.index(score.index, score.index_upper)} = {parts}.")
    achieved = zip(LEVELS, score.achievements, strict=True)
    rows = (
        (level, figures.per_cent(a) if a is not None else "none applicable", _level_rating(score, level))
        for level, a in achieved
    )
    output.table("", ("level", "achieved", "rated"), rows, right=(0, 1))
    missing = f"Evidence is missing for {figures.listed(score.unbacked)}." if score.unbacked else ""
    why = score.gate.why if score.gate else ""
    for sentence in (why, index_sentence(score), missing, in_words(score.methods_differ), score.inconsistency):
        if sentence:
            output.say(sentence)


def _level_rating(score: PracticeScore, level: int) -> str:
    """Return a level's rating, or why it has none: a level without an answer isn't rated N."""
    mark = level_mark(score, level)
    return mark.code if mark.kind == "rated" else mark.words


def _show_statement(practice: PracticeScore, score: StatementScore) -> None:
    output.say()
    rating = score.rating.value if score.rating else OPEN[score.open_kind or OpenKind.UNANSWERED]
    marks = [
        text
        for text, holds in (
            (f"by consensus; proposed: {score.proposal.value if score.proposal else 'none'}", score.consensus),
            ("respondents disagree", score.disagreement),
            ("the lower of two middle ratings", score.lower_middle and not score.consensus),
            ("no evidence", rating in set(SCALE) and score.statement.id not in practice.backed),
        )
        if holds
    ]
    output.heading(f"{score.statement.id}: {rating}{' (' + ', '.join(marks) + ')' if marks else ''}")
    output.say(score.statement.text)
    answers = visible_answers(score)
    for given in answers.named:
        said = given.answer.rating.value if given.answer.rating else "no rating"
        output.item("; ".join([f"{given.respondent.label}: {said}", *_words(given.answer)]))
    if answers.crowd:
        counts = tally(ratings_of(answers.crowd))
        words = [each for given in answers.crowd for each in _words(given.answer)]
        output.item("; ".join([f"Unnamed respondents: {counts}", *shuffled(score.statement.id, words, str)]))
    if answers.is_hidden:
        output.item(TOO_FEW)
    if score.consensus:
        evidence = f"; evidence: {score.consensus.evidence}" if score.consensus.evidence else ""
        output.item(f"Consensus: {score.consensus.rating.value}; note: {score.consensus.note}{evidence}")


def _words(answer: Answer) -> list[str]:
    words = (("evidence", answer.evidence), ("comment", answer.comment), ("reason", answer.reason))
    return [f"{name}: {text}" for name, text in words if text]


def _show_shares(content: Content, score: PracticeScore) -> None:
    if score.answered is None or score.with_evidence is None:
        return
    output.say()
    factors = {factor.id: factor.name for factor in content.catalogue.practice[score.practice].success_factors}
    rows = [(dimension.label, figures.per_cent(share)) for dimension, share in (score.dimensions or {}).items()]
    rows += [(factors[factor], figures.per_cent(share)) for factor, share in (score.success_factors or {}).items()]
    output.table("Dimensions and success factors", ("", "achieved"), rows, right=(1,))
    agreed = "" if score.agreement is None else f", agreement {figures.per_cent(score.agreement)}"
    output.say()
    output.say(
        f"Confidence {score.confidence.value if score.confidence else ''}: {figures.per_cent(score.answered)} "
        f"answered, {figures.per_cent(score.with_evidence)} of the ratings with evidence{agreed}."
    )


def _show_readiness(content: Content, scores: Scores, practice: str) -> None:
    rows = [
        (
            content.catalogue.framework[framework.framework].name,
            requirement.requirement,
            part.level,
            str(part.weight),
            len(part.statements),
            figures.per_cent(part.achievement),
        )
        for framework in scores.frameworks
        for requirement in framework.requirements
        for part in requirement.practices
        if part.practice == practice and part.achievement is not None
    ]
    if rows:
        output.say()
        head = ("framework", "requirement", "up to level", "weight", "statements", "achieved")
        title = "Contribution to readiness (indicative, not a statement of conformity)"
        output.table(title, head, rows, right=(2, 3, 4, 5))
