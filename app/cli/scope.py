"""Practices that an assessment leaves out, as the command line names them."""

from __future__ import annotations

from collections.abc import Iterable

import click

from practices_catalog.faults import Fault, InputError, Place
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from questionnaires.answers.text import composed, one_line

OPTION = "--not-in-scope"

scope_option = click.option(
    OPTION,
    "left_out",
    multiple=True,
    metavar="PRACTICE=REASON",
    help="Leave a practice out of the assessment, for a reason that the results show, such as "
    "'project-management=The group runs all projects.'; may be given several times.",
)


def read_scope(catalogue: Catalogue, given: Iterable[str]) -> dict[str, str]:
    """Return why, by id of each practice that is not in scope.

    Raises:
        InputError: with every practice that is not known, has no reason, or is named twice.
    """
    reasons: dict[str, str] = {}
    faults: list[Fault] = []
    for text in given:
        name, _, words = text.partition("=")
        practice, reason = name.strip(), one_line(composed(words))
        if practice not in catalogue.practice:
            mend = write_nearest(practice, catalogue.practice, "write an id as `wayfinder practices` lists them")
            faults.append(Fault(Place(OPTION), f"no practice has the id {practice!r}", mend))
        elif not reason:
            mend = f"write why, as {practice}=The group does it."
            faults.append(Fault(Place(OPTION), f"{practice} has no reason", mend))
        elif practice in reasons:
            faults.append(Fault(Place(OPTION), f"{practice} is given twice", "keep one of the two"))
        else:
            reasons[practice] = reason
    if faults:
        raise InputError(faults)
    return reasons
