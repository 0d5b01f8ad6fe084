"""Write to who asked to be told, in the transaction of what is told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import local_time, moments, outbox
from core.helpline import helpline_for
from core.models.message import Channel, Message, MessageState
from core.phones import parse_phone, show_phone
from core.sms_length import to_gsm

from ..models import StockAlert
from . import message_texts as kinds
from .appointments import appointments_at
from .shelves import sort_of
from .words import what_in_words

NOTED_A_DAY = 3  # to one number or address: whoever typed it may not be who has it


def tell_noted(alert: StockAlert) -> None:
    """Confirm, with the link to stop: the first message whoever has the number can answer."""
    since = timezone.now() - timedelta(days=1)
    for channel, address in alert.channels():
        written = Message.objects.filter(kind=kinds.NOTED, channel=channel, recipient__iexact=address, created_at__gte=since)
        if written.exclude(state=MessageState.WITHDRAWN).count() < NOTED_A_DAY:
            _queue(alert, kinds.NOTED, channel, address)


def tell_back(alert: StockAlert) -> None:
    for channel, address in alert.channels():
        _queue(alert, kinds.BACK, channel, address, expires_at=alert.offered_until)


def tell_gone(alert: StockAlert) -> None:
    for channel, address in alert.channels():
        _queue(alert, kinds.GONE, channel, address)


def _queue(alert: StockAlert, kind: str, channel: str, address: str, expires_at: datetime | None = None) -> None:
    with outbox.in_language(alert.language):
        context = words_of(alert, kind, channel)
    outbox.queue(
        kind,
        channel=channel,
        to=address,
        language=alert.language,
        context=context,
        dedupe_key=f"{alert.about}:{kind}:{channel}",
        about="" if kind == kinds.GONE else alert.about,
        expires_at=expires_at,
    )


def words_of(alert: StockAlert, kind: str, channel: str) -> dict[str, str]:
    """Return the values of the placeholders, in the active language; those of a text message are short and in its alphabet."""
    place, helpline = alert.place, helpline_for(None)
    is_text = channel == Channel.SMS
    until = local_time.at_place(alert.offered_until, place.time_zone) if alert.offered_until else None
    where = reverse(f"stock:{_page_of(alert)}") if kind == kinds.GONE else reverse("stock:alert", args=[alert.token])
    words = {
        "brand": helpline.brand,
        "what": what_in_words(alert.kind),
        "place": place.name,
        "city": place.city,
        "phone": _phone_of(alert, helpline.phone) if kind != kinds.GONE else helpline.phone,
        "until": date_format(until, "j/m" if is_text else "l j F") if until else "",
        "appointment": _appointment(alert, is_text) if kind == kinds.BACK else "",
        "link": settings.SITE_URL + where,
    }
    if is_text:
        words["place"], words["city"] = place.name[:38], place.city[:20]
        return {name: to_gsm(value) for name, value in words.items()}
    return words


def _page_of(alert: StockAlert) -> str:
    return sort_of(alert.kind) or "equipment"


def _phone_of(alert: StockAlert, otherwise: str) -> str:
    return show_phone(parse_phone(alert.place.phone) or "") or alert.place.phone or otherwise


def _appointment(alert: StockAlert, is_text: bool) -> str:
    """Return the first free permanence in words, or whom to call for one."""
    free = appointments_at(alert.place, 1)
    if not free:
        return _("come, or call first")
    starts = free[0].starts
    day = date_format(starts, "j/m") if is_text else moments.day_in_words(starts)
    return _("free on %(day)s, %(hour)s") % {"day": day, "hour": moments.hour(starts)}
