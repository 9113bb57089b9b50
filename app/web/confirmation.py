"""The form that confirms a deletion."""

from __future__ import annotations

from app.web.forms import Form, Text, Version
from questionnaires.answers.text import fold


class ConfirmByName(Form):
    """A deletion confirmed by typing the name of what will be deleted, so that nothing is deleted by accident."""

    version = Version()
    name = Text("Name", most=300, autocomplete="off", hint="Type the name to confirm.")

    def accepted_for(self, name: str) -> bool:
        """Return whether the form was sent with the correct name."""
        if self.accepted() and fold(self.name.data or "") != fold(name):
            self.refuse("name", f"The name doesn't match. Type {name}.")
        return self.is_sent and not self.has_faults
