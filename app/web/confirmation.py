"""The form that confirms a deletion."""

from __future__ import annotations

from app.web.forms import Form, Text, Version
from questionnaires.answers.text import fold


class DeletionForm(Form):
    """A confirmed deletion: the user types the name, so that nothing is deleted by accident."""

    version = Version()
    its_name = Text("Name", most=300, autocomplete="off", hint="Type the name to confirm.")

    def accepted_for(self, name: str) -> bool:
        """Return whether the form was sent with the right name."""
        if self.accepted() and fold(self.its_name.data or "") != fold(name):
            self.refuse("its_name", f"The name doesn't match. Type {name}.")
        return self.is_sent and not self.has_faults
