"""So many times from one address, then a pause: what a loop cannot do, and a whole centre behind one address still can."""

import hashlib
import time
from datetime import UTC, datetime
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .addresses import address_of
from .models.tally import Tally


def too_many(what: str, request: HttpRequest, *, most: int, seconds: int) -> bool:
    """Count one more and tell whether it is more than ``most`` in these ``seconds`` from this visitor's address."""
    return count_from_address(what, request, seconds=seconds) > most


def count_from_address(what: str, request: HttpRequest, *, seconds: int) -> int:
    """Count one more and return how many came from this visitor's address in this span of ``seconds``.

    One of a private network is a proxy that tells us nothing, or a machine of ours: everybody would share it, so it is not counted: 0.
    """
    address = address_of(request)
    if not address or ip_address(address).is_private:
        return 0
    return count_one(what, _subscriber(address), seconds=seconds)


def sign_of(request: HttpRequest) -> str:
    """Return 32 characters that are the same all day for one address and tell nothing of it; "" when it cannot be read."""
    address = address_of(request)
    return _digest(f"{datetime.now(UTC):%Y%m%d}:{_subscriber(address)}") if address else ""


def _subscriber(address: str) -> str:
    """Return who stands behind an address: in IPv6 one line has 2⁶⁴ of them, and may take another for each request."""
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))


def count_one(what: str, who: str, *, seconds: int) -> int:
    """Count one more and return how many ``who`` reached in this span of ``seconds``, in all the processes of the site.

    The database adds, so that none is lost when many come at once. ``who`` is kept as a keyed digest, for that time only.
    """
    span = int(time.time() // seconds)
    digest = _digest(f"{what}:{span}:{who}")
    rows = Tally.objects.filter(pk=digest)
    if not rows.update(count=F("count") + 1):
        try:
            with transaction.atomic():
                Tally.objects.create(pk=digest, until=datetime.fromtimestamp((span + 1) * seconds, UTC))
        except IntegrityError:  # another came first
            rows.update(count=F("count") + 1)
    return rows.values_list("count", flat=True).first() or 1


def _digest(text: str) -> str:
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()


def erase_old(now: datetime) -> int:
    """Erase what is over; returns how many."""
    count, _details = Tally.objects.filter(until__lt=now).delete()
    return count


def pause() -> str:
    """The sentence for who has to wait."""
    return _("Many seats are being booked from here. Try again in a few minutes, or call us.")
