"""What a structure changes in its own public entry, by its private link: written down, and kept through a later import."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from .. import history
from ..local_edits import keep
from ..models import EntryChange, Place, PlaceLink, PlaceText
from .hours import Closure, week_of
from .reviewing import WAYS_IN

LOG_ACTION = "places.changed_by_structure"
CONFIRMED = "places.confirmed_by_structure"
# What a structure may change, by screen. Its name and its address are the team's to change: a move needs a look.
FIELDS: dict[str, tuple[str, ...]] = {
    "hours": ("opening_hours",),
    "closures": ("opening_hours",),
    "public": ("phone", "emails", "websites"),
    "services": ("services",),
    "help": ("modes", "fees", "languages"),
    "audiences": ("audiences", "special_care"),
    "booking": ("booking_mode", "booking_url", "appointment_url", "access_modes"),
    "texts": ("summary", "description", "how_to_come", "papers_asked"),
}
OUT_OF_DATE = "out_of_date"  # one of Place.flags


class LinkClosed(Exception):
    """The link was revoked meanwhile."""


def change_entry(link: PlaceLink, values: Mapping[str, Any]) -> EntryChange | None:
    """Write some fields of the entry, those that differ; returns the line of history, None when nothing changed.

    ``values`` holds fields of Place named in FIELDS. Raises LinkClosed.
    """
    with transaction.atomic():
        place = _locked(link)
        changed = {name: [getattr(place, name), value] for name, value in values.items() if getattr(place, name) != value}
        if not changed:
            return None
        for name, (_before, after) in changed.items():
            setattr(place, name, after)
        keep(place, changed)  # a later import leaves them as they are
        place.save()
        link.place = place
        return _write_down(link, changed)


def change_texts(link: PlaceLink, language: str, values: Mapping[str, str]) -> EntryChange | None:
    """Write what the place says in another language than French. Raises LinkClosed."""
    with transaction.atomic():
        place = _locked(link)
        text = PlaceText.objects.filter(place=place, language=language).first() or PlaceText(place=place, language=language)
        changed = {name: [getattr(text, name), value] for name, value in values.items() if getattr(text, name) != value}
        if not changed:
            return None
        for name, (_before, after) in changed.items():
            setattr(text, name, after)
        text.save()
        return _write_down(link, {f"{name}:{language}": pair for name, pair in changed.items()})


def change_hours(link: PlaceLink, expression: str, today: date) -> EntryChange | None:
    """Write new weekly hours; closures to come stay."""
    with transaction.atomic():
        place = _locked(link)
        now, new = week_of(place.opening_hours), week_of(expression)
        if now is not None and new is not None and now.closures:
            expression = new.with_closures(list(now.closures), today).expression()
        return change_entry(link, {"opening_hours": expression})


def close_between(link: PlaceLink, first: date, last: date, today: date) -> EntryChange | None:
    """Close the place for some days, both included."""
    return _change_closures(link, today, add=Closure(first, last))


def open_again(link: PlaceLink, first: date, last: date, today: date) -> EntryChange | None:
    """Take a closure back."""
    return _change_closures(link, today, drop=Closure(first, last))


def confirm(link: PlaceLink, today: date) -> None:
    """The structure read its entry and says that everything is right. Raises LinkClosed."""
    with transaction.atomic():
        place = _locked(link)
        changed = {"verified_on": [place.verified_on, today]}
        place.verified_on = today
        place.flags = [flag for flag in place.flags if flag != OUT_OF_DATE]
        place.save()
        PlaceLink.objects.filter(pk=link.pk).update(confirmed_on=today, reminders=0, reminded_at=None, out_of_date_at=None)
        history.write_down([(place, changed)], CONFIRMED)
        link.place = place


def mark_seen(change_id: int, *, by: Any) -> bool:
    """A coordinator has looked at a change; returns whether it was new to the team."""
    return bool(EntryChange.objects.filter(pk=change_id, seen_at=None).update(seen_at=timezone.now(), seen_by=by))


def _change_closures(link: PlaceLink, today: date, *, add: Closure | None = None, drop: Closure | None = None) -> EntryChange | None:
    with transaction.atomic():
        place = _locked(link)
        week = week_of(place.opening_hours)
        if week is None or not place.opening_hours:
            return None
        closures = [closure for closure in week.closures if closure != drop] + ([add] if add else [])
        return change_entry(link, {"opening_hours": week.with_closures(closures, today).expression()})


def _locked(link: PlaceLink) -> Place:
    """Return the place with its row locked, if the link still works: it is read again under the lock."""
    place = Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.place_id)
    if place.archived_at or not PlaceLink.objects.filter(pk=link.pk, token=link.token, revoked_at=None).exists():
        raise LinkClosed
    return place


def _write_down(link: PlaceLink, changed: dict[str, list[Any]]) -> EntryChange:
    log(instance=link.place, action=LOG_ACTION, data={"changes": changed}, content_changed=True)
    return EntryChange.objects.create(place_id=link.place_id, link=link, values=changed)


__all__ = [
    "FIELDS",
    "WAYS_IN",
    "LinkClosed",
    "change_entry",
    "change_hours",
    "change_texts",
    "close_between",
    "confirm",
    "mark_seen",
    "open_again",
]
