"""Upcoming dates that somebody wrote about: deadlines, and events that something must be done before."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_AHEAD = 18
JUST_PAST = timedelta(days=90)
"""A day without a year that would be at most this far back is more likely to be past than almost a year ahead."""
LONGEST = 160
"""A longer sentence is quoted only as far as the semicolons around the date."""

SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.) (?=[A-Z\d(\u201c\u2018'\"])|\n")
"""Not after `Mr.` or `Jan.`"""
MONTH = (
    "(?P<month{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
YEAR = r"(?:,? (?P<year{}>20\d\d)\b)?"
DAY = r"(?P<day{}>[12]?\d|3[01])(?:st|nd|rd|th)?\b"
WHEN = re.compile(
    r"(?<![\d.,])(?<!\d-)\b(?:(?P<iso>20\d\d-\d\d-\d\d)\b"
    r"|(?P<dotted>[0-3]?\d\.[01]?\d\.20\d\d)\b"
    rf"|{DAY.format(1)}\.? (?:of )?{MONTH.format(1)}{YEAR.format(1)}"
    rf"|{MONTH.format(2)} {DAY.format(2)}(?! [a-z]|[\d.,]*\d{{3}}){YEAR.format(2)}"
    rf"|{MONTH.format(3)}{YEAR.format(3)}(?! [A-Z][a-z])"
    rf"|Q(?P<quarter>[1-4]){YEAR.format(4)}"
    r"|(?P<year5>20\d\d)\b)"
)
"""A day, a month, a quarter or, for its end, a year. A month before a capital may be a name: `reported by May Lee`."""
END = re.compile(r"\bend of (?:the )?(?:year )?$", re.IGNORECASE)
DEADLINE = re.compile(
    r"\b(?:(?:by|until|till|before|later than)(?: the)?"
    r"|(?:due|ends?|expires?|runs? out|lapses?|retires?|leaves?|renews?|closes?|deadline(?: is)?:?)"
    r"(?: on| in| at| by| for)?(?: the)?)(?: (?:early|mid|late))?(?: |-)(?:end of (?:the )?)?$",
    re.IGNORECASE,
)
"""Directly before a date."""
EVENT = re.compile(
    r"\b(by|until|till|before|due|deadline|ends?|ending|expir(?:e|es|y|ing)|runs? out|lapses?|notice|terminates?"
    r"|termination|retires?|retiring|retirement|leaves?|leaving|renews?|renewal|closes?|closing|go(?:es)? live|go-live"
    r"|takes? effect|in force|runs?|lasts?|valid|contract|warranty|out of support|end-of-life|EOL|audit|inspection"
    r"|must|has to|have to|wants?|expects?|planned|scheduled|comes?|starts?|begins?)\b",
    re.IGNORECASE,
)
"""Anywhere in the clause of a date that has its year."""
PAST = re.compile(r"\b(was|were|had|did|been|since|last|took|went|came|used to)\b", re.IGNORECASE)
PAST_AFTER = re.compile(r"\b(was|were|had|did|since then)\b", re.IGNORECASE)
"""After a date without a year: `By March, 40 of 60 were reviewed`."""
OVER = re.compile(
    r"\b(no longer|not due|cancell?ed|dropped|withdrawn|called off|ended|gave notice|been used|went through|was moved"
    r"|migrated off|no contract)\b",
    re.IGNORECASE,
)
"""Says that something is over, whatever the date."""
SPAN = re.compile(r" ?(?:(?P<through>to|until|till|through|-|\u2013)|and|or) ?")
"""Joins two dates. If the first has no year, it takes its year from the second: `January to June 2027`."""
DONE = re.compile(r"\b\w+ed (?:by|until|till|before)(?: the)? (?:end of )?$", re.IGNORECASE)
TO_COME = re.compile(r"\b(is|are|be|must|will|should|may|can)\b")
AGAIN = re.compile(r"\b(every|each|per) \w+|\b(yearly|annual(ly)?|monthly|quarterly)\b", re.IGNORECASE)
NO_SUBJECT = re.compile(
    r"(due|ends?|expires?|runs? out|lapses?|retires?|leaves?|renews?|closes?|notice|deadline|by|until|before|to be"
    r"|must)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateToCome:
    """An upcoming date in a text.

    Attributes:
        on: the day that counts: of a month or quarter the first day, or the last day if it has begun.
        is_day: whether the text names a day, rather than a month or a quarter.
        until: the last day of the month, the quarter or the span mentioned, such as `January to June 2027`.
        clause: the whole sentence with the date, or the part of a long sentence between semicolons.
        before: the sentence before it in the text; "" for none.
        lacks_subject: whether the clause doesn't say what it is about.
    """

    on: date
    is_day: bool
    until: date
    clause: str
    before: str
    lacks_subject: bool


def dates_to_come(text: str, today: date) -> tuple[DateToCome, ...]:
    """Return the dates in the 18 months after `today` that the words around them make deadlines or upcoming events.

    A date without a year must directly follow such a word, and means the next date of that kind. Each clause gives
    one entry at most, for its earliest date.

    Args:
        text: the text that somebody wrote.
        today: the day on which it was written.
    """
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    sentences = [each for each in SENTENCE_END.split(lines) if each]
    return tuple(_in_sentences(sentences, today))


def _in_sentences(sentences: list[str], today: date) -> Iterator[DateToCome]:
    for number, sentence in enumerate(sentences):
        parts = [sentence] if len(sentence) <= LONGEST else sentence.split(";")
        for part in parts:
            found = min(_in_clause(part, today), default=None)
            if found:
                clause = part.strip().rstrip(".;, ")
                before = sentences[number - 1] if number else ""
                yield DateToCome(*found, clause, before, NO_SUBJECT.match(clause) is not None)


def _in_clause(clause: str, today: date) -> Iterator[tuple[date, bool, date]]:
    """Yield each upcoming date in a clause, whether it is a day, and the last day of the date or of its span."""
    matches = list(WHEN.finditer(clause))
    for match, following in zip_longest(matches, matches[1:]):
        said, span = _said(match), following and SPAN.fullmatch(clause, match.end(), following.start())
        last = _said(following) if following and span else None
        head = clause[: match.start()]
        said = said.in_year_of(last) if said and last else said
        known = said is not None and (EVENT.search(clause) if said.year else _is_next(clause, head, match.end()))
        if said is None or not known or OVER.search(clause):
            continue
        found = said.end() if END.search(head) else None if said.is_year else said
        on = found.next_after(today) if found else None
        if found and on and on <= _months_later(today, MONTHS_AHEAD):
            ends = last if last and span and span["through"] else found
            yield on, found.day > 0, ends.last_from(on)


def _is_next(clause: str, head: str, end: int) -> bool:
    """Return whether a date without a year, which follows `head` in its clause, lies ahead and doesn't recur."""
    past = PAST.search(head) or PAST_AFTER.search(clause, end)
    if not DEADLINE.search(head) or AGAIN.search(clause) or past:
        return False
    return not DONE.search(head) or TO_COME.search(head) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """A date as it was written; `year` or `day` is 0 if it wasn't given, and `months` is the number of months."""

    year: int
    month: int
    day: int
    months: int = 1

    @property
    def is_year(self) -> bool:
        return self.months == len(MONTHS)

    def end(self) -> _Said:
        """Return its last day; for a day, the day itself."""
        if self.day:
            return self
        last = self.month + self.months - 1
        return _Said(self.year, last, monthrange(self.year or 1, last)[1])

    def in_year_of(self, later: _Said) -> _Said:
        """Return the date with a year: its own, that of a later date, or the year before that."""
        return self if self.year or not later.year else replace(self, year=later.year - (self.month > later.month))

    def last_from(self, day: date) -> date:
        """Return its last day on or after a day, or that day if there is none."""
        years = (self.year,) if self.year else (day.year, day.year + 1)
        return next((last for year in years if (last := self._span(year)[1]) and last >= day), day)

    def next_after(self, today: date) -> date | None:
        """Return the day that counts; None if it has passed or doesn't exist."""
        if self.year:
            return self._in(self.year, today)
        if self._was_just(today):
            return None
        return self._in(today.year, today) or self._in(today.year + 1, today)

    def _in(self, year: int, today: date) -> date | None:
        first, last = self._span(year)
        if first is None or last is None or last <= today:
            return None
        return first if first > today else last

    def _was_just(self, today: date) -> bool:
        _, last = self._span(today.year)
        _, before = self._span(today.year - 1)
        return any(each is not None and today - JUST_PAST <= each <= today for each in (last, before))

    def _span(self, year: int) -> tuple[date | None, date | None]:
        try:
            if self.day:
                return date(year, self.month, self.day), date(year, self.month, self.day)
            last = self.month + self.months - 1
            return date(year, self.month, 1), date(year, last, monthrange(year, last)[1])
        except ValueError:
            return None, None


def _said(match: re.Match[str]) -> _Said | None:
    """Return what a match says; None if it isn't a date."""
    found = match.groupdict()
    if found["iso"] or found["dotted"]:
        year, month, day = map(int, found["iso"].split("-") if found["iso"] else found["dotted"].split(".")[::-1])
        return _Said(year, month, day) if 1 <= month <= len(MONTHS) else None
    if found["quarter"]:
        return _Said(int(found["year4"] or 0), 3 * int(found["quarter"]) - 2, 0, months=3)
    if found["year5"]:
        return _Said(int(found["year5"]), 1, 0, months=len(MONTHS))
    number = next(each for each in "123" if found[f"month{each}"])
    month = MONTHS.index(found[f"month{number}"][:3]) + 1
    return _Said(int(found[f"year{number}"] or 0), month, int(found.get(f"day{number}") or 0))


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, len(MONTHS))
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))
