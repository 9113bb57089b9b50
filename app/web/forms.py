"""The base class of all forms, and the fields.

Text is cleaned like the text of uploaded files: normalized, trimmed, and with control characters replaced; unpaired
surrogates are rejected. CSRF tokens are checked before any view that changes something; `components/form.html` adds the
token to the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import wtforms
from flask import g, request
from werkzeug.datastructures import CombinedMultiDict
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from app.storage.accounts import email_key
from app.storage.base import new_id
from practices_catalog.faults import Fault
from questionnaires.answers.text import REPLACEMENT, clean, one_line, trouble
from reports.views.figures import capital

NOT_COPIED = ("version", "new_id")
MISSING = "Fill this in."
LONGEST_EMAIL = 320
_NOT_IN_ADDRESSES = re.compile(rf"""[@\s,;:<>()\[\]"\\{REPLACEMENT}]""")
TAKEN = "Reload this page and try again."


class Form(wtforms.Form):
    """A form, filled from the request or, failing that, from a stored row or from values.

    Attributes:
        is_sent: whether this request submits the form; `read=False` means that it submits another form on the page.
    """

    def __init__(self, stored: object = None, *, read: bool = True, **values: Any) -> None:
        self.is_sent = read and request.method == "POST"
        sent: CombinedMultiDict[str, Any] | None = None
        if self.is_sent:
            sent = CombinedMultiDict([request.files, request.form])
        super().__init__(formdata=sent, obj=stored, data=values)

    @property
    def has_faults(self) -> bool:
        """Whether any value was rejected."""
        return bool(self.errors)

    def accepted(self) -> bool:
        """Return whether the form was submitted and is valid."""
        g.accepted_form = self
        return self.is_sent and self.validate()

    def refuse(self, name: str, message: str) -> None:
        """Put a message on a field, for errors that only the view can find."""
        field = self._fields[name]
        field.errors = [*field.errors, message]

    def refuse_faults(self, faults: Iterable[Fault]) -> None:
        """Put each error on the field it names, and all others at the top of the form."""
        for fault in faults:
            if fault.place.key in self._fields:
                self.refuse(fault.place.key, capital(f"{fault.wrong}; {fault.mend}"))
            else:
                self.form_errors.append(str(fault))

    def fill(self, row: object) -> None:
        """Copy each field to the row's attribute of the same name."""
        for name, field in self._fields.items():
            if name not in NOT_COPIED:
                field.populate_obj(row, name)


def _say_required(_form: wtforms.Form, field: wtforms.Field) -> None:
    """Refuse an empty field; a field that couldn't be read already has a message."""
    if field.data in (None, "") and not field.errors:
        raise StopValidation(MISSING)


def _say_trouble(most: int) -> Callable[[wtforms.Form, wtforms.Field], None]:
    def check(_form: wtforms.Form, field: wtforms.Field) -> None:
        text = field.data or ""
        if found := trouble(text):
            raise StopValidation(f"This {found[0]}; {found[1]}.")
        if len(text) > most:
            raise StopValidation(f"This is {len(text):,} characters long; shorten it to {most:,}.")

    return check


class Text(wtforms.StringField):
    """One line of text."""

    def __init__(
        self, label: str, *, most: int = 200, required: bool = True, hint: str = "", autocomplete: str = "", **rest: Any
    ) -> None:
        checks = [_say_trouble(most), *((_say_required,) if required else ())]
        attributes = {"autocomplete": autocomplete} if autocomplete else {}
        super().__init__(label, checks, (_cleaned(one_line),), hint, render_kw=attributes, **rest)
        if required:
            self.flags.required = True


class LongText(wtforms.TextAreaField):
    """Several lines of text."""

    def __init__(self, label: str, *, most: int = 4000, required: bool = False, hint: str = "", **rest: Any) -> None:
        checks = [_say_trouble(most), *((_say_required,) if required else ())]
        super().__init__(label, checks, (_cleaned(clean),), hint, **rest)
        if required:
            self.flags.required = True


class Email(Text):
    """One email address. Only the format is checked, because only sending an email can prove that an address exists."""

    widget = wtforms.widgets.EmailInput()

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, most=LONGEST_EMAIL, **rest)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse anything that isn't one address, and addresses that get too long when they are normalized."""
        if not self.data or len(self.data) > LONGEST_EMAIL:
            return  # the validator says what is wrong
        if not _is_address(self.data):
            raise ValidationError("Enter a full email address, such as dana@example.org.")
        if len(email_key(self.data)) > LONGEST_EMAIL:
            raise ValidationError("This address is too long with these characters. Use plain letters instead.")


class Password(wtforms.PasswordField):
    """A password, exactly as typed."""

    def __init__(self, label: str, *, hint: str = "", autocomplete: str = "current-password", **rest: Any) -> None:
        checks = [InputRequired(MISSING)]
        super().__init__(label, checks, description=hint, render_kw={"autocomplete": autocomplete}, **rest)


class Number(wtforms.IntegerField):
    """A whole number from `least` to `most`."""

    def __init__(
        self, label: str, *, least: int, most: int, required: bool = True, hint: str = "", **rest: Any
    ) -> None:
        checks = [_say_required if required else Optional()]
        super().__init__(label, checks, description=hint, render_kw={"min": least, "max": most}, **rest)
        self.flags.required = required
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a number written with plain digits."""
        text = one_line(valuelist[0]) if valuelist else ""
        if not text:
            self.data = None
        elif re.fullmatch(r"-?[0-9]{1,9}", text) and self.least <= int(text) <= self.most:
            self.data = int(text)
        else:
            raise ValueError(f"Enter a whole number from {self.least:,} to {self.most:,}.")


class Day(wtforms.DateField):
    """A day without a time."""

    def __init__(self, label: str, *, required: bool = True, hint: str = "", **rest: Any) -> None:
        super().__init__(label, [_say_required if required else Optional()], description=hint, **rest)
        self.flags.required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a date in the format that browsers send."""
        text = one_line(valuelist[0]) if valuelist else ""
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError:
            raise ValueError("Enter the date as 2026-03-02.") from None


class Days(wtforms.Field):
    """An exact number, of days unless `what` says otherwise; accepts a decimal point or a decimal comma."""

    widget = wtforms.widgets.TextInput()
    data: Fraction | None

    def __init__(
        self, label: str, *, what: str = "a number of days, such as 37.5", hint: str = "", **rest: Any
    ) -> None:
        super().__init__(label, [Optional()], description=hint, **rest)
        self.what = what

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a number, and refuse anything ambiguous."""
        text = one_line(valuelist[0]) if valuelist else ""
        if not text:
            self.data = None
        elif re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,2})?", text):
            self.data = Fraction(text.replace(",", "."))
        else:
            raise ValueError(f"Enter {self.what}.")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{float(self.data):g}"


class Choice(wtforms.SelectField):
    """One of several values, each with a label: `{"iso-33020": "ISO/IEC 33020"}`."""

    def __init__(self, label: str, choices: Mapping[str, str] | None = None, *, hint: str = "", **rest: Any) -> None:
        super().__init__(label, choices=dict(choices or {}), description=hint, **rest)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse any other value."""
        if self.data not in (self.choices or {}):
            raise ValidationError("Choose one of these.")


class Switch(wtforms.BooleanField):
    """Yes or no."""

    def __init__(self, label: str, *, hint: str = "", **rest: Any) -> None:
        super().__init__(label, description=hint, **rest)
        self.type = "Switch"  # also for subclasses, because the template checks it


class Version(wtforms.IntegerField):
    """The version of the row shown in the form, for `storage.versions.to_change`."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the version; anything else becomes None, which leads to a conflict."""
        text = valuelist[0] if valuelist else ""
        self.data = int(text) if re.fullmatch("[0-9]{1,9}", text) else None


class NewId(wtforms.HiddenField):
    """The id of the new row, so that a form sent twice creates only one row."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(default=new_id, **rest)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse an id that we didn't generate."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{16}", self.data or ""):
            raise ValidationError(TAKEN)


def _is_address(text: str) -> bool:
    """Return whether a text has the form of one email address with a domain of two or more parts."""
    name, _, domain = text.partition("@")
    top = domain.rpartition(".")
    return bool(name and top[0] and top[2]) and not _NOT_IN_ADDRESSES.search(name + domain)


def _cleaned(clean_text: Callable[[str], str]) -> Callable[[str | None], str]:
    return lambda text: clean_text(text or "")
