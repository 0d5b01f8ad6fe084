"""An appointment with somebody of the place: an upper room that has permanences registers how to find a free one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..models import Place


@dataclass(frozen=True)
class Appointment:
    """``starts`` is in the place's own time; ``url`` is where it is booked, in the active language."""

    starts: datetime
    url: str
    title: str = ""


Provider = Callable[[Place, int], list[Appointment]]

_providers: list[Provider] = []


def register_appointments(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def appointments_at(place: Place, most: int = 3) -> list[Appointment]:
    """Return the first free appointments at a place, soonest first; none when no room offers any."""
    found = [appointment for provider in _providers for appointment in provider(place, most)]
    return sorted(found, key=lambda appointment: appointment.starts)[:most]
