"""How long ago somebody said that an entry is right: the team, the structure, or the source it comes from."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

A_YEAR = timedelta(days=365)


def last_seen_right(place) -> date | None:
    """Return the day an entry was last known to be right; None when nobody ever said."""
    return max((day for day in (place.verified_on, place.source_updated_on) if day is not None), default=None)


def is_out_of_date(place, today: date) -> bool:
    last = last_seen_right(place)
    return place.archived_at is None and (last is None or last < today - A_YEAR)


def out_of_date(places: QuerySet, today: date) -> QuerySet:
    """Keep the places that nobody has verified for a year; archived ones are left alone."""
    limit = today - A_YEAR
    return places.filter(
        Q(verified_on=None) | Q(verified_on__lt=limit), Q(source_updated_on=None) | Q(source_updated_on__lt=limit), archived_at=None
    )


def up_to_date(places: QuerySet, today: date) -> QuerySet:
    limit = today - A_YEAR
    return places.filter(Q(verified_on__gte=limit) | Q(source_updated_on__gte=limit), archived_at=None)
