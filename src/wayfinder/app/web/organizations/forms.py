"""Forms about an organization."""

from __future__ import annotations

from wayfinder.app.web.forms import Form, NewId, Number, Text


class NewOrganization(Form):
    """What is known of an organization at first."""

    new_id = NewId()
    name = Text("Name", most=300, hint="As it should stand on the cover of the report.")
    industry = Text("Industry", required=False)
    it_staff = Number(
        "Staff in IT", least=1, most=1_000_000, required=False, hint="The effort in roadmaps follows from it."
    )
