"""The index of the catalogue search, and how entries are found in it.

Every word of a query must be the beginning of a word in the entry; case, width and accents don't matter. Entries whose
id or name is the whole query come first, then those with all words in their name, then all others. Within these ranks,
entries keep the order of the catalogue. The index contains only public content, nothing about organizations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.running.content import Content
from practices_catalog.model import Catalogue, Framework, Practice
from questionnaires.answers.text import fold
from questionnaires.model import Questionnaire
from reports.views.readiness import framework_name

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


class EntryKind(StrEnum):
    """The kinds of entries that can be found."""

    PRACTICE = "practice"
    REQUIREMENT = "requirement"
    STATEMENT = "statement"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class IndexEntry:
    """One entry that can be found.

    Attributes:
        page: the ids in the URL of the entry's page: those of a practice, or of a framework and a requirement.
        id: the entry's own id, or "".
        context: what the entry belongs to, such as a framework's name, or "".
        keywords: further text to search, which isn't shown.
        other_names: names that the entry has elsewhere, such as in other languages.
    """

    kind: EntryKind
    page: tuple[str, ...]
    id: str
    name: str
    context: str = ""
    text: str = ""
    keywords: str = ""
    other_names: tuple[str, ...] = ()

    @cached_property
    def exact_matches(self) -> frozenset[str]:
        """The queries that match the entry exactly."""
        return frozenset(map(plain, (self.id, self.name, *self.other_names)))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words in the entry's id and name."""
        return frozenset(words_of(f"{self.id} {self.name}"))

    @cached_property
    def all_words(self) -> frozenset[str]:
        """All words of the entry."""
        texts = (self.context, self.text, self.keywords, *self.other_names)
        return self.name_words | frozenset(words_of(" ".join(texts)))


def search_index(content: Content) -> tuple[IndexEntry, ...]:
    """Return all entries, in catalogue order."""
    return tuple(_entries(content))


def search(entries: Iterable[IndexEntry], query: str) -> list[IndexEntry]:
    """Return the entries that have all words of a query, best match first."""
    words, whole = words_of(query), plain(query)
    if not words:
        return []
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, words, whole)) is not None]
    return [entry for _, entry in sorted(ranked, key=lambda each: each[0])]


def marked(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """Split a text into pieces, each marked as a word that matches the query or not."""
    words = words_of(query)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in WORD.finditer(text):
        if plain(word[0]).startswith(words):
            pieces += [(text[end : word.start()], False), (word[0], True)]
            end = word.end()
    return (*pieces, (text[end:], False))


def plain(text: str) -> str:
    """Return a text without case, width and accents, for comparing."""
    decomposed = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the plain words of a text; `8.6.1` is one word, `change-risk` is two."""
    return tuple(WORD.findall(plain(text)))


def _rank(entry: IndexEntry, words: Sequence[str], whole: str) -> int | None:
    """Return an entry's rank among the results, 0 for the best, or None if it doesn't match."""
    if whole in entry.exact_matches:
        return 0
    if _has_all(entry.name_words, words):
        return 1
    return 2 if _has_all(entry.all_words, words) else None


def _has_all(present: frozenset[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in present) for each in words)


def _entries(content: Content) -> Iterator[IndexEntry]:
    catalogue = content.catalogue
    for practice in catalogue.practices:
        yield _practice(practice, catalogue.finder.other_names(practice.id))
    for framework in catalogue.frameworks:
        yield from _requirements(framework)
    for questionnaire in content.questionnaires:
        yield from _statements(catalogue, questionnaire)
    for practice in catalogue.practices:
        yield from _indicators(practice)


def _practice(practice: Practice, other_names: tuple[str, ...]) -> IndexEntry:
    factors = " ".join(each.name for each in practice.success_factors)
    return IndexEntry(
        EntryKind.PRACTICE,
        (practice.id,),
        practice.id,
        practice.name,
        text=practice.purpose,
        keywords=factors,
        other_names=other_names,
    )


def _requirements(framework: Framework) -> Iterator[IndexEntry]:
    context = framework_name(framework)
    for each in framework.requirements:
        page = (framework.id, each.id)
        yield IndexEntry(EntryKind.REQUIREMENT, page, each.id, each.title, context, keywords=framework.id)


def _statements(catalogue: Catalogue, questionnaire: Questionnaire) -> Iterator[IndexEntry]:
    for each in questionnaire.statements:
        context = f"{catalogue.practice[each.practice].name}, level {each.level}"
        keywords = f"{each.evidence} {each.action}"
        yield IndexEntry(EntryKind.STATEMENT, (each.practice,), each.id, each.text, context, keywords=keywords)


def _indicators(practice: Practice) -> Iterator[IndexEntry]:
    for each in practice.indicators:
        yield IndexEntry(
            EntryKind.INDICATOR, (practice.id,), "", each.name, practice.name, each.formula, keywords=each.gamed
        )
