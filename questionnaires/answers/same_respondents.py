"""Files of the same respondent: exact copies count once, and other files that can't be told apart are a fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from practices_catalog.faults import Fault, Place
from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.model import Response
from questionnaires.answers.text import fold, shown
from questionnaires.model import Rating

Read = tuple[str, Response]
MOST_SHOWN = 3


def without_copies(read: Sequence[Read]) -> tuple[list[Read], list[str]]:
    """Return the files without exact copies of others, and a note on each copy."""
    first: dict[str, str] = {}
    kept, notes = [], []
    for file, response in read:
        if response.digest and response.digest in first:
            same = f"{file} was given twice" if first[response.digest] == file else ""
            notes.append(f"{same or f'{file} is an exact copy of {first[response.digest]}'}, so it counts once")
        else:
            first[response.digest] = file
            kept.append((file, response))
    return kept, notes


def same_respondents(read: Sequence[Read]) -> Iterator[Fault]:
    """Yield a fault for each file with the id of an earlier one, or its name if ids don't tell the two apart."""
    by_id: dict[str, Read] = {}
    by_name: dict[str, Read] = {}
    for file, response in read:
        respondent, differs = response.respondent, ""
        name = "" if is_anonymous(respondent) else fold(respondent.name)
        if earlier := by_id.get(fold(respondent.id)):
            differs = differing_ratings(response, earlier[1])
            wrong = f"has the same respondent id as {earlier[0]}, {shown(respondent.id)}, {differs}"
            yield Fault(Place(file), wrong, "give each person their own id, or use only one file per person")
        elif name and (named := by_name.get(name)) and not (response.has_id and named[1].has_id):
            lacking = {(True, False): f"{named[0]} has no id", (False, True): "this file has no id"}
            why = lacking.get((response.has_id, named[1].has_id), "neither has an id")
            differs = differing_ratings(response, named[1])
            wrong = f"has the same respondent as {named[0]}, {shown(respondent.name)}, and {why}, {differs}"
            mend = "if they are two people, give each an id (respondent.id); otherwise, use only one of the files"
            yield Fault(Place(file), wrong, mend)
        by_id.setdefault(fold(respondent.id), (file, response))
        by_name.setdefault(name, (file, response))


def differing_ratings(here: Response, there: Response) -> str:
    """Return where the ratings of two files differ: the first statements with both ratings, and how many more."""
    statements = dict.fromkeys((*here.answers, *there.answers))
    pairs = [(each, _rating(here, each), _rating(there, each)) for each in statements]
    found = [f"{each} is {own} here and {other} there" for each, own, other in pairs if own != other]
    if not found:
        return "with the same ratings"
    rest = len(found) - MOST_SHOWN
    more = f", and {rest} more differ" if rest > 0 else ""
    return f"but {', '.join(found[:MOST_SHOWN])}{more}"


def _rating(response: Response, statement: str) -> str:
    answer = response.answers.get(statement)
    rating: Rating | None = answer.rating if answer else None
    return rating.value if rating else "unanswered"
