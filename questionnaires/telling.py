"""How telling a text is: figures and comparisons count most, and whether it names what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

COUNT = re.compile(
    r"\b(?i:none|neither) of (the )?\d|\d[^.]{0,30}(?<!instead) (out )?of (the |those |all )?(last |past )?\w*\d"
    r"|\ball \d|\d ?(%|per cent|percent)"
)
COMPARISON = re.compile(
    r"\b(instead of|rather than|against|compared|than|but only|of which|of whom|down from|up from|from \d[\d.,]* to)\b"
)
PART = re.compile(r"(?:\bof (\d[\d,]*)|\b(\d[\d,]*) [A-Za-z][^.;:,\d]{0,40})[:,] (?:only |just |but )?(\d[\d,]*) [a-z]")
"""A number of things, then a number of them: `30 test calls: 17 sent`, `26 measures, 7 done`, `of 40: 36 found`."""
OF = re.compile(r"\b(\d[\d,]*) (?:out )?of (?:the |those |all )?(?:[a-z]+['\u2019]s )?(\d[\d,]*)")
"""A count out of a total: `14 of 52`, `16 of the year's 27`."""
LABEL = re.compile(r"\b(?:[A-Z]{2,}[ -]?\d+|P\d|(?i:severity|level|tier|phase|finding) \d+)\b")
"""A number that is a name: `SOC 2`, `P1`, `severity 1`."""
HARM = re.compile(
    r"\d ?-?(h|hours?|days?|weeks?|months?|min|minutes?)\b"
    r"|\b(lost|unusable|cancell?ed|failed|fails|repeats?|outages?|standstill|stood still|down|wrong|overdue|vanished"
    r"|without an (owner|answer)|no owner|to be decided|stops?|complaints?|claimed|can still|still open|cannot"
    r"|could(n['\u2019]t| not)|incomplete)\b",
    re.IGNORECASE,
)
"""Harm: how long something took, or what was lost, failed, came back or was left undecided."""
CLAIM = re.compile(
    r"\b(promis\w+|contracts?|says?|said|reports?|reported|policy|paper to|board pack|status page|targets?|sold|sells"
    r"|pays? for|clause|green|passed|refused)\b",
    re.IGNORECASE,
)
FACT = re.compile(
    r"\b(recomputed|recalculated|computed|recounted|counted|counts|logs?|logged|probe|console|walked|took|takes"
    r"|unusable|cancell?ed|could(n['\u2019]t| not)|nobody compared|test in|restores?|restored|by time records)\b",
    re.IGNORECASE,
)
"""What somebody said, promised or reported (a claim), and what was found when somebody looked (a fact)."""
AGAINST = re.compile(r"\d[^.;]{0,30} (?:against|where) [^.;]{0,30}?\d")
FIGURE, COUNTED, HARMFUL, PAIRED = 2, 4, 2, 2
"""How telling a text with a figure is at least, how telling one with a count is, and the extra weight of a text that
tells of harm or sets a fact beside a claim."""
NUMBERS = re.compile(r"\d[\d.,]*\d|\d")
MONTH = (
    "(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?"
    "|Aug(ust)?|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)"
)
DATE = re.compile(
    rf"\b((\d{{1,2}} (to|and) )?\d{{1,2}}\.? {MONTH}|{MONTH} \d{{1,2}}, (19|20)\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](19|20)\d\d|\d{1,2}/(19|20)\d\d|Q[1-4]|(19|20)\d\d(-\d\d-\d\d)?)\b"
)
SAID = "(?:logged|counts?|counted|says?|said|shows?|showed|reports?|reported|recorded|finds?|found)"
SIDES = re.compile(
    rf"\b{SAID} \d[^.;,]{{0,40}}[,;] (?:but )?[^.;,\d]{{1,40}}\b{SAID} \d"
    r"|\d[\d.,]{0,9} ?[A-Za-z]{1,15} by [^.;,\d]{1,40}[,;] (?:but )?\d[\d.,]{0,9} ?[A-Za-z]{1,15} by "
)
"""Two sides' figures for the same thing: `wards logged 47 entries, IT counts 6`, `1 h by the supplier, 7 h by us`."""
PAPER = re.compile(r"\b\d[\d,]* (pages?|forms?|chapters?|documents?|slides?)\b", re.IGNORECASE)
"""How much was written, which says nothing about the work."""
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = re.compile(rf"\b({'|'.join(WORDS)}|dozen)\b", re.IGNORECASE)
SHARE = re.compile(r"\b(half (of|the)|a (third|quarter|fifth|tenth) of|every (second|third|other))\b", re.IGNORECASE)
"""A share in words, which is replaced with a percentage."""
SAMPLE = re.compile(r"\W*(a |the )?(sample|check|audit|review) of (the )?\d[\d,]*( [a-z-]+){0,3}\W*", re.IGNORECASE)
"""How much was examined, without what was found."""
GAP = re.compile(
    r"\b(but|except|only|without|no|not|none|never|nobody|nothing|missing|waiting|until|although|their own)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words that say what is missing."""
PER_CENT = re.compile(r"(?<![\d.,])(\d{1,3})([.,]\d{1,2})? ?(%|per ?cent)")
SENTENCE = re.compile(r"(?<=[.!?]) ")
RANGE = re.compile(r"\b\d[\d.:]* (to|until) \d[\d.:]*")
"""From when to when, or from which to which: `8 to 18`."""
LONG = re.compile(r"\d ?-?(days|weeks|months)\b")
SAYS = 5
MOSTLY = Fraction(3, 5)
"""The share from which a count isn't bad news on its own."""
ENOUGH = Fraction(3, 4)
"""The minimum share at which a comment on a statement rated L counts as praise."""


_remembered = lru_cache(4_096)
"""A report asks about each of its texts about twenty times."""


@_remembered
def telling(text: str) -> int:
    """Return how telling a text is.

    4 with a count such as `14 of 52` or a percentage, 3 with a comparison of figures, 2 with another figure, 1 with
    only a date, otherwise 0. A number in words is a figure. The size of a sample or document doesn't prove anything.
    """
    undated = _plain(text)
    if SAMPLE.fullmatch(text):
        return 0
    if not any(map(str.isdigit, PAPER.sub("", undated))):
        return int(bool(DATE.search(text)))
    if COUNT.search(undated) or _counts_a_part(LABEL.sub("", DATE.sub("", text))) or _counts_a_part(undated):
        return COUNTED
    return 3 if COMPARISON.search(text) else FIGURE


@_remembered
def weight(text: str) -> int:
    """Return how much a text with figures weighs in a conclusion.

    That is how telling it is, plus 2 if it tells of harm. A text that sets a fact beside a claim weighs 2 more than a
    count. A share that mostly holds weighs no more than any other figure.
    """
    told = telling(text)
    if told < FIGURE:
        return told
    harm = HARMFUL * (HARM.search(_plain(text)) is not None)
    if is_pair(text):
        return COUNTED + PAIRED + harm
    return (FIGURE if told == COUNTED and not harm and _mostly_holds(text) else told) + harm


def is_strong(text: str) -> bool:
    """Return whether a text compares a claim with a fact or counts harm."""
    return weight(text) >= COUNTED + HARMFUL


@_remembered
def is_pair(text: str) -> bool:
    """Return whether a text sets a fact beside a claim about the same thing, each with its figure.

    `Status page 99.97; computed: 99.61`, `31 hours against 8`, or two sides' figures: `wards logged 47 entries, IT
    counts 6`.
    """
    if SIDES.search(text):
        return True
    plain = _plain(text)
    apart = len(set(NUMBERS.findall(plain))) > 1
    said = CLAIM.search(text) is not None and FACT.search(text) is not None
    return apart and (said or AGAINST.search(plain) is not None)


def says_more(text: str) -> bool:
    """Return whether a text does more than name a document: it has a figure, or at least five words."""
    return telling(text) >= FIGURE or (len(text.split()) >= SAYS and not SAMPLE.fullmatch(text))


def _digits(word: re.Match[str]) -> str:
    said = word[0].lower()
    return str(WORDS.index(said) + 2 if said in WORDS else 12)


@_remembered
def _plain(text: str) -> str:
    """Return a text with numbers and shares as digits, and without dates and names that contain a number."""
    return SHARE.sub("50 % of", NUMBER.sub(_digits, LABEL.sub("", DATE.sub("", text))))


def _counts_a_part(text: str) -> bool:
    return next(_parts(text), None) is not None


def _parts(text: str) -> Iterator[Fraction]:
    """Yield each number as a share of the one before it, if the share is below 1."""
    for found in PART.finditer(text):
        part, whole = _number(found[3]), _number(found[1] or found[2])
        if part < whole:
            yield Fraction(part, whole)


def _shares(text: str) -> Iterator[Fraction]:
    """Yield the shares in a text, given as percentages, as a number out of another, or as part of a number."""
    for found in PER_CENT.finditer(text):
        yield Fraction(int(found[1]), 100)
    for found in OF.finditer(text):
        if whole := _number(found[2]):
            yield Fraction(_number(found[1]), whole)
    yield from _parts(text)


def _mostly_holds(text: str) -> bool:
    """Return whether all shares are large, and no sentence with a figure says what is missing."""
    told = [each for each in SENTENCE.split(text) if any(map(str.isdigit, _plain(each)))]
    shares = [share for each in told for share in _shares(_plain(each))]
    return bool(shares) and min(shares) >= MOSTLY and not any(map(GAP.search, told))


def is_mild(text: str) -> bool:
    """Return whether a text only gives a share that mostly holds, without harm or a fact set against a claim."""
    return weight(text) <= FIGURE and _mostly_holds(text)


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def shows_a_gap(text: str) -> bool:
    """Return whether a comment on a statement rated L says what is missing.

    It does if it has a word such as `without`, a share below 75%, or a duration of days or longer: `nine weeks for a
    laptop`.
    """
    plain = PAPER.sub("", RANGE.sub("", _plain(text)))
    shares = [*_shares(plain)]
    return GAP.search(text) is not None or (min(shares) < ENOUGH if shares else LONG.search(plain) is not None)
