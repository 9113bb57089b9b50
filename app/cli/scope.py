"""The option that leaves practices out of an assessment."""

from __future__ import annotations

from collections.abc import Iterable

import click

from practices_catalog.faults import Fault, InputError, Place
from practices_catalog.model import Catalogue
from practices_catalog.practice_names import unknown_practice
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
        InputError: lists every practice that is unknown, has no reason, or is given twice.
    """
    reasons: dict[str, str] = {}
    faults: list[Fault] = []
    for text in given:
        name, _, words = text.partition("=")
        practice, reason = catalogue.finder.find(name), one_line(composed(words))
        if practice is None:
            faults.append(unknown_practice(catalogue.finder, name.strip(), Place(OPTION)))
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
