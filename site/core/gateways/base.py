"""What a gateway is: it takes one message out and says what became of it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """``to`` is an E.164 number or an e-mail address; ``reference`` is stable, for providers that deduplicate."""

    to: str
    body: str
    subject: str = ""
    language: str = "fr"
    reference: str = ""


class TemporaryFailure(Exception):
    """It surely did not leave; trying again later may work."""


class PermanentFailure(Exception):
    """It did not leave and never will (an unknown number, a refused address)."""


class UnknownOutcome(Exception):
    """It may have left (the line broke after the text was handed over): never sent again by itself."""


class Gateway(Protocol):
    def send(self, message: Outgoing) -> str:
        """Send and return the provider's reference, or raise one of the three failures above."""
        ...
