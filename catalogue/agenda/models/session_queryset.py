"""Sessions, asked for in words: ``Session.objects.upcoming().with_free_seats().near(45.65, 0.16, 30)``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from catalogue.places.distance import box

from .seat import Seat
from .session_state import SessionState

if TYPE_CHECKING:
    from .offer import OfferPage


class SessionQuerySet(models.QuerySet):
    def upcoming(self, now: datetime | None = None) -> SessionQuerySet:
        """Open sessions that have not started."""
        return self.filter(state=SessionState.OPEN, starts_at__gt=now or timezone.now())

    def joinable(self, now: datetime | None = None) -> SessionQuerySet:
        """Upcoming sessions, and those that have begun but take people at a later meeting."""
        now = now or timezone.now()
        return self.filter(Q(starts_at__gt=now) | Q(joinable_until__gt=now), state=SessionState.OPEN)

    def open_for_booking(self, now: datetime | None = None) -> SessionQuerySet:
        """Joinable sessions whose booking is open now (full ones too); the same rule as ``Session.why_closed``."""
        now = now or timezone.now()
        return (
            self.joinable(now)
            .filter(Q(booking_opens_at=None) | Q(booking_opens_at__lte=now))
            .filter(Q(booking_closes_at=None) | Q(booking_closes_at__gt=now))
        )

    def public(self) -> SessionQuerySet:
        """Sessions anyone may see: their page is published, and they are not reserved to one structure's public."""
        return self.filter(offer__live=True, reserved_to=None)

    def with_free(self, now: datetime | None = None) -> SessionQuerySet:
        """Annotate ``free``, recounted from the seats; people waiting come first, so it is 0 while some wait."""
        return self.annotate(free=_free(now))

    def with_free_seats(self, now: datetime | None = None, count: int = 1) -> SessionQuerySet:
        """Sessions with at least ``count`` free seats."""
        return self.alias(seats_free=_free(now)).filter(seats_free__gte=count)

    def with_taken(self, now: datetime | None = None) -> SessionQuerySet:
        """Annotate ``taken`` and ``waiting``, for the admin's lists."""
        return self.annotate(taken=_number_of(Seat.objects.taking_room(now)), waiting=_number_of(Seat.objects.waiting()))

    def near(self, lat: float, lon: float, km: float) -> SessionQuerySet:
        """Sessions at a place in the box of ``km`` around a point: a first sieve, never a circle."""
        south, north, spans = box(lat, lon, km)
        between = Q()
        for west, east in spans:
            between |= Q(place__lon__gte=west, place__lon__lte=east)
        return self.filter(between, place__lat__gte=south, place__lat__lte=north)

    def for_offers(self, offers: Iterable[OfferPage] | models.QuerySet) -> SessionQuerySet:
        """Sessions of these offers, given in any language: they belong to the French row."""
        from .offer import OfferPage

        french = OfferPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        if isinstance(offers, models.QuerySet):
            french = french.filter(translation_key__in=offers.order_by().values("translation_key"))
        else:
            french = french.filter(translation_key__in={offer.translation_key for offer in offers})
        return self.filter(offer__in=french.order_by().values("pk"))

    def teaching(self, skill_codes: Iterable[str]) -> SessionQuerySet:
        """Sessions that teach at least one of the skills."""
        from .offer import OfferPage

        links = OfferPage.skills.through.objects.filter(skill__in=list(skill_codes))
        return self.filter(offer__in=links.values("offerpage"))

    def at_places_of(self, user) -> SessionQuerySet:
        """Sessions at the places where a user has a role, and those they host."""
        return self.filter(Q(place__in=user.place_roles.values("place")) | Q(host=user))


def _number_of(seats: models.QuerySet) -> Coalesce:
    counted = seats.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), Value(0))


def _free(now: datetime | None) -> models.Case:
    return models.Case(
        models.When(models.Exists(Seat.objects.waiting().filter(session=OuterRef("pk"))), then=Value(0)),
        default=Greatest(F("capacity") - _number_of(Seat.objects.taking_room(now)), Value(0)),
        output_field=models.IntegerField(),
    )
