"""Finds practices by id or by any name that people use for them: ITIL 4, older editions, other languages.

An unknown name is never taken for a practice. Instead, a question offers every practice with a similar name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from practices_catalog.faults import Fault, Place, refuse

if TYPE_CHECKING:
    from practices_catalog.model import NameWithoutPractice, Practice, PracticeNames

Value = TypeVar("Value")

LONGEST = 200  # no name is longer, and comparing long texts is slow
MOST_SHOWN = 60
MOST_OFFERED = 5
ALIKE, NEARLY_SAME = 0.72, 0.85
SAME_WORDS = {"&": "and", "und": "and", "et": "and", "mgmt": "management", "mgt": "management"}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Words that occur in too many names to tell practices apart.
COMMON = frozenset({
    "management", "gestion", "verwaltung", "practice", "process", "service", "services",
    "and", "of", "the", "for", "it", "de", "des", "du", "la", "le", "les", "l", "d", "der", "die", "das", "von", "fur",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+|&")


def name_key(text: str) -> str:
    """Return a name for comparison, ignoring case, accents, width, blanks and punctuation, with "&" as "and"."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return [SAME_WORDS.get(word, word) for word in _WORD.findall(plain)]


def name_keys(name: str) -> set[str]:
    """Return the keys of a known name, also with umlauts as two letters, as people without an umlaut key write them."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return {name_key(name), name_key(composed.translate(UMLAUTS))}


class PracticeFinder:
    """The practices by every spelling of their ids and names."""

    def __init__(self, practices: Sequence[Practice], names: Sequence[PracticeNames]) -> None:
        own = [(each.id, name) for each in practices for name in (each.id, each.name)]
        self.order = {practice.id: number for number, practice in enumerate(practices)}
        self._names = [*own, *((each, name) for each, name in _other_names(names) if each in self.order)]
        self._known: dict[str, str] = {}
        for practice, name in self._names:
            for key in name_keys(name):
                self._known.setdefault(key, practice)
        without = chain.from_iterable(each.without_practice for each in names)
        spelled = [(name, entry) for entry in without for name in chain(*entry.names.values())]
        self._without = {key: entry for name, entry in spelled for key in name_keys(name)}

    def find(self, text: str) -> str | None:
        """Return the id of the practice with this id or name, however it is spelled; None if there is none."""
        return self._known.get(name_key(text)) if len(text) <= LONGEST else None

    def other_names(self, practice: str) -> tuple[str, ...]:
        """Return the names of a practice other than its id and its name in this edition."""
        return tuple(name for each, name in self._names if each == practice)[2:]

    def by_id(self, given: Mapping[str, Value], place: Place) -> dict[str, Value]:
        """Return the values by practice id; unknown names are kept unchanged.

        Raises:
            InputError: two names mean the same practice.
        """
        found: dict[str, Value] = {}
        for name, value in given.items():
            practice = self.find(name) or name
            if practice in found:
                raise refuse(f"{name!r} means {practice!r}, which is given twice", "remove one of the two", place)
            found[practice] = value
        return found

    def without_practice(self, text: str) -> NameWithoutPractice | None:
        """Return the entry for a name that is known not to be a practice's, even if the name is misspelled."""
        if len(text) > LONGEST:
            return None
        found = get_close_matches(name_key(text), [*self._known, *self._without], n=1, cutoff=NEARLY_SAME)
        return self._without.get(found[0]) if found else None

    def near(self, text: str) -> tuple[str, ...]:
        """Return the ids of the practices whose names share distinctive words with a text or are spelled similarly."""
        if len(text) > LONGEST:
            return ()
        if entry := self.without_practice(text):
            return entry.near
        words = _telling_words(text)
        if not words:
            return ()
        sharing = [each for each in self._cores if all(word in each.split() for word in words)]
        alike = get_close_matches(" ".join(words), list(self._cores), n=MOST_OFFERED, cutoff=ALIKE)
        misspelt = get_close_matches(name_key(text), list(self._known), n=1, cutoff=NEARLY_SAME)
        practices = [self._known[each] for each in misspelt]
        practices += [practice for each in (*alike, *sharing) for practice in self._cores[each]]
        return tuple(sorted(list(dict.fromkeys(practices))[:MOST_OFFERED], key=self.order.__getitem__))

    def mend(self, text: str, otherwise: str, before: str = "", after: str = "") -> str:
        """Return what to do about an unknown name: a question that offers every similar practice, or `otherwise`.

        Args:
            text: the name.
            otherwise: what to do if no practice is similar.
            before, after: what surrounds each id, such as `.2` after it for a statement of level 2.
        """
        near = [f"'{before}{each}{after}'" for each in self.near(text) if each in self.order]
        question = f"did you mean {_listed(near)}?" if near else otherwise
        entry = self.without_practice(text)
        return f"ITIL 4 has no such practice, as {entry.why}; {question}" if entry else question

    @cached_property
    def _cores(self) -> Mapping[str, Sequence[str]]:
        """The practices by the distinctive words of each of their names."""
        cores: dict[str, list[str]] = defaultdict(list)
        for practice, name in self._names:
            if (core := " ".join(_telling_words(name))) and practice not in cores[core]:
                cores[core].append(practice)
        return cores


def unknown_practice(finder: PracticeFinder, text: str, place: Place, otherwise: str = "") -> Fault:
    """Return the fault for a name or id that no practice has."""
    shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    mend = finder.mend(text, otherwise or "use an id that `wayfinder practices` lists")
    return Fault(place, f"no practice has the id or name {shown!r}", mend)


def _other_names(names: Iterable[PracticeNames]) -> Iterator[tuple[str, str]]:
    for each in names:
        for practice, others in each.names.items():
            yield from ((practice, other) for other in others)


def _telling_words(name: str) -> list[str]:
    """Return the distinctive words of a name; German compounds lose their ending."""
    words = (word.removesuffix("management") for word in _words(name) if word not in COMMON)
    return [word for word in words if word]


def _listed(items: Sequence[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} or {last}" if first else last
