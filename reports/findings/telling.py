"""How telling words are: figures and comparisons first, and whether they name what is missing."""

from __future__ import annotations

import re

COUNT = re.compile(r"\d[^.]{0,30}(?<!instead) (out )?of (the |those |all )?\w*\d|\d ?(%|per cent|percent)")
COMPARISON = re.compile(
    r"\b(instead of|rather than|against|compared|than|but only|of which|of whom|down from|up from|from \d[\d.,]* to)\b"
)
PART = re.compile(r"(?:\bof (\d[\d,]*)|\b(\d[\d,]*) [A-Za-z][^.;:,\d]{0,40})[:,] (?:only |just |but )?(\d[\d,]*) [a-z]")
"""A number of things, then a number of them: `30 test calls: 17 sent`, `26 measures, 7 done`, `of 40: 36 found`."""
FIGURE = 2
"""How telling words with a figure are, at least."""
MONTH = (
    "(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?"
    "|Aug(ust)?|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)"
)
DATE = re.compile(
    rf"\b(\d{{1,2}}\.? {MONTH}|{MONTH} \d{{1,2}}, (19|20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./](19|20)\d\d"
    r"|\d{1,2}/(19|20)\d\d|Q[1-4]|(19|20)\d\d(-\d\d-\d\d)?)\b"
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
"""A share in words, for which a percentage stands in."""
SAMPLE = re.compile(r"\W*(a |the )?(sample|check|audit|review) of (the )?\d[\d,]*( [a-z-]+){0,3}\W*", re.IGNORECASE)
"""How much was looked at, without what was found."""
GAP = re.compile(
    r"\b(but|except|only|without|no|not|none|never|nobody|nothing|missing|waiting|until|although|their own)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words that say what is missing."""
PER_CENT = re.compile(r"(?<![\d.,])(\d{1,3})([.,]\d{1,2})? ?(%|per ?cent)")
RANGE = re.compile(r"\b\d[\d.:]* (to|until) \d[\d.:]*")
"""From when to when, or from which to which: `8 to 18`."""
ONE = re.compile(r"\bone\b", re.IGNORECASE)
ALL = 100
SAYS = 5


def telling(text: str) -> int:
    """Return how telling words are.

    4 with a count such as `14 of 52` or a percentage, 3 with a figure compared, 2 with another figure, 1 with a date
    alone, else 0; a number in words is a figure, and the size of a sample or of a document alone proves nothing.
    """
    undated = SHARE.sub("50 % of", NUMBER.sub(_digits, DATE.sub("", text)))
    if SAMPLE.fullmatch(text):
        return 0
    if not any(map(str.isdigit, PAPER.sub("", undated))):
        return int(bool(DATE.search(text)))
    if COUNT.search(undated) or _counts_a_part(undated):
        return 4
    return 3 if COMPARISON.search(text) else FIGURE


def says_more(text: str) -> bool:
    """Return whether words do more than name a document: they have a figure, or at least five words."""
    return telling(text) >= FIGURE or (len(text.split()) >= SAYS and not SAMPLE.fullmatch(text))


def pointed(text: str) -> tuple[bool, int]:
    """Return whether words have two sides' figures for the same thing, and how telling they are, to compare."""
    return SIDES.search(text) is not None, telling(text)


def _digits(word: re.Match[str]) -> str:
    said = word[0].lower()
    return str(WORDS.index(said) + 2 if said in WORDS else 12)


def _counts_a_part(text: str) -> bool:
    found = PART.search(text)
    return found is not None and _number(found[3]) < _number(found[1] or found[2])


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def shows_a_gap(text: str) -> bool:
    """Return whether words about what largely holds say what is missing of it.

    They have a word such as `without`, a share below 100 %, or two different numbers: `two zones, one database`.
    """
    counted = SHARE.sub("50 % of", NUMBER.sub(_digits, ONE.sub("1", DATE.sub("", text))))
    plain = PAPER.sub("", RANGE.sub("", counted))
    share = PER_CENT.search(plain)
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", plain))
    return GAP.search(text) is not None or len(numbers) > 1 or (share is not None and int(share[1]) < ALL)
