"""The option that leaves practices out of an assessment."""

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
    help="Leave a practice out of the assessment. The results show the reason. Example: "
    "'project-management=The parent company runs all projects.' Can be repeated.",
)


def read_scope(catalogue: Catalogue, given: Iterable[str]) -> dict[str, str]:
    """Return the reason for each practice that is left out, by its id.

    Raises:
        InputError: with every practice that is unknown, has no reason, or is given twice.
    """
    reasons: dict[str, str] = {}
    faults: list[Fault] = []
    for text in given:
        name, _, words = text.partition("=")
        practice, reason = name.strip(), one_line(composed(words))
        if practice not in catalogue.practice:
            mend = write_nearest(practice, catalogue.practice, "see `wayfinder practices` for the ids")
            faults.append(Fault(Place(OPTION), f"no practice has the id {practice!r}", mend))
        elif not reason:
            mend = f"add a reason, such as '{practice}=Our parent company does this.'"
            faults.append(Fault(Place(OPTION), f"{practice} has no reason", mend))
        elif practice in reasons:
            faults.append(Fault(Place(OPTION), f"{practice} is given twice", "remove one of the two"))
        else:
            reasons[practice] = reason
    if faults:
        raise InputError(faults)
    return reasons
