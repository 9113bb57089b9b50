"""The dates that answers name: what the roadmap does by then, and what must be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from questionnaires.answers.anonymity import NAMELESS
from reports.formats.sheets.roadmap import dates_table
from reports.options import Edition, Paper, ReportOptions
from reports.views.milestones import busy, milestones
from reports.views.named_dates import named_dates
from reports.views.report import report_view
from reports.views.roadmap import roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.verdict import verdict_view
from roadmaps.model import Aim
from tests.reports.findings.conftest import Voice

Say = type[Voice]
WEAK = {"change-enablement": "NNNNN", "supplier-management": "LPNNN"}
MANY = ("change-enablement", "problem-management", "incident-management", "service-desk", "release-management")
SAYS = "ERP contract: Monday to Friday, 08:00 to 17:00, for lines that run round the clock on six days, in Mexico too, "
ENDS = f"{SAYS}where that day is over by 10:00. Ends 31 December 2026, notice by 30 June 2026. Nobody knew."


def test_a_date_before_any_work_on_its_practice_is_a_decision(clinic: Any, voice: Say) -> None:
    """The answers are of 3 June 2026."""
    subject = clinic.subject(
        voice(WEAK, default="FFFNN", comments={"workforce-and-talent-management.2": "Ms Ito retires on 31 July 2026."})
    )
    [found] = named_dates(subject)

    assert (found.on, found.begins, found.plan) == (date(2026, 7, 31), None, "Nothing: not in the roadmap")
    assert _decisions(subject)[1] == (
        "By 31 Jul 2026: \u201cMs Ito retires on 31 July 2026\u201d (workforce and talent management). "
        "The roadmap doesn't work on it, so assign it now; first task: list who retires, leaves or changes jobs within "
        "a year and what only they can do. Have a named colleague take over one of these tasks a week, and do it alone "
        "once."
    )


def test_a_date_after_work_on_its_practice_begins_is_in_the_chapter_only(clinic: Any, voice: Say) -> None:
    """What is reached by then is said; the words begin with what they are about."""
    subject = clinic.subject(
        voice(WEAK, default="FFFNN", comments={"change-enablement.1": ENDS.replace("30 June 2026", "November")})
    )
    first = next(each for each in milestones(subject.roadmap) if each.practice == "change-enablement")
    view = roadmap_view(subject)

    assert view is not None
    [row] = view.dates
    assert row.day == "Nov 2026"
    assert row.words == "\u201cERP contract: \u2026 Ends 31 December 2026, notice by November\u201d"
    assert row.practice == "Change enablement"
    assert row.plan.startswith(f"Level {first.level} by ") or row.plan.startswith("Level 2 by ")
    assert not any("By Nov 2026" in each for each in _decisions(subject))


def test_the_first_page_names_the_two_earliest_dates(clinic: Any, voice: Say) -> None:
    """The chapter has all of them."""
    days = ("1 July", "1 August", "1 October")
    subject = clinic.subject(
        voice(
            WEAK,
            default="FFFNN",
            comments={f"service-desk.{n}": f"The contract for it ends on {day} 2026" for n, day in enumerate(days, 1)},
        )
    )

    assert [each.day for each in named_dates(subject)] == ["1 Jul 2026", "1 Aug 2026", "1 Oct 2026"]
    assert [each[:14] for each in _decisions(subject)[1:3]] == ["By 1 Jul 2026:", "By 1 Aug 2026:"]
    assert not any("1 Oct 2026" in each for each in _decisions(subject))


def test_work_that_begins_later_is_named_with_its_day(clinic: Any, voice: Say) -> None:
    """Phase 1 begins on 8 June."""
    subject = clinic.subject(voice(WEAK, default="FFFNN", comments={"change-enablement.1": "Leaves by 5 June 2026"}))
    starts = busy(subject.roadmap)[0].start

    assert starts == date(2026, 6, 8)
    assert "The roadmap begins with it only on 8 Jun 2026, so assign it now; first task: " in _decisions(subject)[1]


def test_brief_words_stand_after_what_they_are_about(clinic: Any, voice: Say) -> None:
    """The sentence before; in a comment without one, the evidence by the same person."""
    subject = clinic.subject(
        voice(
            WEAK,
            default="FFFNN",
            evidence={"service-desk.2": "Audit finding 4: 148 of 212 accounts."},
            comments={
                "service-desk.1": "No owner, no signed acceptance. Insurer wants an answer by July.",
                "service-desk.2": "Due on 31 August.",
            },
        )
    )

    assert [each.words for each in named_dates(subject)] == [
        "\u201cNo owner, no signed acceptance. Insurer wants an answer by July\u201d",
        "\u201cAudit finding 4: 148 of 212 accounts\u201d; \u201cDue on 31 August\u201d",
    ]


def test_who_must_not_see_words_sees_no_dates(clinic: Any, voice: Say) -> None:
    """Nor are there any without a roadmap; an anonymous comment of one person is hidden."""
    said = voice(WEAK, default="FFFNN", comments={"service-desk.1": "The contract ends on 1 July 2026"})

    subject = clinic.subject(said)
    assert named_dates(subject)
    unquoted = replace(subject, options=ReportOptions(quotes=False))
    assert named_dates(unquoted) == ()
    assert not any("1 July" in each for each in _decisions(unquoted))
    assert named_dates(clinic.subject(said, planned=False)) == ()
    assert named_dates(clinic.subject(replace(said, name=NAMELESS))) == ()


def test_the_workbook_has_the_dates_as_dates(clinic: Any, voice: Say) -> None:
    """A month is written as it was, beside the day that counts; without quotations, there is no sheet."""
    comments = {"service-desk.1": "The contract ends on 1 July 2026", "service-desk.2": "Renews in September 2026"}
    subject = clinic.subject(voice(WEAK, default="FFFNN", comments=comments))
    table = dates_table(subject, report_view(subject))
    unquoted = replace(subject, options=ReportOptions(quotes=False))
    board = replace(subject, options=ReportOptions(edition=Edition.BOARD))

    assert table is not None
    assert [row[:2] for row in table.rows] == [(date(2026, 7, 1), None), (table.rows[1][0], "Sep 2026")]
    assert isinstance(table.rows[1][0], date)
    assert table.rows[0][2:4] == ("\u201cThe contract ends on 1 July 2026\u201d", "Service desk")
    assert dates_table(unquoted, report_view(unquoted)) is None
    assert dates_table(board, report_view(board)) is None


def _decisions(subject: Subject) -> tuple[str, ...]:
    return verdict_view(subject, summary_view(subject)).decisions


def test_a_date_of_a_grave_practice_is_one_decision_with_what_it_takes(clinic: Any, voice: Say) -> None:
    """Its words aren't quoted twice."""
    said = "268 devices out of support, no owner. Insurer wants an answer by January."
    subject = clinic.subject(
        voice(
            {**dict.fromkeys(MANY, "NNNNN"), "information-security-management": "LPNNN"},
            default="FFFNN",
            comments={"information-security-management.2": said},
        ),
        excluded=frozenset({"information-security-management"}),
    )
    about = [each for each in _decisions(subject) if "information security management" in each]

    assert len(about) == 1
    assert about[0].startswith(
        "By Jan 2027: \u201c268 devices out of support, no owner. Insurer wants an answer by Jan"
    )
    assert "so assign it now; first task: ask who answers for each system" in about[0]
    assert "Level 2, not in the roadmap, would take " in about[0]


def test_a_date_of_notice_asks_to_use_it(clinic: Any, voice: Say) -> None:
    """Beginning isn't enough: the contract continues unless somebody acts."""
    subject = clinic.subject(
        voice(
            WEAK, default="FFFNN", comments={"service-desk.3": "Renews for three years unless notice by 31 July 2026"}
        )
    )

    [told] = [each for each in _decisions(subject) if each.startswith("By 31 Jul 2026")]
    ask = "Give notice or agree on better terms before then; the roadmap doesn't work on it, so assign it now."
    assert ask in told


def test_long_decisions_move_what_works_below_them(clinic: Any, voice: Say) -> None:
    """Beside them it would leave no room; few decisions keep it there."""
    evidence = {
        f"{each}.{n}": "Sample of 40: 38 found" for each in ("service-desk", "incident-management") for n in (1, 2)
    }
    long = "The agreement on the second line in the north ends"
    dates = {f"service-desk.{n}": f"{long} on {n} August 2026, as nobody knew" for n in (3, 4)}
    fast = verdict_view(*_both(clinic.subject(voice(WEAK, default="FFFNN", evidence=evidence))))
    slow = verdict_view(
        *_both(
            clinic.subject(
                voice({**WEAK, "problem-management": "PNNNN"}, default="FFFNN", evidence=evidence, comments=dates),
                aim=Aim("iso-20000-1", by=date(2027, 5, 1)),
            )
        )
    )

    assert fast.beside
    assert fast.strengths
    assert not slow.beside
    assert sum(each.startswith("By ") for each in slow.decisions) == 2
    assert any("By 1 May 2027, " in each for each in slow.decisions)


def _both(subject: Subject) -> tuple[Subject, Any]:
    board = replace(subject, options=ReportOptions(edition=Edition.BOARD, paper=Paper.LETTER))
    return board, summary_view(board)
