"""Forms about an organization, its logo and its members."""

from __future__ import annotations

from typing import Any

import wtforms
from werkzeug.datastructures import FileStorage

from app.running import time_zones
from app.storage.organizations import Role
from app.web.forms import Choice, Email, Form, NewId, Number, Text, Version

ROLES = {
    Role.LEAD.value: "Lead: manages everything, including members and settings",
    Role.ASSESSOR.value: "Assessor: sets consensus, plans the roadmap and tracks its steps",
    Role.RESPONDENT.value: "Respondent: answers assessments, and can't see other people's answers",
    Role.VIEWER.value: "Viewer: views results, roadmaps and reports",
}
NAME_HINT = "As it should appear on the cover of reports."
STAFF_HINT = "Roadmaps use this number to estimate effort."
ZONE_HINT = "Pages and emails show times in this zone."
TIME_ZONES = {each: each.replace("_", " ") for each in time_zones.names()}


class NewOrganization(Form):
    """A new organization."""

    new_id = NewId()
    name = Text("Name", most=300, hint=NAME_HINT)
    industry = Text("Industry", required=False)
    it_staff = Number("IT staff", least=1, most=1_000_000, required=False, hint=STAFF_HINT)
    time_zone = Choice("Time zone", TIME_ZONES, default=time_zones.DEFAULT, hint=ZONE_HINT)


class OrganizationSettings(Form):
    """The settings of an organization."""

    version = Version()
    name = Text("Name", most=300, hint=NAME_HINT)
    industry = Text("Industry", required=False)
    it_staff = Number("IT staff", least=1, most=1_000_000, required=False, hint=STAFF_HINT)
    time_zone = Choice("Time zone", TIME_ZONES, default=time_zones.DEFAULT, hint=ZONE_HINT)


class UploadedFile(wtforms.FileField):
    """An uploaded file, which the view checks."""

    def __init__(self, label: str, *, accept: str, hint: str = "", **rest: Any) -> None:
        super().__init__(label, description=hint, render_kw={"accept": accept}, **rest)
        self.flags.required = True

    @property
    def content(self) -> bytes:
        """The content of the file, empty if no file was chosen."""
        if not isinstance(self.data, FileStorage):
            return b""
        with self.data.stream as sent:
            return sent.read()

    @property
    def file_name(self) -> str:
        """The file's name as sent, or ""."""
        return (self.data.filename or "") if isinstance(self.data, FileStorage) else ""


class NewLogo(Form):
    """A logo for pages and reports."""

    version = Version()
    logo = UploadedFile("File", accept="image/png,image/jpeg", hint="PNG or JPEG, up to 2 MB.")


class ReportColors(Form):
    """The colors of reports."""

    version = Version()
    main_color = Text("Main color", required=False, hint="For headings and marks, such as #17577d.")
    second_color = Text(
        "Second color",
        required=False,
        hint="For lines and the band on the cover. If empty, the band has the main color.",
    )


class NewTemplate(Form):
    """A template for Word or PowerPoint reports."""

    version = Version()
    template = UploadedFile("File", accept=".docx,.pptx", hint="A .docx or .pptx file, up to 10 MB.")


class AddMember(Form):
    """A new member."""

    new_id = NewId()
    name = Text("Name", autocomplete="off")
    email = Email("Email address", autocomplete="off", hint="The new member signs in with this address.")
    role = Choice("Role", ROLES, default=Role.ASSESSOR.value)


class ChangeRole(Form):
    """A new role for a member."""

    version = Version()
    role = Choice("Role", ROLES)


class Removal(Form):
    """A confirmed removal of a member, a logo or a template."""

    version = Version()


class Erasure(Form):
    """What happens to the answers of an erased person. There is no default, so that the choice is deliberate."""

    answers = Choice(
        "What should happen to the answers?",
        {
            "keep": "Keep them without the name: no figures change",
            "delete": "Delete them too (the figures will change as shown)",
        },
    )
