"""E-mail over SMTP, with the settings EMAIL_HOST, EMAIL_PORT and so on."""

import contextlib
import hashlib
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from ..models.message import FailureReason
from .base import GatewayUnavailable, Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome


class SmtpGateway:
    def send(self, message: Outgoing) -> str:
        message_id = _message_id(message.reference)
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
        except smtplib.SMTPAuthenticationError as error:
            raise GatewayUnavailable(f"SMTP {error.smtp_code}", 300) from error
        except (OSError, smtplib.SMTPException) as error:
            raise GatewayUnavailable(type(error).__name__) from error
        try:
            backend.send_messages([email])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _text in error.recipients.values()]
            if codes and all(400 <= code < 500 for code in codes):
                raise TemporaryFailure(f"recipient refused for now {codes}", FailureReason.FULL) from error
            raise PermanentFailure(f"recipient refused {codes}", FailureReason.NUMBER) from error
        except smtplib.SMTPResponseException as error:
            failure = TemporaryFailure if 400 <= error.smtp_code < 500 else PermanentFailure
            raise failure(f"SMTP {error.smtp_code}", FailureReason.REFUSED) from error
        except (ValueError, UnicodeError) as error:  # a header that cannot be written
            raise PermanentFailure(type(error).__name__, FailureReason.NUMBER) from error
        except (OSError, smtplib.SMTPException) as error:
            raise UnknownOutcome(type(error).__name__, FailureReason.NETWORK) from error
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                backend.close()
        return message_id


def _message_id(reference: str) -> str:
    """Return the same id at each try: a mailbox that got a message twice may show it once."""
    digest = hashlib.sha256(f"{settings.SITE_URL} {reference}".encode()).hexdigest()[:16]
    return f"<{reference or 'message'}.{digest}@messages.invalid>"
