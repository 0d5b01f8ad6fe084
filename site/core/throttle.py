"""So many times from one address, then a pause: what a loop cannot do, and a whole centre behind one address still can."""

import hashlib
import time
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .addresses import address_of


def too_many(what: str, request: HttpRequest, *, most: int, seconds: int) -> bool:
    """Count one more and tell whether it is more than ``most`` in these ``seconds`` from this visitor's address.

    The address is kept as a keyed digest, for that time only. One of a private network is a proxy that tells us nothing, or a
    machine of ours: everybody would share it, so it is not counted.
    """
    address = address_of(request)
    if not address or ip_address(address).is_private:
        return False
    digest = hashlib.blake2b(address.encode(), key=hashlib.sha256(settings.SECRET_KEY.encode()).digest(), digest_size=16).hexdigest()
    key = f"throttle:{what}:{digest}:{int(time.time() // seconds)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two lines
        return False


def pause() -> str:
    """The sentence for who has to wait."""
    return _("Many seats are being booked from here. Try again in a few minutes, or call us.")
