"""Options shared by several commands, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from app.cli import Call
from app.planning.roadmaps import PlanOptions
from app.running.content import Content, load_content
from practices_catalog.faults import Fault, InputError, Place, refuse
from questionnaires.answers.fields import iso_day
from questionnaires.model import Method, Rating
from roadmaps.model import Unknown

Command = TypeVar("Command", bound=Callable[..., Any])

DAYS = re.compile(r"[0-9]{1,6}([.,][0-9]{1,2})?")
FORMATS = ("table", "json", "csv", "yaml")


def _format(ctx: click.Context, _: click.Parameter, form: str) -> str:
    """Return the format; for programs, every error gets a line of its own."""
    ctx.ensure_object(Call).all_faults |= form != "table"
    return form


files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    callback=_format,
    help="table is for people; json, csv and yaml are for programs (see docs/formats.md).",
)
method_option = click.option(
    "--method",
    type=click.Choice([method.value for method in Method]),
    callback=lambda _ctx, _option, value: Method(value) if value else None,
    help="How levels are derived from ratings; docs/scoring.md says when to use which. Default: the questionnaire's "
    "method, which is ladder for the quick scan.",
)


PLANNING = (
    click.option(
        "--approach",
        default="auto",
        show_default=True,
        metavar="APPROACH|auto",
        help="Where to start: support-quality, change-risk, service-quality or another approach that `wayfinder "
        "approaches` lists. auto follows the triage, or the scores if no symptoms were reported.",
    ),
    click.option(
        "--target",
        "targets",
        multiple=True,
        metavar="PRACTICE=LEVEL",
        help="Set a target level, such as incident-management=3. Can be repeated. docs/planning.md lists the default "
        "targets.",
    ),
    click.option("--phases", type=int, metavar="N", default=4, show_default=True, help="Number of phases, 1 to 12."),
    click.option(
        "--phase-weeks", type=int, metavar="N", default=13, show_default=True, help="Weeks in a phase, 1 to 52."
    ),
    click.option(
        "--capacity",
        metavar="DAYS",
        help="Person-days available in a phase. Default for 13 weeks: 20 with fewer than 20 IT staff, 100 with up "
        "to 200 or if unknown, 300 with more.",
    ),
    click.option(
        "--start",
        metavar="DATE",
        help="First day, such as 2026-03-02. Default: a Monday about four weeks after the assessment.",
    ),
    click.option(
        "--pin",
        "pins",
        multiple=True,
        metavar="PRACTICE=PHASE",
        help="Start a practice in this phase or later, such as problem-management=2. Can be repeated.",
    ),
    click.option(
        "--deadline",
        "deadlines",
        multiple=True,
        metavar="PRACTICE=PHASE",
        help="Reach a practice's target by the end of this phase, such as service-desk=2. Can be repeated.",
    ),
    click.option(
        "--exclude",
        "excluded",
        multiple=True,
        metavar="PRACTICE",
        help="Leave this practice out of the roadmap. Can be repeated.",
    ),
    click.option(
        "--aim", metavar="FRAMEWORK", help="Become ready for a framework, such as iso-20000-1, with the least effort."
    ),
    click.option(
        "--aim-rating",
        type=click.Choice(["L", "F"]),
        default="L",
        show_default=True,
        help="The rating that each requirement of the aim must reach.",
    ),
    click.option("--aim-date", metavar="DATE", help="The date by which the aim must be met, such as 2026-11-30."),
    click.option(
        "--unknown",
        type=click.Choice([each.value for each in Unknown]),
        default=Unknown.CHECK.value,
        show_default=True,
        help="Prerequisites that nobody has assessed: check them in the phase that needs them, or build them from "
        "level 0.",
    ),
    click.option("--only-approach", is_flag=True, help="Plan only the approach's practices and what they need."),
    click.option("--leave-free", is_flag=True, help="Leave capacity free if the targets don't need it."),
    click.option(
        "--pace",
        type=int,
        metavar="N",
        help="How many levels a practice may rise in a phase. Default: 1 in phases under 26 weeks, otherwise 2.",
    ),
    click.option(
        "--breadth",
        type=int,
        metavar="N",
        help="How many practices may have steps in one phase, besides quick wins. "
        "Default: 3, 4 or 6, by the size of the organization.",
    ),
    click.option(
        "--effort-factor",
        metavar="FACTOR",
        help="Multiply all effort by this factor, such as 1.5 if work takes 50% longer than usual.",
    ),
    click.option("--day-rate", metavar="AMOUNT", help="The cost of a person-day, to show costs next to days."),
)


def planning_options(command: Command) -> Command:
    """Add the planning options to a command."""
    for option in reversed(PLANNING):
        command = option(command)
    return command


def read_plan_options(  # noqa: PLR0913 - one parameter per option
    *,
    approach: str,
    targets: Iterable[str],
    phases: int,
    phase_weeks: int,
    capacity: str | None,
    start: str | None,
    pins: Iterable[str],
    excluded: Iterable[str],
    deadlines: Iterable[str],
    aim: str | None,
    aim_rating: str,
    aim_date: str | None,
    unknown: str,
    only_approach: bool,
    leave_free: bool,
    pace: int | None,
    breadth: int | None,
    effort_factor: str | None,
    day_rate: str | None,
) -> PlanOptions:
    """Return the planning options as values.

    Raises:
        InputError: lists every option that can't be read.
    """
    faults: list[Fault] = []
    factor = _number("--effort-factor", effort_factor, "times", faults)
    plan_options = PlanOptions(
        approach=approach,
        targets=_pairs("--target", targets, faults),
        phases=phases,
        phase_weeks=phase_weeks,
        capacity=_number("--capacity", capacity, "days", faults),
        start=_date("--start", start, faults),
        pins=_pairs("--pin", pins, faults),
        excluded=frozenset(excluded),
        deadlines=_pairs("--deadline", deadlines, faults),
        aim=aim or "",
        aim_rating=Rating(aim_rating),
        aim_date=_date("--aim-date", aim_date, faults),
        unknown=Unknown(unknown),
        only_approach=only_approach,
        leave_free=leave_free,
        pace=pace,
        breadth=breadth,
        effort_factor=Fraction(1) if factor is None else factor,
        day_rate=_number("--day-rate", day_rate, "money", faults),
    )
    if aim_date and not aim:
        faults.append(Fault(Place("--aim-date"), "a date without an aim", "add --aim with a framework"))
    if faults:
        raise InputError(faults)
    return plan_options


def _pairs(option: str, given: Iterable[str], faults: list[Fault]) -> dict[str, int]:
    pairs: dict[str, int] = {}
    for text in given:
        practice, _, number = (part.strip() for part in text.partition("="))
        if not practice or not number.isascii() or not number.isdigit():
            wrong = f"{text!r} isn't a practice and a number"
            faults.append(Fault(Place(option), wrong, "write it as incident-management=3"))
        elif practice in pairs:
            faults.append(Fault(Place(option), f"{practice} is given twice", "remove one of the two"))
        else:
            pairs[practice] = int(number)
    return pairs


NUMBERS = {
    "days": ("a number of days", "write a number such as 37.5"),
    "times": ("a factor", "write a number such as 1.5"),
    "money": ("an amount of money", "write a number such as 850"),
}


def _number(option: str, text: str | None, kind: str, faults: list[Fault]) -> Fraction | None:
    if text is None:
        return None
    what, mend = NUMBERS[kind]
    if not DAYS.fullmatch(text.strip()):
        faults.append(Fault(Place(option), f"{text!r} isn't {what}", mend))
        return None
    return Fraction(text.strip().replace(",", "."))


def _date(option: str, text: str | None, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    day = iso_day(text)
    if day is None:
        wrong = f"{text!r} isn't a date from 2000 to 2099"
        faults.append(Fault(Place(option), wrong, "write it as 2026-03-02"))
        return None
    return date.fromisoformat(day)


def content_of(ctx: click.Context) -> Content:
    """Return the built-in content with that of the `--content` folders.

    Raises:
        InputError: a folder doesn't exist, or its content has errors.
    """
    overlays = tuple(Path(folder) for folder in ctx.ensure_object(Call).overlays)
    for folder in overlays:
        if not folder.is_dir():
            mend = "give a folder with practices/, frameworks/ or approaches/"
            raise refuse("isn't a folder", mend, Place(str(folder)))
    return load_content(overlays)
