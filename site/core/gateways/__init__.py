"""Ways out: console and SMTP here; SMS providers stand behind the same interface."""

from collections.abc import Callable

from django.conf import settings

from .base import Gateway, Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome
from .console import ConsoleGateway
from .smtp import SmtpGateway

__all__ = ["Gateway", "Outgoing", "PermanentFailure", "TemporaryFailure", "UnknownOutcome", "gateway_for", "register_gateway"]

_factories: dict[tuple[str, str], Callable[[], Gateway]] = {
    ("email", "console"): ConsoleGateway,
    ("sms", "console"): ConsoleGateway,
    ("email", "smtp"): SmtpGateway,
}


def register_gateway(channel: str, name: str, factory: Callable[[], Gateway]) -> None:
    """Add a way out, chosen by the setting SMS_GATEWAY or EMAIL_GATEWAY."""
    _factories[(channel, name)] = factory


def gateway_for(channel: str) -> Gateway:
    """Return the gateway that the settings name for "sms" or "email"; KeyError when there is none."""
    name = settings.SMS_GATEWAY if channel == "sms" else settings.EMAIL_GATEWAY
    return _factories[(channel, name)]()
