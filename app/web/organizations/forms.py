"""Forms about an organization, its logo and its members."""

from __future__ import annotations

from typing import Any

import wtforms
from werkzeug.datastructures import FileStorage

from app.storage.organizations import Role
from app.web.forms import Choice, Email, Form, NewId, Number, Text, Version

ROLES = {
    Role.LEAD.value: "Lead: everything, members and settings too",
    Role.ASSESSOR.value: "Assessor: rates, and sets consensus",
    Role.RESPONDENT.value: "Respondent: answers what he or she is asked, and sees nothing of others",
    Role.VIEWER.value: "Viewer: reads results and roadmap",
}
STAFF_HINT = "The effort in roadmaps follows from it."


class NewOrganization(Form):
    """What is known of an organization at first."""

    new_id = NewId()
    name = Text("Name", most=300, hint="As it should stand on the cover of the report.")
    industry = Text("Industry", required=False)
    it_staff = Number("Staff in IT", least=1, most=1_000_000, required=False, hint=STAFF_HINT)


class OrganizationSettings(Form):
    """What is known of an organization."""

    version = Version()
    name = Text("Name", most=300, hint="As it should stand on the cover of the report.")
    industry = Text("Industry", required=False)
    it_staff = Number("Staff in IT", least=1, most=1_000_000, required=False, hint=STAFF_HINT)


class Picture(wtforms.FileField):
    """A file that is looked at by the view."""

    def __init__(self, label: str, *, accept: str, hint: str = "", **rest: Any) -> None:
        super().__init__(label, description=hint, render_kw={"accept": accept}, **rest)
        self.flags.required = True

    @property
    def content(self) -> bytes:
        """What was sent; nothing where no file was chosen."""
        if not isinstance(self.data, FileStorage):
            return b""
        with self.data.stream as sent:
            return sent.read()


class Logo(Form):
    """A logo for pages and the report."""

    version = Version()
    logo = Picture("File", accept="image/png,image/jpeg", hint="PNG or JPEG, at most 2 MB.")


class NewMember(Form):
    """Somebody who is to belong to the organization."""

    new_id = NewId()
    name = Text("Name", autocomplete="off")
    email = Email("Mail address", autocomplete="off", hint="With it, he or she signs in.")
    role = Choice("Role", ROLES, default=Role.ASSESSOR.value)


class ChangeRole(Form):
    """What a member may do from now on."""

    version = Version()
    role = Choice("Role", ROLES)


class Removal(Form):
    """That a member is to belong to it no more, or that a logo is to go."""

    version = Version()


class Erasure(Form):
    """What is to become of somebody's answers; nothing is chosen beforehand."""

    answers = Choice(
        "What is to become of the answers?",
        {
            "keep": "Keep them without the name: every figure stays as it is",
            "delete": "Delete them too: the figures change as shown",
        },
    )
