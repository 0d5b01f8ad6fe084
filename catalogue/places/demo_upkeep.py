"""Something to do for those who look after places: entries to look at, entries out of date, a place that closed."""

from datetime import date, timedelta

from django.utils import timezone

from . import upkeep
from .demo_words import RELAY_TEXTS
from .factories import PlaceTextFactory, RelayFactory
from .models import Place, PlaceLogEntry

WATCHED = 2  # the first relays are those of a coordinator who looks after them only: one is out of date, one to look at
_FLAGS = (["point_far"], ["phone_kept"], ["commune_by_point", "phone_kept"])
_OUT_OF_DATE = 6
_CLOSED = "closed-001"


def build(source: str, today: date, relays: list[Place]) -> None:
    """Do it once: what the team settles meanwhile is not undone by running the demonstration again."""
    if Place.objects.filter(source=source, source_id=_CLOSED).exists():
        return
    for place, flags in zip(relays[1::3], _FLAGS, strict=False):
        Place.objects.filter(pk=place.pk).update(flags=flags)
    stale = [place.pk for place in relays[0 : 3 * _OUT_OF_DATE : 3]]
    Place.objects.filter(pk__in=stale).update(verified_on=today - timedelta(days=430))
    model = relays[-1]
    closed = RelayFactory.create(
        source=source,
        source_id=_CLOSED,
        name="Le Fil d’Ariane",
        commune=model.commune,
        address="3 place du Marché",
        postcode=model.postcode,
        city=model.city,
        lat=model.lat,
        lon=model.lon,
        time_zone=model.time_zone,
        phone=model.phone,
        verified_on=today - timedelta(days=200),
    )
    for language in ("en", "ar"):
        PlaceTextFactory(place=closed, language=language, **RELAY_TEXTS[language])
    upkeep.archive([closed.pk], user=None)
    # As it was done some weeks ago.
    PlaceLogEntry.objects.filter(place=closed).update(timestamp=timezone.now() - timedelta(days=45))
