"""What a gateway is: it takes one message out and says what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..models.message import FailureReason


@dataclass(frozen=True)
class Outgoing:
    """``to`` is an E.164 number or an e-mail address; ``reference`` is the message's own, the same at each try."""

    to: str
    body: str
    subject: str = ""
    language: str = "fr"
    reference: str = ""


class Failure(Exception):
    """``str()`` is what the provider said, without anything personal; ``reason`` is one of FailureReason."""

    def __init__(self, detail: str = "", reason: str = FailureReason.OTHER) -> None:
        super().__init__(detail)
        self.reason = reason


class TemporaryFailure(Failure):
    """It surely did not leave; trying again later may work."""


class GatewayUnavailable(TemporaryFailure):
    """Nothing leaves by this gateway now, whatever the message: unreachable, too many requests, an account that is refused.

    The others wait as well. ``retry_after`` in seconds, when the provider says how long.
    """

    def __init__(self, detail: str = "", retry_after: int = 60) -> None:
        super().__init__(detail, FailureReason.PROVIDER)
        self.retry_after = retry_after


class PermanentFailure(Failure):
    """It did not leave and never will (an unknown number, a refused address)."""


class UnknownOutcome(Failure):
    """It may have left (the line broke after the text was handed over): what then is for the kind of message to say."""


class Gateway(Protocol):
    """May also have ``deduplicates = True`` (the same ``reference`` twice is one message there) and ``find(reference)``, below."""

    def send(self, message: Outgoing) -> str:
        """Send and return the provider's reference, or raise one of the failures above."""
        ...


class Finder(Protocol):
    def find(self, reference: str) -> str | None:
        """Return the provider's own reference of what it took under ours, None when it knows nothing of it. Raises Failure."""
        ...


@dataclass(frozen=True)
class Receipt:
    """What a provider says became of a message: known by its own reference, or by ours when it hands it back.

    ``status``: "accepted" (by the network), "delivered" or "failed".
    """

    provider_id: str
    status: str
    at: datetime
    reference: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Reply:
    """A text message that somebody sent us, as a provider hands it over."""

    provider_id: str
    number: str
    text: str
    at: datetime
