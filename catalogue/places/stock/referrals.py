"""A helper's paper: written with a number and an end, seen once by a host of the place it is for."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import Place, StockReferral
from ..models.stock_requests import NUMBER_LENGTH


class ReferralError(Exception):
    """Base of what keeps a referral from being marked as seen."""


class UnknownNumber(ReferralError):
    """No referral has this number."""


class ForAnotherPlace(ReferralError):
    """It is for a place that is not one of the host's; ``place`` is which."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.pk)
        self.place = place


class AlreadySeen(ReferralError):
    """It was used; ``at`` is when."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class OutOfDate(ReferralError):
    """Its thirty days are over."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def write(place: Place, kind: str, *, key: str, structure: str, helper_name: str, helper_phone: str, initials: str) -> StockReferral:
    """Write a referral, once for a ``key``: sent twice, the first is given back."""
    values = {
        "place": place,
        "kind": kind,
        "structure": structure,
        "helper_name": helper_name,
        "helper_phone": helper_phone,
        "initials": initials,
    }
    return StockReferral.objects.get_or_create(key=key, defaults=values)[0]


def number_in(typed: str) -> str:
    """Return the number that somebody typed or scanned, spaces and dashes left out; "" when it cannot be one."""
    bare = re.sub(r"[\s\-.·]", "", str(typed)[:200]).upper()
    bare = bare.rstrip("/").rpartition("/")[2]
    return bare if len(bare) == NUMBER_LENGTH and bare.isascii() and bare.isalnum() else ""


def find(number: str, places: QuerySet[Place]) -> StockReferral:
    """Return a referral that can be marked as seen by who keeps these places; raises why it cannot."""
    referral = StockReferral.objects.select_related("place").filter(number=number).first() if number else None
    return _checked(referral, places)


def mark_seen(number: str, places: QuerySet[Place], now: datetime | None = None) -> StockReferral:
    """Mark a referral as seen, once only; raises why it cannot be."""
    with transaction.atomic():
        rows = StockReferral.objects.select_for_update(of=("self",), no_key=True).select_related("place")
        referral = _checked(rows.filter(number=number).first() if number else None, places, now)
        referral.seen_at = now or timezone.now()
        referral.save(update_fields=["seen_at"])
    return referral


def _checked(referral: StockReferral | None, places: QuerySet[Place], now: datetime | None = None) -> StockReferral:
    if referral is None:
        raise UnknownNumber
    if not places.filter(pk=referral.place_id).exists():
        raise ForAnotherPlace(referral.place)
    if referral.seen_at is not None:
        raise AlreadySeen(referral.seen_at)
    if referral.expires_at <= (now or timezone.now()):
        raise OutOfDate(referral.expires_at)
    return referral
