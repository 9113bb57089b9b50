"""Many equal faults become one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from practices_catalog.fault_groups import FaultLine, each_alone, grouped
from practices_catalog.faults import Fault, Place


def fault(line: int, wrong: str = "contains '3'", column: str = "rating", sheet: str = "") -> Fault:
    return Fault(Place("a.csv", sheet, line=line, column=column), wrong, "write N")


def test_equal_faults_are_one_line_with_a_count_and_the_first_places() -> None:
    """In the order of the first one."""
    faults = [fault(1, "is odd"), *(fault(line) for line in range(2, 12)), fault(99, column="rung")]

    found = grouped(faults)

    assert [str(line) for line in found.lines] == [
        "a.csv, line 1, column rating: is odd; write N",
        "a.csv, lines 2, 3, 4 and 7 more, column rating: contains '3' (10 times); write N",
        "a.csv, line 99, column rung: contains '3'; write N",
    ]
    assert [line.count for line in found.lines] == [1, 10, 1]


def test_three_equal_faults_keep_their_own_lines() -> None:
    """Only many are put together."""
    assert len(grouped([fault(1), fault(2), fault(3)]).lines) == 3
    assert len(grouped([fault(1), fault(2), fault(3), fault(4)]).lines) == 1


def test_faults_that_differ_only_in_their_statement_are_one_line() -> None:
    """The message says that there are others; what differs in anything else keeps its own line."""
    faults = [fault(line, f"service-desk.{line} is rated NA", sheet="Answers") for line in range(1, 6)]
    assert len(grouped([fault(line, f"the key '{line}' is missing") for line in range(1, 6)]).lines) == 5

    (line,) = grouped(faults).lines

    assert str(line) == (
        "a.csv, sheet Answers, rows 1, 2, 3 and 2 more, column rating: service-desk.1 is rated NA, and so on "
        "(5 times); write N"
    )


def test_faults_in_keys_name_the_keys() -> None:
    """If there are no lines."""
    faults = [Fault(Place("a.json", key=f"answers.x.{number}"), "is wrong", "mend it") for number in range(4)]

    (line,) = grouped(faults).lines

    assert line == FaultLine(
        "a.json, answers.x.0, answers.x.1, answers.x.2 and 1 more", "is wrong (4 times)", "mend it", 4
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["a", "b 'x'", "b 'y'", "c"]), st.sampled_from("st"))))
def test_no_fault_is_lost(places: list[tuple[int, str, str]]) -> None:
    """The counts and the rest always add up, and there are never more lines than allowed."""
    faults = [fault(line, wrong, sheet=sheet) for line, wrong, sheet in places]

    found = grouped(faults, most=5)

    assert sum(line.count for line in found.lines) + found.more == len(faults) == len(each_alone(faults).lines)
    assert len(found.lines) <= 5
