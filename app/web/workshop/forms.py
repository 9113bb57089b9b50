"""The form for the consensus on a statement, and the filter's options."""

from __future__ import annotations

from wtforms.validators import StopValidation

from app.web.forms import Choice, Form, LongText, Version
from app.web.results.answers_view import Naming
from questionnaires.answers.model import Consensus
from questionnaires.model import Rating
from reports.views.marks import WORDS

RATINGS = {rating.value: WORDS[rating] for rating in Rating}
SHOWN = {"open": "Open disagreements", "disputed": "All disagreements", "all": "All statements"}
NAMES = {Naming.ROLE.value: "By role", Naming.NAME.value: "By name", Naming.NOBODY.value: "Anonymously"}


class ConsensusForm(Form):
    """A consensus rating with its note; `withdraw` removes the consensus."""

    version = Version()
    rating = Choice("Consensus", {"": "none", **RATINGS})
    note = LongText("Note")
    evidence = LongText("Evidence")
    withdraw = Choice("Withdraw", {"": "no", "yes": "yes"}, default="")

    def validate_rating(self, field: Choice) -> None:
        """Require a rating."""
        if not field.data and not field.errors and not self.withdraw.data:
            raise StopValidation("Choose a rating.")

    def validate_note(self, field: LongText) -> None:
        """Require a note, so that later readers see what the consensus is based on."""
        if not field.data and not self.withdraw.data:
            raise StopValidation("Enter what was agreed and why.")

    @property
    def consensus(self) -> Consensus | None:
        """The consensus to save, or None to withdraw it."""
        if self.withdraw.data:
            return None
        return Consensus(Rating(self.rating.data), self.note.data or "", self.evidence.data or "")
