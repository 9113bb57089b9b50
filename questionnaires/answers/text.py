r"""All text from outside comes through here: normalized, trimmed, and free of what no document can contain.

Text is in Unicode's NFC, trimmed of white space of every kind, and every line ends in `\n`. Control characters,
noncharacters and characters that change the writing direction are visibly replaced by U+FFFD. Half a character (a lone
surrogate) and text too long for a workbook's cell are refused.

If a letter has more combining marks than any language uses, an invisible joiner splits them, as in Unicode's
stream-safe format: without it, sorting the marks takes time that grows with the square of their number.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 16_000
SHOWN = 60
REPLACEMENT = "\ufffd"
MOST_MARKS = 30
JOINER = "\u034f"

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = "\u00ad\u180e\u200b\u2060\ufeff"
_BLANKS = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))


def clean(text: str) -> str:
    """Return text as the program uses it; lone surrogates stay, so that `trouble` can report them."""
    return _trim(_FORBIDDEN.sub(REPLACEMENT, composed(_LINE_ENDS.sub("\n", _trim(text)))))


def composed(text: str) -> str:
    """Return text in NFC, in time proportional to its length."""
    return unicodedata.normalize("NFC", stream_safe(text))


def stream_safe(text: str) -> str:
    """Return text in which no letter has more than 30 combining marks in a row."""
    if text.isascii():
        return text
    pieces, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MOST_MARKS:
            pieces.append(JOINER)
            marks = 1
        pieces.append(letter)
    return "".join(pieces)


def one_line(text: str) -> str:
    """Return cleaned text with every run of white space and line ends as a single space."""
    return _BLANKS.sub(" ", clean(text))


def _trim(text: str) -> str:
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in _UNSEEN):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _UNSEEN):
        end -= 1
    return text[start:end]


def trouble(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text and how to fix it, or None if it is acceptable."""
    if found := _SURROGATE.search(text):
        at = text[max(0, found.start() - 20) : found.start()]
        return f"contains half a character (U+{ord(found[0]):04X}) after {shown(at)}", "delete it, or type it again"
    if len(text) > LONGEST:
        return f"is {len(text):,} characters long, more than {LONGEST:,}", "shorten it; refer to a document instead"
    return None


def fold(text: str) -> str:
    """Return text for comparing ids, headings and ratings, ignoring width, case, white space and apostrophe style."""
    wide = unicodedata.normalize("NFKC", clean(text)).translate(_APOSTROPHES)
    return _BLANKS.sub(" ", "".join(letter for letter in wide if letter not in _UNSEEN)).strip().casefold()


def slug(text: str, otherwise: str = "respondent") -> str:
    """Return text as an id: letters and digits of any script, joined by hyphens; `otherwise` if there are none."""
    return re.sub(r"[\W_]+", "-", fold(_SURROGATE.sub("", text))).strip("-") or otherwise


def printable(text: str) -> str:
    """Return text for a place or message, without characters that break a terminal or an encoder."""
    return _SURROGATE.sub(REPLACEMENT, _FORBIDDEN.sub(REPLACEMENT, text)).replace("\n", " ").replace("\r", " ")


def shown(text: str) -> str:
    """Return text in quotes for a message, shortened if necessary."""
    seen = printable(text)
    return f"'{seen[:SHOWN]}…'" if len(seen) > SHOWN else f"'{seen}'"
