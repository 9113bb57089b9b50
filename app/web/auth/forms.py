"""Forms about accounts."""

from __future__ import annotations

from app.web.forms import Email, Form, Password, Switch, Text, Version
from app.web.passwords import SHORTEST, weakness

HINT = f"At least {SHORTEST} characters. A phrase of a few words is easy to remember."


class SignInForm(Form):
    """Signing in with a password."""

    email = Email("Email address", autocomplete="username")
    password = Password("Password")


class NewPassword(Form):
    """A new password that isn't easy to guess."""

    password = Password("New password", hint=HINT, autocomplete="new-password")

    def accepted_for(self, *personal: str) -> bool:
        """Return whether the form was sent with a strong password; `personal` is what others know, such as the name."""
        if not self.accepted():
            return False
        wrong = weakness(self.password.data or "", *personal)
        if wrong:
            self.refuse("password", wrong)
        return not wrong


class ChangePassword(NewPassword):
    """A new password, confirmed by the current one."""

    old = Password("Current password")


class FirstAccount(NewPassword):
    """The first account, which is an administrator account."""

    key = Text(
        "Setup key",
        autocomplete="off",
        hint="The key is at the end of the link that “wayfinder serve” printed when it started.",
    )

    name = Text("Your name", autocomplete="name")
    email = Email("Email address", autocomplete="username")
    password = Password("Password", hint=HINT, autocomplete="new-password")


class CodeForm(Form):
    """The second step of signing in."""

    code = Text("Code", autocomplete="one-time-code", hint="Six digits from your app, or a recovery code.")


class ConfirmFactor(Form):
    """Turning two-step sign-in on."""

    code = Text("Code from the app", most=20, autocomplete="one-time-code")
    password = Password("Your password")


class RemoveFactor(Form):
    """Turning two-step sign-in off."""

    code = Text("Code", most=20, autocomplete="one-time-code", hint="Six digits from your app, or a recovery code.")
    password = Password("Your password")


class ChangeName(Form):
    """A new name for the user's account."""

    version = Version()
    name = Text("Your name", autocomplete="name")


class NewUser(Form):
    """A new account."""

    name = Text("Name", autocomplete="off")
    email = Email("Email address", autocomplete="off")
    is_administrator = Switch(
        "Administrator",
        hint="Administrators add and deactivate users. This doesn't give access to any organization.",
    )


class DeleteAccount(Form):
    """A confirmed request to delete an account."""

    version = Version()


class DeleteAccountByPassword(DeleteAccount):
    """A request to delete the user's own account, confirmed by its password."""

    password = Password("Your password")


class DeleteAccountByEmail(DeleteAccount):
    """A request to delete the user's own account that has no password, confirmed by its email address."""

    email = Email(
        "Your email address",
        autocomplete="off",
        hint="The address you sign in with.",
    )
