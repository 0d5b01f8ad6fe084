"""E-mail over SMTP, with the settings EMAIL_HOST, EMAIL_PORT and so on."""

import contextlib
import smtplib
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .base import Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome


class SmtpGateway:
    def send(self, message: Outgoing) -> str:
        message_id = make_msgid(domain="messages.invalid")
        email = EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[message.to],
            from_email=settings.DEFAULT_FROM_EMAIL,
            headers={"Message-ID": message_id, "Content-Language": message.language, "Auto-Submitted": "auto-generated"},
        )
        backend = EmailBackend(fail_silently=False)
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as error:
            raise TemporaryFailure(type(error).__name__) from error
        try:
            backend.send_messages([email])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _text in error.recipients.values()]
            if codes and all(400 <= code < 500 for code in codes):
                raise TemporaryFailure(f"recipient refused for now {codes}") from error
            raise PermanentFailure(f"recipient refused {codes}") from error
        except smtplib.SMTPResponseException as error:
            failure = TemporaryFailure if 400 <= error.smtp_code < 500 else PermanentFailure
            raise failure(f"SMTP {error.smtp_code}") from error
        except (ValueError, UnicodeError) as error:  # a header that cannot be written
            raise PermanentFailure(type(error).__name__) from error
        except (OSError, smtplib.SMTPException) as error:
            raise UnknownOutcome(type(error).__name__) from error
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                backend.close()
        return message_id
