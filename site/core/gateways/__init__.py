"""Ways out, chosen by a setting: console for trying, SMTP for e-mail, OVHcloud and Brevo for text messages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from . import brevo, ovh
from .base import (
    Failure,
    Gateway,
    GatewayUnavailable,
    Outgoing,
    PermanentFailure,
    Receipt,
    Reply,
    TemporaryFailure,
    UnknownOutcome,
)
from .brevo import BrevoGateway
from .console import ConsoleGateway
from .ovh import OvhGateway
from .smtp import SmtpGateway

__all__ = [
    "Failure",
    "Gateway",
    "GatewayUnavailable",
    "Outgoing",
    "PermanentFailure",
    "Receipt",
    "Reply",
    "TemporaryFailure",
    "UnknownOutcome",
    "Webhook",
    "gateway_for",
    "gateway_named",
    "name_of_gateway",
    "register_gateway",
    "webhook_of",
]

_factories: dict[tuple[str, str], Callable[[], Gateway]] = {
    ("email", "console"): ConsoleGateway,
    ("sms", "console"): ConsoleGateway,
    ("email", "smtp"): SmtpGateway,
    ("sms", "ovh"): OvhGateway,
    ("sms", "brevo"): BrevoGateway,
}


@dataclass(frozen=True)
class Webhook:
    """How a provider calls us back: with which secret, by which methods, and what reads receipts and replies in a call (ValueError)."""

    secret_setting: str
    methods: tuple[str, ...]
    receipts_of: Callable[[HttpRequest], list[Receipt]]
    replies_of: Callable[[HttpRequest], list[Reply]]

    @property
    def secret(self) -> str:
        return getattr(settings, self.secret_setting, "")


_webhooks: dict[str, Webhook] = {
    "ovh": Webhook("OVH_WEBHOOK_SECRET", ("GET", "POST"), ovh.receipts_of, lambda request: []),
    "brevo": Webhook("BREVO_WEBHOOK_SECRET", ("POST",), brevo.receipts_of, brevo.replies_of),
}


def register_gateway(channel: str, name: str, factory: Callable[[], Gateway]) -> None:
    """Add a way out, chosen by the setting SMS_GATEWAY or EMAIL_GATEWAY."""
    _factories[(channel, name)] = factory


def name_of_gateway(channel: str) -> str:
    """Return the name that the settings give for "sms" or "email"."""
    return settings.SMS_GATEWAY if channel == "sms" else settings.EMAIL_GATEWAY


def gateway_named(channel: str, name: str) -> Gateway:
    """Return a gateway by its name; KeyError when there is none."""
    return _factories[(channel, name)]()


def gateway_for(channel: str) -> Gateway:
    """Return the gateway that the settings name for "sms" or "email"; KeyError when there is none."""
    return gateway_named(channel, name_of_gateway(channel))


def webhook_of(name: str) -> Webhook | None:
    """Return how a provider calls us back; None when it does not, or has no secret."""
    found = _webhooks.get(name)
    return found if found is not None and found.secret else None
