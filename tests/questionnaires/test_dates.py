"""Which dates in words are to come, and which only look like it."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaires.dates import dates_to_come

TODAY = date(2026, 9, 25)


@pytest.mark.parametrize(
    ("text", "on", "is_day"),
    [
        ("Ends 30 June 2027, notice by 31 December 2026.", date(2026, 12, 31), True),
        ("Ends 30 June 2027, notice by 31 December", date(2026, 12, 31), True),
        ("Mr. Oduya retires on 31 March 2027.", date(2027, 3, 31), True),
        ("Retires on 31 March 2027; no successor, not in the IT plan.", date(2027, 3, 31), True),
        ("Corvane renews for three years unless notice is given by 31 December 2026.", date(2026, 12, 31), True),
        ("Due on 31 March 2027.", date(2027, 3, 31), True),
        ("Insurer wants an answer by January.", date(2027, 1, 1), False),
        ("The license expires on 1 Nov", date(2026, 11, 1), True),
        ("She leaves in March 2027", date(2027, 3, 1), False),
        ("Support ends in mid-March", date(2027, 3, 1), False),
        ("Retires on December 31, 2026", date(2026, 12, 31), True),
        ("Retires end of March", date(2027, 3, 31), True),
        ("The contract runs to 31.12.2026", date(2026, 12, 31), True),
        ("Next audit: 15 March 2027", date(2027, 3, 15), True),
        ("Support ends 2026-12-31", date(2026, 12, 31), True),
        ("To be replaced before the end of February", date(2027, 2, 28), True),
        ("Must be done by the end of 2026", date(2026, 12, 31), True),
        ("Due in Q1 2027", date(2027, 1, 1), False),
        ("By Q1, all wards", date(2027, 1, 1), False),
        ("Must be fixed by May", date(2027, 5, 1), False),
        ("An answer is expected by September", date(2026, 9, 30), False),
        ("Runs from 1 May 2026 to 30 April 2027; renewal is automatic", date(2027, 4, 30), True),
    ],
)
def test_a_date_to_come(text: str, on: date, *, is_day: bool) -> None:
    """A date without a year is the next one; of the current month, its last day counts."""
    [found] = dates_to_come(text, TODAY)

    assert (found.on, found.is_day) == (on, is_day)
    assert found.clause == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "on", "until"),
    [
        ("Three renew themselves January to June 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("Two contracts end in November and March 2027", date(2026, 11, 1), date(2026, 11, 30)),
        ("Leases expire 1 May \u2013 15 June 2027", date(2027, 5, 1), date(2027, 6, 15)),
        ("The licenses end in August to October 2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("Must be fixed by May", date(2027, 5, 1), date(2027, 5, 31)),
        ("Due on 31 March", date(2027, 3, 31), date(2027, 3, 31)),
        ("Due in Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_of_several_dates_the_earliest_to_come_counts_until_their_span_ends(text: str, on: date, until: date) -> None:
    """The first of two dates takes the year of the second, or the one before."""
    [found] = dates_to_come(text, TODAY)

    assert (found.on, found.until) == (on, until)


@pytest.mark.parametrize(
    "text",
    [
        "148 left on 1 October",
        "Since 3 May 2025",
        "The June restore",
        "In 2026, five",
        "Must run version 4.12.2",
        "Valid on 31.13.2026",
        "Due with version 12.1",
        "Must be asked by phone",
        "They may end it by hand",
        "Wards must report by March every year",
        "Reported by May Lee",
        "Nobody was there until June",
        "61 checks deleted by December",
        "Board minutes January to June: 1,912 of 1,914 approved.",
        "Risk list of 1 October: 164 entries, 7 without a due date",
        "ERP restored at the second site, November 2025, within its time",
        "Ends 31 February 2027",
        "Answered by August",
        "Notice by 30 June 2030",
        "By 2027, somehow",
        "In March 12 changes failed",
        "Deployment log, 12 to 16 October: 46 deployments, 46 merge records",
        "Measured on 2026-09-25, due for review",
        "2,140 contacts came in by 2 October 2025",
        "By March, 40 of 60 contracts were reviewed",
        "By December we had closed 12",
        "Jobs with the host run until 6 March; since then none",
        "Release review was planned for 15 November 2026 and dropped",
        "The contract ended on 31 December 2026 after notice",
        "No longer due on 31 March 2027: cancelled",
    ],
)
def test_no_date_to_come(text: str) -> None:
    """Past, too far ahead, again and again, no deadline, or no date at all."""
    assert dates_to_come(text, TODAY) == ()


def test_a_day_that_has_just_passed_is_not_nearly_a_year_ahead() -> None:
    """It may be a year ahead once it's half a year ago."""
    assert dates_to_come("Notice by 1 September", TODAY) == ()
    assert [each.on for each in dates_to_come("Notice by 1 March", TODAY)] == [date(2027, 3, 1)]
    after_new_year = date(2027, 1, 10)
    assert dates_to_come("Contract ends 20 December", after_new_year) == ()
    assert [each.on for each in dates_to_come("Notice by 31 January", after_new_year)] == [date(2027, 1, 31)]


def test_a_clause_is_a_whole_sentence_and_knows_the_one_before() -> None:
    """Abbreviations end no sentence; a long sentence is cut at its semicolons only."""
    text = "MES contract: Monday to Friday. Ends 30 June 2027, notice by 31 December 2026. Mr. Lee knows."
    [found] = dates_to_come(text, TODAY)
    assert (found.clause, found.before, found.lacks_subject) == (
        "Ends 30 June 2027, notice by 31 December 2026",
        "MES contract: Monday to Friday.",
        True,
    )

    [part] = dates_to_come(f"{'Much was said about it, ' * 8}and more; Dr. Pryce leaves by 1 Nov. 2026.", TODAY)
    assert (part.clause, part.before, part.lacks_subject) == ("Dr. Pryce leaves by 1 Nov. 2026", "", False)
