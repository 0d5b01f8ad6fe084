"""Where something is offered with a free seat: the room above tells, this one never knows who."""

from collections.abc import Callable, Mapping

from django.core.cache import cache

# Primary key of a place: its (lat, lon).
Offers = Mapping[int, tuple[float, float]]

_KEPT_SECONDS = 60
_KEY = "places:open_offers"
_providers: list[Callable[[], Offers]] = []


def register_open_offers(provider: Callable[[], Offers]) -> None:
    """``provider()`` returns the listed places with a free seat, in one query."""
    if provider not in _providers:
        _providers.append(provider)


def open_offers() -> Offers:
    """Return the places with a free seat, as they were a minute ago at most."""
    found = cache.get(_KEY)
    if found is None:
        found = {pk: point for provider in _providers for pk, point in provider().items()}
        cache.set(_KEY, found, _KEPT_SECONDS)
    return found
