"""Who said what about a statement: ratings in a line, words as short paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers.anonymity import LEAST_VOICES, SOMEBODY
from questionnaires.model import Rating
from questionnaires.scoring.model import StatementScore, Voice
from reports.views import figures
from reports.views.hearing import heard, how_many, ratings_of, scattered
from reports.views.subject import Subject

CUT = 200


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one person about a statement.

    Attributes:
        who: letter and name, `Assessor`, or `A respondent` where no name was given.
        letter: the letter alone, "" for those who have none.
        kind: Evidence, Comment, Reason or Note.
        cut: whether the text goes on in the appendix.
    """

    who: str
    letter: str
    kind: str
    text: str
    cut: bool = False


def said(subject: Subject, score: StatementScore, *, shorten: bool = False) -> tuple[Said, ...]:
    """Return all words given about a statement, evidence first, then comments, reasons, the assessor's last."""
    words: list[Said] = []
    voices = heard(score)
    for kind in ("Evidence", "Comment", "Reason"):
        words += [_one(subject, voice, kind) for voice in voices.named if _text(voice, kind)]
        unnamed = [Said(SOMEBODY, "", kind, _text(voice, kind)) for voice in voices.crowd if _text(voice, kind)]
        words += scattered(score.statement.id, unnamed, lambda each: each.text)
    if score.consensus:
        if score.consensus.evidence:
            words.append(Said("Assessor", "", "Evidence", score.consensus.evidence))
        words.append(Said("Assessor", "", "Consensus", f"{score.consensus.rating}: {score.consensus.note}"))
    return tuple(map(_shortened, words)) if shorten else tuple(words)


def ratings_line(subject: Subject, score: StatementScore) -> str:
    """Return the ratings given, `A: F, B: L`, and of those without a name only how many gave which."""
    voices = heard(score)
    said_by = [
        f"{subject.letters[voice.respondent.id]}:{figures.NO_BREAK}{rating_text(voice.answer.rating)}"
        for voice in voices.named
        if voice.answer.rating is not None
    ]
    said_by += [f"without a name: {how_many(ratings_of(voices.crowd))}"] if voices.crowd else []
    said_by += ["without a name: hidden"] if voices.is_held_back else []
    return figures.capital(", ".join(said_by))


def unnamed_rule(subject: Subject) -> str:
    """Return how far those without a name are shown, "" where everybody has one."""
    if not subject.unnamed:
        return ""
    return (
        f"Of what was said without a name it is told how many gave which rating, where {LEAST_VOICES} or more rated "
        "the statement; below that it is hidden."
    )


def rating_text(rating: Rating | None) -> str:
    """Return a rating's letters, a dash for none."""
    return rating.value if rating else "\u2013"


def _text(voice: Voice, kind: str) -> str:
    answer = voice.answer
    return {"Evidence": answer.evidence, "Comment": answer.comment, "Reason": answer.reason}[kind]


def _one(subject: Subject, voice: Voice, kind: str) -> Said:
    letter = subject.letters[voice.respondent.id]
    return Said(subject.speaker(voice.respondent), letter, kind, _text(voice, kind))


def _shortened(words: Said) -> Said:
    if len(words.text) <= CUT:
        return words
    return Said(words.who, words.letter, words.kind, figures.shortened(words.text, CUT), cut=True)
