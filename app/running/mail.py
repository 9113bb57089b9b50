"""Sending mail, where a server is configured. What is sent is never the only copy: pages show links as well."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from app.running.settings import Mail

PATIENCE = 10
"""Seconds that a page waits for the mail server."""


class MailFailed(Exception):  # noqa: N818 - it is what happened
    """A mail could not be handed over; the text says why, for people."""


def send(mail: Mail, to: str, subject: str, text: str) -> None:
    """Hand a mail over to the server.

    Raises:
        MailFailed: the server is not there, or refuses.
    """
    try:
        message = _message(mail, to, subject, text)
        with smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE) as server:
            if mail.starttls:
                server.starttls(context=ssl.create_default_context())
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise MailFailed(f"the mail server does not take {to}") from error
    except smtplib.SMTPException as error:
        raise MailFailed(f"the mail server refused it ({type(error).__name__})") from error
    except (OSError, ValueError) as error:
        raise MailFailed(f"the mail server could not be used ({error})") from error


def _message(mail: Mail, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
