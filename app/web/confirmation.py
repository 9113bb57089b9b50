"""The form by which something goes for good."""

from __future__ import annotations

from app.web.forms import Form, Text, Version
from questionnaires.answers.text import fold


class Deletion(Form):
    """That something is to go; its name is written out, so that nothing goes by a slip."""

    version = Version()
    its_name = Text("Its name", most=300, autocomplete="off", hint="Written out, so that nothing goes by a slip.")

    def accepted_for(self, name: str) -> bool:
        """Return whether it was sent with the name of what is to go."""
        if self.accepted() and fold(self.its_name.data or "") != fold(name):
            self.refuse("its_name", f"The name is {name}.")
        return self.is_sent and not self.has_faults
