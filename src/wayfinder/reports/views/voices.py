"""Who said what about a statement: ratings in a line, words as short paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from wayfinder.questionnaires.model import Rating
from wayfinder.questionnaires.scoring.model import StatementScore, Voice
from wayfinder.reports.views import figures
from wayfinder.reports.views.subject import Subject

CUT = 200


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one person about a statement.

    Attributes:
        who: letter and name, or `Assessor`.
        letter: the letter alone.
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
    for kind in ("Evidence", "Comment", "Reason"):
        words += [_one(subject, voice, kind) for voice in score.voices if _text(voice, kind)]
    if score.consensus:
        if score.consensus.evidence:
            words.append(Said("Assessor", "", "Evidence", score.consensus.evidence))
        words.append(Said("Assessor", "", "Consensus", f"{score.consensus.rating}: {score.consensus.note}"))
    return tuple(map(_shortened, words)) if shorten else tuple(words)


def ratings_line(subject: Subject, score: StatementScore) -> str:
    """Return the ratings given, `A: F, B: L, C: P`; those who said nothing are left out."""
    return ", ".join(
        f"{subject.letters[voice.respondent.id]}:{figures.NO_BREAK}{rating_text(voice.answer.rating)}"
        for voice in score.voices
        if voice.answer.rating is not None
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
