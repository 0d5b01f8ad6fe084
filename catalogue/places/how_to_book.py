"""The main thing to do to come to a place: the button of its card and of its page. Never a dead end: without anything else, a phone.

A structure says how one books there (Place.booking_mode); for the other places it is what their ways of coming in say.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.phones import parse_phone, show_phone

from .models import BookingMode, Place
from .models.how_to_book import validate_https

_BY_ENTRY = (
    ("Se présenter", BookingMode.WALK_IN),
    ("Téléphoner", BookingMode.PHONE),
    ("Prendre un RDV en ligne", BookingMode.OWN_SITE),
)


@dataclass(frozen=True)
class HowToBook:
    """``words`` say it in one line; ``label`` is the button, which leads to ``url`` or dials ``tel``; both empty: the helpline.

    ``url`` is "" for what stands on the place's own page: its sessions (mode "here") or how to come ("walk_in").
    """

    mode: str
    words: str
    label: str
    icon: str
    url: str = ""
    tel: str = ""
    phone: str = ""


def how_to_book(place: Place) -> HowToBook:
    """Return what to do to come to a place, in the active language; no query."""
    mode = mode_of(place)
    tel = parse_phone(place.phone) or place.phone.replace(" ", "")
    phone = show_phone(parse_phone(place.phone) or "") or place.phone
    address = booking_address(place)
    if mode == BookingMode.OWN_SITE and address:
        return HowToBook(mode, _("One books on the website of the place"), _("Book on their website"), "external-link", url=address)
    if mode == BookingMode.WALK_IN:
        return HowToBook(mode, _("Come without an appointment"), _("See how to come"), "map-pin", tel=tel, phone=phone)
    if mode == BookingMode.HERE:
        return HowToBook(mode, _("Book your seat on this site"), _("See the dates and book"), "calendar-check", tel=tel, phone=phone)
    # Without a number of its own, nobody can call the place: we do.
    words = _("Call before you come") if tel else _("Call us: we find out for you")
    return HowToBook(BookingMode.PHONE, words, _("Call"), "phone", tel=tel, phone=phone)


def mode_of(place: Place) -> str:
    if place.booking_mode:
        return str(place.booking_mode)
    return next((str(mode) for entry, mode in _BY_ENTRY if entry in (place.access_modes or [])), str(BookingMode.PHONE))


def booking_address(place: Place) -> str:
    """Return where one books on the structure's own site, if it is an address we may send people to."""
    for url in (place.booking_url, place.appointment_url):
        try:
            validate_https(url)
        except ValidationError:  # an import may bring anything: then there is no address
            continue
        return url
    return ""
