"""Forms about accounts."""

from __future__ import annotations

from app.web.forms import Address, Form, Password, Switch, Text, Version
from app.web.passwords import SHORTEST, weakness

HINT = f"At least {SHORTEST} characters; a few words in a row are easy to remember."


class SignIn(Form):
    """Who one is."""

    address = Address("Mail address", autocomplete="username")
    password = Password("Password")


class NewPassword(Form):
    """A password that nobody guesses."""

    password = Password("New password", hint=HINT, autocomplete="new-password")

    def accepted_for(self, *known: str) -> bool:
        """Return whether it was sent and is good for someone of whom this is known."""
        if not self.accepted():
            return False
        wrong = weakness(self.password.data or "", *known)
        if wrong:
            self.refuse("password", wrong)
        return not wrong


class ChangePassword(NewPassword):
    """A new password by whoever knows the old one."""

    old = Password("Present password")


class FirstAccount(NewPassword):
    """Whoever starts Wayfinder first."""

    name = Text("Your name", autocomplete="name")
    address = Address("Mail address", autocomplete="username")
    password = Password("Password", hint=HINT, autocomplete="new-password")


class Name(Form):
    """How one is called."""

    version = Version()
    name = Text("Your name", autocomplete="name")


class NewUser(Form):
    """Someone who gets an account."""

    name = Text("Name", autocomplete="off")
    address = Address("Mail address", autocomplete="off")
    is_administrator = Switch("Looks after accounts", hint="Adds and deactivates users. Sees no organization by that.")


class Deletion(Form):
    """That an account is to go."""

    version = Version()


class DeletionByPassword(Deletion):
    """That one's own account is to go, by whoever knows its password."""

    password = Password("Your password")


class DeletionByAddress(Deletion):
    """That one's own account is to go, where it has no password."""

    address = Address(
        "Your mail address",
        autocomplete="off",
        hint="The one by which you sign in.",
    )
