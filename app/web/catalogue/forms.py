"""Forms whose answers stand in the address: they change nothing, and their results can be linked to."""

from __future__ import annotations

from flask import request

from app.web.catalogue import labels
from app.web.forms import Choice, Form, Text
from practices_catalog.model import Catalogue
from reports.views.readiness import framework_name


class Asking(Form):
    """A form that is read from the address."""

    def __init__(self) -> None:
        self.is_sent = True
        super(Form, self).__init__(formdata=request.args)

    @property
    def faulty(self) -> bool:
        """Whether something asked for is refused."""
        return not self.validate()


class PracticeFilter(Asking):
    """Which practices to show."""

    group = Choice("Group", default="")
    activity = Choice("Value chain activity", default="")
    contribution = Choice(
        "Contribution to that activity", {"": "High or medium", "high": "High", "medium": "Medium"}, default=""
    )
    framework = Choice("Maps to", default="")

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.group.choices = {"": "All groups"} | {each.id: each.name for each in catalogue.groups}
        self.activity.choices = {"": "All activities"} | {each.value: name for each, name in labels.ACTIVITIES.items()}
        self.framework.choices = {"": "Any framework or none"} | {each.id: each.name for each in catalogue.frameworks}


class CrosswalkEnds(Asking):
    """From where to where; without an address's word, from the first framework to the second."""

    source = Choice("From", name="from")
    target = Choice("To", name="to")
    requirement = Text("Requirement", most=100, required=False, hint="An id of the first, or nothing for all of it.")

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        ids = [each.id for each in catalogue.frameworks]
        self.source.choices = {each.id: framework_name(each) for each in catalogue.frameworks}
        self.target.choices = dict(self.source.choices)
        if self.source.data is None:
            self.source.data = next((each for each in ids if each != self.target.data), "")
        if self.target.data is None:
            self.target.data = next((each for each in ids if each != self.source.data), "")


class Search(Asking):
    """What to look for, and in what kind of thing."""

    q = Text("Look for", most=200, required=False, hint="Words, a part of a word, or an id such as 8.6.1 or DSS02.")
    kind = Choice("In", default="")

    def __init__(self) -> None:
        super().__init__()
        self.q.flags.required = True  # for the browser alone; an address without it shows the empty form
