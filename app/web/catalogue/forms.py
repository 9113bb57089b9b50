"""Forms that are sent in the query string: they change nothing, and their results can be linked to."""

from __future__ import annotations

from flask import request

from app.web.catalogue import labels
from app.web.forms import Choice, Form, Text
from practices_catalog.model import Catalogue
from reports.views.readiness import framework_name


class QueryForm(Form):
    """A form that is read from the query string."""

    def __init__(self) -> None:
        self.is_sent = True
        super(Form, self).__init__(formdata=request.args)

    @property
    def has_invalid_query(self) -> bool:
        """Whether a value in the query string isn't valid."""
        return not self.validate()


class PracticeFilter(QueryForm):
    """The filters of the list of practices."""

    group = Choice("Group", default="")
    activity = Choice("Value chain activity", default="")
    contribution = Choice(
        "Contribution to the activity", {"": "High or medium", "high": "High", "medium": "Medium"}, default=""
    )
    framework = Choice("Mapped to", default="")

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.group.choices = {"": "All groups"} | {each.id: each.name for each in catalogue.groups}
        self.activity.choices = {"": "All activities"} | {each.value: name for each, name in labels.ACTIVITIES.items()}
        self.framework.choices = {"": "Any framework or none"} | {each.id: each.name for each in catalogue.frameworks}


class CrosswalkForm(QueryForm):
    """The two frameworks of a crosswalk; without a query, the first and the second of the catalogue."""

    source = Choice("From", name="from")
    target = Choice("To", name="to")
    requirement = Text("Requirement", most=100, required=False, hint="The id of a requirement in the first framework.")

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        ids = [each.id for each in catalogue.frameworks]
        self.source.choices = {each.id: framework_name(each) for each in catalogue.frameworks}
        self.target.choices = dict(self.source.choices)
        if self.source.data is None:
            self.source.data = next((each for each in ids if each != self.target.data), "")
        if self.target.data is None:
            self.target.data = next((each for each in ids if each != self.source.data), "")


class SearchForm(QueryForm):
    """What to search for, and in which kind of entry."""

    q = Text("Search for", most=200, required=False, hint="A word, part of a word, or an id such as 8.6.1 or DSS02.")
    kind = Choice("Search in", default="")

    def __init__(self) -> None:
        super().__init__()
        self.q.flags.required = True  # only a hint for the browser; a URL without a query shows the empty form
