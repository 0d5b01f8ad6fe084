"""Who asked to be told when a kind is back: in order, no more people at once than there are things, each for some days.

The line of a kind at a place is changed under the lock of its stock's row (``locking.py``).
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import outbox
from core.polite_hours import is_polite

from ..models import AlertState, Place, StockAlert, StockItem
from ..models.stock_requests import ALIVE
from . import telling
from .age import days_old, is_stale
from .errors import NotSold
from .locking import locked_item

OFFER_DAYS = 3
ALIVE_FOR_ONE = 6  # alerts at once for one number or address: enough for a family, not for a nuisance


def ask(
    place: Place, kind: str, *, first_name: str = "", phone: str = "", email: str = "", language: str = "fr", now: datetime | None = None
) -> StockAlert | None:
    """Put somebody in the line, once; who is already there stays where they are. NotSold when the place does not sell the kind.

    None when this number or address already waits for many things. The asker is told the same in every case.
    """
    with locked_item(place.pk, kind) as item:
        mine = _of(phone, email)
        there = mine.filter(place=place, kind=kind).first()
        if there is not None:
            return there
        if mine.count() >= ALIVE_FOR_ONE:
            return None
        alert = StockAlert.objects.create(place=place, kind=kind, first_name=first_name, phone=phone, email=email, language=language)
        telling.tell_noted(alert)
        tell_next(item, now)
        alert.refresh_from_db()
    return alert


def _of(phone: str, email: str) -> QuerySet[StockAlert]:
    """Return what this number or this address waits for: a stranger's address beside ever new numbers is still one address."""
    mine = Q(pk__in=[])
    if phone:
        mine |= Q(phone=phone)
    if email:
        mine |= Q(email__iexact=email)
    return StockAlert.objects.filter(mine, state__in=ALIVE)


def tell_next(item: StockItem, now: datetime | None = None) -> int:
    """Tell the first in line, as many as there are things not yet offered to somebody; returns how many were told.

    Nobody is told at night, nor of a stock that only a phone call can confirm. Called under the lock of the row.
    """
    moment = now or timezone.now()
    zone = item.place.time_zone
    if item.units == 0 or not is_polite(moment, zone) or is_stale(days_old(item.updated_at, zone, moment)):
        return 0
    line = StockAlert.objects.filter(place=item.place_id, kind=item.kind)
    offered = line.filter(state=AlertState.OFFERED, offered_until__gt=moment).count()
    free = max(item.units - offered, 0)
    told = list(line.filter(state=AlertState.WAITING, ends_at__gt=moment).order_by("created_at", "pk")[:free]) if free else []
    for alert in told:
        alert.state, alert.offered_at = AlertState.OFFERED, moment
        alert.offered_until = moment + timedelta(days=OFFER_DAYS)
        alert.save(update_fields=["state", "offered_at", "offered_until"])
        telling.tell_back(alert)
    return len(told)


def stop(alert: StockAlert, now: datetime | None = None) -> None:
    """The person needs it no more: nothing is kept of them, and the next in line is told."""
    _leave(alert, AlertState.STOPPED, now)


def _leave(alert: StockAlert, state: AlertState, now: datetime | None = None) -> int:
    """End an alert, as it is under the lock, and tell those who come next; returns how many were told."""
    try:
        with locked_item(alert.place_id, alert.kind) as item:
            alert.refresh_from_db()
            if not alert.is_alive:
                return 0
            end(alert, state, now)
            return tell_next(item, now)
    except NotSold:  # the place stopped selling meanwhile: whoever was in line is out of it
        alert.refresh_from_db()
        if alert.is_alive:
            end(alert, state, now)
        return 0


def end(alert: StockAlert, state: AlertState, now: datetime | None = None) -> None:
    """Close an alert and erase who asked; what was not sent yet is withdrawn."""
    outbox.withdraw(alert.about)
    alert.state, alert.ended_at = state, now or timezone.now()
    alert.first_name = alert.phone = alert.email = ""
    alert.save(update_fields=["state", "ended_at", "first_name", "phone", "email"])


def close(item: StockItem) -> None:
    """The place stops selling: tell those in line where else to look. Called under the lock of the row."""
    for alert in StockAlert.objects.filter(place=item.place_id, kind=item.kind, state__in=ALIVE).order_by("pk"):
        telling.tell_gone(alert)
        end(alert, AlertState.GONE)


def sweep(now: datetime) -> int:
    """End what is over, then tell those who come next; returns how many were told. Idempotent."""
    told = 0
    for alert in StockAlert.objects.filter(state=AlertState.OFFERED, offered_until__lte=now).order_by("pk"):
        told += _leave(alert, AlertState.LAPSED, now)
    for alert in StockAlert.objects.filter(state=AlertState.WAITING, ends_at__lte=now).order_by("pk"):
        told += _leave(alert, AlertState.EXPIRED, now)
    lines = StockAlert.objects.filter(state=AlertState.WAITING).order_by("place", "kind").values_list("place", "kind").distinct()
    for place_id, kind in list(lines):
        try:
            with locked_item(place_id, kind) as item:
                told += tell_next(item, now)
        except NotSold:
            continue
    return told


def to_call(place: Place, now: datetime | None = None) -> list[StockAlert]:
    """Return those of this place who were to be told and have neither a mobile nor an e-mail: a host calls them."""
    told = StockAlert.objects.filter(place=place, state=AlertState.OFFERED, offered_until__gt=now or timezone.now(), called_at=None)
    return [alert for alert in told.order_by("offered_at", "pk") if not alert.channels()]
