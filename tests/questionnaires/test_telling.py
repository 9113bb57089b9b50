"""Which words are the most telling, and which of them name a gap."""

from __future__ import annotations

import pytest

from questionnaires.telling import is_pair, shows_a_gap, telling, weight


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Match of one week: 14 changes of 52 had no record.", 4),
        ("203 of the 212 lines are in the register.", 4),
        ("Availability stood at 99.71 per cent.", 4),
        ("30 test calls: 17 sent to another number.", 4),
        ("26 measures, 7 done.", 4),
        ("3 teams, 40 people.", 2),  # 40 isn't a part of 3
        ("Meeting of 14 May, 3 people present.", 2),  # nor 3 of 14 May
        ("19 hours instead of the 4 agreed.", 3),
        ("Raised from 300 to 400 terabytes.", 3),
        ("41,300 incident records.", 2),
        ("Restore test of 3 April.", 1),
        ("Report of 2025.", 1),
        ("Letter of August.", 0),
        ("Roster of the desk.", 0),
        ("Change policy version 3 of 14 March 2026", 2),  # a version isn't a count
        ("Report of the 2025 policy", 1),
        ("ISO/IEC 27001: 93 controls apply", 2),
        ("14.03.2026", 1),
        ("Minutes of March 14, 2026", 1),
        ("Report for Q3 2026", 1),
        ("Sample of 50 transfers", 0),  # nothing was found
        ("A check of the 40 cases.", 0),
        ("Sample of 40: 36 had an owner.", 4),
        ("The process handbook gives 61 pages; users phone the colleague they know", 0),  # paper isn't work
        ("Handbook of 14 May, 61 pages in 12 chapters.", 1),
        ("80 changes of June: 31 forms signed after the event, 9 missing", 4),  # but here the forms are counted
        ("Nine weeks and five signatures for a laptop", 2),
        ("A dozen calls a day.", 2),
        ("SOC 2 didn't ask for more", 0),  # names with a number
        ("Reviews of P1 and severity 2 cases", 0),
        ("Week of 7 to 13 May: 143 changes in the logs, 58 with a record", 4),
        ("218 actions in two years, 131 open", 4),
        ("Two of three times the same thing came back", 4),
        ("Estimated half of all faults never recorded", 4),
        ("Every second ticket comes back.", 4),
        ("A third of the calls are lost.", 4),
        ("Nine weeks instead of four.", 3),
        ("One place, often.", 0),
    ],
)
def test_counts_come_before_figures_and_figures_before_dates(text: str, points: int) -> None:
    """By hand."""
    assert telling(text) == points


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Report of June: wards logged 47 entries, IT counts 6.", True),
        ("Same outage: 1 h by the supplier, 7 h by the city", True),
        ("IT says 99.5 % of the server", False),
        ("26 measures, 7 done", False),
        ("Status page 99.97; computed for the twelve largest: 99.61. Contract 99.9.", True),
        ("Board pack: 96.8 per cent. Recomputed against three contracts: 81, 74 and 88", True),
        ("Restore failed twice, 31 hours against 8", True),
        ("99.9 for 'the import' against 99.9 'for the platform'", False),  # both say the same
        ("Two customers pay for 4 hours. Test in June took 11", True),
        ("14 of 52 changes had no record", False),  # nobody claimed otherwise
    ],
)
def test_a_fact_beside_a_claim_is_the_most_telling(text: str, *, sides: bool) -> None:
    """Both the claim and the fact have a figure."""
    assert is_pair(text) == sides
    assert weight(text) >= 6 or not sides


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Two zones, one database", False),  # whether that is little or much, only the reader knows
        ("Eight leavers in three plants, one license overlooked", False),
        ("Three questions, answered in 4, 6 and 11 minutes", False),
        ("Nine weeks and five signatures for a laptop", True),
        ("Went back the same day in 71 % of failed runs", True),
        ("Half of the transfers had the story", True),
        ("Check inventory, 61 of 92 services", True),
        ("Check inventory, 88 of 92 services", False),  # praise
        ("40 tickets followed, 36 with one owner throughout", False),
        ("14 of 14 severity 1 incidents with a review within five days", False),
        ("32 tickets followed, 16 with one owner throughout", True),
        ("Sign-on hung for 31 hours without an alert", True),
        ("The three cron scripts aren't in it", True),
        ("Product teams test their own", True),
        ("61 servers pinged; test on 20 May arrived", False),  # one number and a date
        ("Whoever is on chat stays with the customer, 8 to 18", False),  # from when to when
        ("100 % of the calls are recorded", False),
        ("1,100 % more", False),
        ("Central services", False),
        ("Handbook of 61 pages, 12 checks a week", False),  # paper isn't work
    ],
)
def test_words_about_what_largely_holds_name_a_gap_or_praise(text: str, *, gap: bool) -> None:
    """By hand."""
    assert shows_a_gap(text) == gap


@pytest.mark.parametrize(
    ("words", "weightier"),
    [
        ("Service says 99.5 per cent.", "Report: 99.9 per cent. Counter log: 61 hours unusable."),
        ("97 per cent of backups were written.", "Restore failed twice, 31 hours against 8."),
        ("14 reviews with 37 actions, 6 closed", "391 of 1,260 tickets were repeats."),
        ("Monthly list of 5 March", "One restore failed in March, 2 worked."),
    ],
)
def test_what_people_suffered_weighs_more_than_a_count(words: str, weightier: str) -> None:
    """Figures with harm come before figures alone; harm without a figure weighs nothing more."""
    assert weight(weightier) > weight(words)
    assert weight("It failed.") == 0
