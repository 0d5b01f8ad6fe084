"""Addresses, asked of the national geocoder by the server, only when the gazetteer has no answer. Never needed: None is an answer too.

Whatever it says is bounded: two seconds in all, 64 KB, no redirect, no host but that of the setting ``GEOCODER_URL`` ("off" asks nobody).
After a failure it is left alone for a while, after "too many requests" for as long as it asks. What is asked is kept out of the logs.
"""

import asyncio
import hashlib
import json
import logging
import ssl
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from math import isfinite

import httpx
from django.conf import settings
from django.core.cache import cache

from core.text import fold

from ..distance import is_point

logger = logging.getLogger(__name__)

TIMEOUT = 2.0  # seconds, from the connection to the last byte
LARGEST = 64 * 1024
LIKELY = 0.5  # of 1: below it, the geocoder is guessing
KEPT_SECONDS = 24 * 3600
KEPT_EMPTY_SECONDS = 3600
REST_SECONDS = 20
LONGEST_REST = 3600
_SHORTEST, _LONGEST_QUERY, _MOST = 3, 100, 5
_REST = "places:geocoder:rest"
_at_once = threading.BoundedSemaphore(4)  # so many visitors wait for it together in a process; the next go on without


@dataclass(frozen=True)
class Address:
    """``is_town`` tells that only a commune was recognised. ``lat`` and ``lon`` in degrees."""

    label: str
    lat: float
    lon: float
    citycode: str
    score: float
    is_town: bool = False


class _Refused(Exception):
    """An answer that is none; ``rest`` is how many seconds to leave the geocoder alone."""

    def __init__(self, reason: str, rest: float = REST_SECONDS) -> None:
        super().__init__(reason)
        self.rest = rest


def find_addresses(text: str, postcode: str = "") -> list[Address] | None:
    """Return likely addresses, the likeliest first ([] when it knows none); None when it could not be asked."""
    asked = " ".join(text.split())[:_LONGEST_QUERY]
    url = settings.GEOCODER_URL
    if not url or len(asked) < _SHORTEST or not asked[0].isalnum():
        return None if not url else []
    key = "places:address:" + hashlib.sha256(f"{url} {fold(asked)} {postcode}".encode()).hexdigest()
    kept = cache.get(key)
    if kept is not None:
        return kept
    if cache.get(_REST) or not _at_once.acquire(blocking=False):
        return None
    try:
        found = _read(_ask(url, asked, postcode))
    except (_Refused, httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, ValueError, RecursionError) as error:
        rest = error.rest if isinstance(error, _Refused) else REST_SECONDS
        cache.set(_REST, 1, rest)
        logger.warning("The geocoder did not answer (%s): left alone for %d s.", type(error).__name__, rest)
        return None
    finally:
        _at_once.release()
    cache.set(key, found, KEPT_SECONDS if found else KEPT_EMPTY_SECONDS)
    return found


def _ask(url: str, asked: str, postcode: str) -> bytes:
    """Return the body, within ``TIMEOUT`` whatever the server does: a deadline for each byte would let a slow one hold us."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(asyncio.wait_for(_fetch(url, asked, postcode), TIMEOUT))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()  # does not wait for a name server that hangs


async def _fetch(url: str, asked: str, postcode: str) -> bytes:
    parameters = {"q": asked, "limit": str(_MOST), "autocomplete": "0"} | ({"postcode": postcode} if postcode else {})
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    async with (
        httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, headers=headers, verify=_certificates()) as client,
        client.stream("GET", url, params=parameters) as response,
    ):
        if response.status_code == 429:
            raise _Refused("too many requests", _rest_asked(response.headers.get("Retry-After", "")))
        if response.status_code != 200:
            raise _Refused(f"status {response.status_code}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise _Refused("packed")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > LARGEST:
                raise _Refused("too large")
        return bytes(body)


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Whom to trust: read once, for reading costs more than asking."""
    return httpx.create_ssl_context()


def _rest_asked(retry_after: str) -> float:
    """Read Retry-After, seconds or a date (RFC 9110, 10.2.3), within reason."""
    try:
        seconds = float(retry_after) if retry_after.strip().isdigit() else _seconds_until(retry_after)
    except (TypeError, ValueError, OverflowError):
        seconds = 60
    return min(max(seconds, 1), LONGEST_REST)


def _seconds_until(moment: str) -> float:
    then = parsedate_to_datetime(moment)
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return (then - datetime.now(UTC)).total_seconds()


def _read(body: bytes) -> list[Address]:
    """Read GeoJSON; raises ValueError when it is not, and passes over what makes no sense in it."""
    data = json.loads(body)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise ValueError("no features")
    found = [address for feature in features[:_MOST] if (address := _address(feature))]
    return sorted((address for address in found if address.score >= LIKELY), key=lambda address: -address.score)


def _address(feature: object) -> Address | None:
    try:
        properties, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"][:2]  # type: ignore[index]
        lat, lon, score = float(lat), float(lon), float(properties["score"])
        label, code, kind = str(properties["label"]), str(properties.get("citycode") or ""), properties.get("type")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    label = " ".join("".join(character for character in label if character.isprintable()).split())[:_LONGEST_QUERY]
    if not label or not all(map(isfinite, (lat, lon, score))) or not is_point(lat, lon):
        return None
    return Address(label, round(lat, 3), round(lon, 3), code[:5], score, kind == "municipality")
