"""The phone number of a human, its hours and the price of the call: on every page, in every message."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import time

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import translation
from django.utils.formats import time_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .ground import ground
from .models import SiteSettings
from .phones import parse_phone, show_phone

_WEEKDAYS = {"mo-fr": frozenset(range(5)), "mo-sa": frozenset(range(6)), "every": frozenset(range(7))}


@dataclass(frozen=True)
class Helpline:
    """``phone`` is as one reads it, ``tel`` as one dials it; ``when`` holds days, hours and price in words."""

    brand: str
    phone: str
    tel: str
    days: str
    opens: time
    closes: time
    price: str
    sms: str = ""
    sms_tel: str = ""
    email: str = ""
    weekdays: frozenset[int] = frozenset(range(5))  # Monday is 0

    @property
    def when(self) -> str:
        return _("%(days)s, %(opens)s to %(closes)s, %(price)s") % {
            "days": self.days,
            "opens": show_time(self.opens),
            "closes": show_time(self.closes),
            "price": self.price,
        }


def show_time(moment: time) -> str:
    """Return "9 h", "9 h 30" in French, "9:30" in other languages."""
    whole, with_minutes = pgettext("time of day, whole hour", "g a"), pgettext("time of day with minutes", "g:i a")
    return time_format(moment, with_minutes if moment.minute else whole)


def helpline_of(settings: SiteSettings) -> Helpline:
    tel = parse_phone(settings.helpline_phone) or settings.helpline_phone
    sms_tel = parse_phone(settings.helpline_sms) or settings.helpline_sms
    return Helpline(
        brand=settings.brand_name,
        phone=show_phone(tel),
        tel=tel,
        days=str(settings.get_helpline_days_display()),
        opens=_as_time(settings.helpline_opens),
        closes=_as_time(settings.helpline_closes),
        price=str(settings.get_helpline_price_display()),
        sms=show_phone(sms_tel),
        sms_tel=sms_tel,
        email=settings.contact_email,
        weekdays=_WEEKDAYS.get(settings.helpline_days, frozenset(range(5))),
    )


def helpline_for(request: HttpRequest | None = None) -> Helpline:
    """Return the helpline lazily, read once a request."""

    def read() -> Helpline:
        global _last_read
        _last_read = SiteSettings.for_request(request) if request is not None else _of_default_site()
        return helpline_of(_last_read)

    return SimpleLazyObject(read)  # type: ignore[return-value]


def last_known(language: str) -> dict[str, str]:
    """Return ``brand``, ``phone``, ``tel`` and ``when`` in a language, as this process last read them, without a query.

    For the page of an error, when the database may be what is broken. Nothing read yet: the defaults every page starts from.
    """
    with translation.override(language):
        helpline = helpline_of(_last_read or SiteSettings())
        return {"brand": helpline.brand, "phone": helpline.phone, "tel": helpline.tel, "when": helpline.when}


def read_ahead() -> None:
    """Read the helpline once when a process starts, so that its very first error shows it; a database that is down is no matter."""
    with suppress(DatabaseError):
        str(helpline_for(None).phone)


_last_read: SiteSettings | None = None


def _of_default_site() -> SiteSettings:
    site = next((site for site in ground().sites if site.is_default_site), None)
    return getattr(site, "sitesettings", None) or SiteSettings(site=site)


def _as_time(value: time | str) -> time:
    return value if isinstance(value, time) else time.fromisoformat(value)
