"""What upper rooms show on a place's page, such as its next sessions: they register, this room never knows who."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .models import Place

Provider = Callable[[Place, HttpRequest], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True)
class Section:
    """``provider(place, request)`` returns (template, context), or None when there is nothing to show."""

    name: str
    provider: Provider
    order: int
    offers_booking: bool = False


@dataclass(frozen=True)
class FilledSection:
    """``offers_booking``: one may book there, which is where the place's main button leads."""

    name: str
    template: str
    context: dict[str, Any]
    offers_booking: bool = False


_sections: dict[str, Section] = {}


def register_section(name: str, provider: Provider, order: int = 100, *, offers_booking: bool = False) -> None:
    _sections[name] = Section(name, provider, order, offers_booking)


def sections_for(place: Place, request: HttpRequest) -> list[FilledSection]:
    """Return the filled sections of a place, in order."""
    filled = []
    for section in sorted(_sections.values(), key=lambda section: (section.order, section.name)):
        answer = section.provider(place, request)
        if answer is not None:
            filled.append(FilledSection(section.name, *answer, offers_booking=section.offers_booking))
    return filled
