"""Sending email, if a server is configured. Pages also show every link, in case an email doesn't arrive."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from app.running.settings import Mail

TIMEOUT_SECONDS = 10
"""How many seconds a page waits for the mail server."""


class MailFailed(Exception):  # noqa: N818 - describes what happened
    """An email couldn't be sent; the message says why."""


def send(mail: Mail, to: str, subject: str, text: str) -> None:
    """Send an email.

    Raises:
        MailFailed: the server can't be reached, or refuses the email.
    """
    try:
        message = _message(mail, to, subject, text)
        with smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT_SECONDS) as server:
            if mail.starttls:
                server.starttls(context=ssl.create_default_context())
            # A server in the same network often accepts email without a password.
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise MailFailed(f"the mail server doesn't accept {to}") from error
    except smtplib.SMTPException as error:
        raise MailFailed(f"the mail server refused the email ({type(error).__name__})") from error
    except (OSError, ValueError) as error:
        raise MailFailed(f"the mail server can't be reached ({error})") from error


def _message(mail: Mail, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = subject
    # This keeps absence notes and mailing lists from replying.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
