"""The slip of a booking as a PDF that can be read aloud (PDF/UA), by typst: same data, same bytes."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import cast

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from core.helpline import helpline_for
from core.moments import day_in_words, hour
from core.templatetags.ui import first_upper, icon

from .models import Booking, Referral
from .stage import live_seats_of
from .tickets import ticket_for

TEMPLATE = Path(__file__).parent / "papers" / "slip.typ"
FONTS = Path(__file__).parent / "fonts"
# A sign beside each fact, for who reads slowly.
SIGNS = {
    "when": "calendar-days",
    "where": "map-pin",
    "route": "bus",
    "bring": "shopping-bag",
    "sent_for": "clipboard-list",
    "by": "hand-heart",
    "call": "phone",
    "code": "hash",
}


@lru_cache(maxsize=1)
def paper_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    return {fact: str(icon(name)).replace("currentColor", "#0a5257") for fact, name in SIGNS.items()}


def slip_of(booking: Booking) -> bytes:
    """Return the PDF in the active language, French beneath for who welcomes when it is another. No name on it."""
    return _printed([slip_data(booking)], booking.submitted_at or booking.created_at)


def slips_of(bookings: list[Booking]) -> bytes:
    """Return the slips of several people, a page each, in each one's language; their first name tells whose is which."""
    slips = []
    for booking in bookings:
        with translation.override(booking.language):
            slips.append(slip_data(booking, name=", ".join(p.first_name for p in booking.participants.all() if p.first_name)))
    return _printed(slips, max(booking.submitted_at or booking.created_at for booking in bookings))


def _printed(slips: list[dict], made: datetime) -> bytes:
    compiler = typst.Compiler(str(TEMPLATE), font_paths=paper_fonts(), ignore_system_fonts=True)
    data = json.dumps({"title": slips[0]["title"], "brand": slips[0]["brand"], "signs": _signs(), "slips": slips}, ensure_ascii=False)
    pdf = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", timestamp=int(made.astimezone(UTC).timestamp()))
    return cast("bytes", pdf)


def slip_data(booking: Booking, name: str = "") -> dict:
    """Return what the slip says: one side in the active language, one in French when it is another; ``name``: whose it is, of several."""
    language = get_language() or "fr"
    helpline = helpline_for(None)
    sides = [_side(booking, code) for code in dict.fromkeys([language, "fr"])]
    return {
        "title": sides[0]["title"],
        "name": _isolated(name) if name and get_language_bidi() else name,
        "brand": helpline.brand,
        "phone": helpline.phone,
        "code": booking.reference,
        "qr": code_of(booking),
        "sides": sides,
    }


def code_of(booking: Booking, border: int = 0) -> str:
    """Return the square of a booking's private address, as SVG; ``border`` is its white edge, in squares (a screen needs two)."""
    link = settings.SITE_URL + reverse("workshops:booking", args=[booking.token])
    drawn = BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", xmldecl=False, border=border, scale=4, light="#fff")
    return drawn.getvalue().decode()


def _sent_for(booking: Booking) -> dict[str, str]:
    """Return who booked for the person, what they are sent for, and the number of the paper that goes with it."""
    if booking.helper is None:
        return {"by": "", "sent_for": "", "paper": ""}
    referral = Referral.objects.filter(booking=booking).select_related("paper").first()
    return {
        "by": booking.helper.structure,
        "sent_for": referral.words if referral else "",
        "paper": referral.paper.number if referral and referral.paper else "",
    }


def _side(booking: Booking, language: str) -> dict:
    with translation.override(language):
        ticket = ticket_for(booking, language=language)
        seats = len(live_seats_of(booking))
        isolated = _isolated if get_language_bidi() else str
        coming = ticket.meetings_to_come[1:]
        more = [_("%(day)s, %(hour)s") % {"day": day_in_words(starts), "hour": hour(starts)} for starts, _ends in coming]
        return {
            "lang": language,
            "rtl": get_language_bidi(),
            "title": ticket.title,
            "when": first_upper(ticket.when),
            "length": ticket.duration,
            "more": more,
            "place": isolated(ticket.place_name),
            "address": ", ".join(isolated(line) for line in ticket.address_lines),
            "route": ticket.access,
            "bring": ", ".join(ticket.bring),
            "papers": ticket.papers,
            "seats": ngettext("%(number)s seat", "%(number)s seats", seats) % {"number": seats} if seats > 1 else "",
            "hours": first_upper(helpline_for(None).when),
            **_sent_for(booking),
            "words": {
                "by": _("Booked for you by"),
                "sent_for": _("You also come for"),
                "paper": _("Referral"),
                "when": _("When"),
                "where": _("Where"),
                "route": _("How to come"),
                "bring": _("To bring"),
                "call": _("A question, or you can no longer come"),
                "code": _("Your booking number"),
                "qr": _("To see or cancel your booking: point a phone’s camera at this square."),
            },
        }


def _isolated(text: str) -> str:
    """Keep a Latin name or address in order inside a right-to-left line (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"
