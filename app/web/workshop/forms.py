"""The consensus on a statement, and what of the workshop is shown."""

from __future__ import annotations

from wtforms.validators import StopValidation

from app.web.forms import Choice, Form, LongText, Version
from app.web.results.voices_view import Naming
from questionnaires.answers.model import Consensus
from questionnaires.model import Rating
from reports.views.marks import WORDS

RATINGS = {rating.value: WORDS[rating] for rating in Rating}
SHOWN = {"open": "Open disagreements", "disputed": "All disagreements", "all": "Every statement"}
NAMES = {Naming.ROLE.value: "By role", Naming.NAME.value: "By name", Naming.NOBODY.value: "Anonymous"}


class ConsensusForm(Form):
    """A rating over all respondents with its note; `withdraw` takes it back."""

    version = Version()
    rating = Choice("Consensus", {"": "none", **RATINGS})
    note = LongText("Note")
    evidence = LongText("Evidence")
    withdraw = Choice("Withdraw", {"": "no", "yes": "yes"}, default="")

    def validate_rating(self, field: Choice) -> None:
        """Ask for a rating."""
        if not field.data and not field.errors and not self.withdraw.data:
            raise StopValidation("Choose a rating.")

    def validate_note(self, field: LongText) -> None:
        """Ask for a note: who reads the result later has to see what it rests on."""
        if not field.data and not self.withdraw.data:
            raise StopValidation("Write what was agreed and on what it rests.")

    @property
    def wanted(self) -> Consensus | None:
        """What is to stand, None where it is withdrawn."""
        if self.withdraw.data:
            return None
        return Consensus(Rating(self.rating.data), self.note.data or "", self.evidence.data or "")
