"""Looking something up in the catalogue: every word must be there, as the beginning of a word.

Case, width and accents are forgiven. What bears the whole search as its id or name comes first, then what has all
words in its name, then what has them anywhere; within these, in catalogue order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from practices_catalog.nearest import nearest
from questionnaires.answers.text import fold

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


class Kind(StrEnum):
    """What can be found."""

    PRACTICE = "practice"
    REQUIREMENT = "requirement"
    STATEMENT = "statement"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Document:
    """One thing that can be found.

    Attributes:
        page: what its page is found by: a practice's id, or a framework's and a requirement's.
        id: its own id, "" for none.
        where: the larger thing that it belongs to, "" for none.
        also: text by which it is found, and which its excerpt does not show.
    """

    kind: Kind
    page: tuple[str, ...]
    id: str
    name: str
    where: str = ""
    text: str = ""
    also: str = ""

    @cached_property
    def whole(self) -> frozenset[str]:
        """What a search may be exactly."""
        return frozenset({plain(self.id), plain(self.name)})

    @cached_property
    def in_name(self) -> frozenset[str]:
        """The words of its id and name."""
        return frozenset(words_of(f"{self.id} {self.name}"))

    @cached_property
    def in_all(self) -> frozenset[str]:
        """All words by which it is found."""
        return self.in_name | frozenset(words_of(f"{self.where} {self.text} {self.also}"))


def plain(text: str) -> str:
    """Return a text without case, width and accents, for comparing."""
    apart = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, plain; `8.6.1` is one word, `change-risk` two."""
    return tuple(WORD.findall(plain(text)))


def search(documents: Iterable[Document], wanted: str) -> list[Document]:
    """Return what holds all words of a search, best first."""
    sought, whole = words_of(wanted), plain(wanted)
    if not sought:
        return []
    ranked = [(rank, document) for document in documents if (rank := _rank(document, sought, whole)) is not None]
    return [document for _, document in sorted(ranked, key=lambda each: each[0])]


def nearest_name(documents: Iterable[Document], wanted: str) -> str | None:
    """Return the name of a practice that the search may have meant."""
    return nearest(wanted, [each.name for each in documents if each.kind is Kind.PRACTICE])


def marked(text: str, wanted: str) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it is a word that was looked for."""
    sought = words_of(wanted)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in WORD.finditer(text):
        if plain(word[0]).startswith(sought):
            pieces += [(text[end : word.start()], False), (word[0], True)]
            end = word.end()
    return (*pieces, (text[end:], False))


def _rank(document: Document, sought: Sequence[str], whole: str) -> int | None:
    if whole in document.whole:
        return 0
    if _has_all(document.in_name, sought):
        return 1
    return 2 if _has_all(document.in_all, sought) else None


def _has_all(present: frozenset[str], sought: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in present) for each in sought)
