"""What search engines read of a place: schema.org in JSON-LD."""

import json
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.ui import absolute

from .distance import is_point
from .holidays import public_holidays
from .models import Place
from .opening import mentions_holidays, zone_of
from .sheet import Sheet
from .week import changes_between_weeks, moments_on, week_of_moments

_HOLIDAYS_TOLD = timedelta(days=60)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(sheet: Sheet) -> SafeString:
    """Return JSON that is safe inside a script element."""
    place, card = sheet.place, sheet.card
    data: dict = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": place.name,
        "url": absolute(card.url.partition("?")[0]),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postcode,
            "addressLocality": place.city,
            "addressCountry": "FR",
        },
    }
    if sheet.summary:
        data["description"] = sheet.summary.text
    if card.tel:
        data["telephone"] = card.tel
    if is_point(place.lat, place.lon):
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    data |= _hours(place)
    if card.is_free:
        data["isAccessibleForFree"] = True
    if place.websites:
        data["sameAs"] = list(place.websites)
    if place.parent_structure:
        data["parentOrganization"] = {"@type": "Organization", "name": place.parent_structure}
    if sheet.services:
        offered = [{"@type": "Offer", "itemOffered": {"@type": "Service", "name": service.label}} for service in sheet.services]
        data["hasOfferCatalog"] = {"@type": "OfferCatalog", "itemListElement": offered}
    if place.languages:
        data["contactPoint"] = {"@type": "ContactPoint", "telephone": card.tel, "availableLanguage": list(place.languages)}
    text = json.dumps(data, ensure_ascii=False)
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return mark_safe(text)


def _hours(place: Place) -> dict:
    """Return the ordinary week, and the coming public holidays that the hours speak of; nothing when only a call can tell.

    An ordinary week that is not that of next month says until when it holds. A closed day opens and closes at midnight, as search
    engines read it; a day open to its end closes at 23:59, and a night closes at the hour of the next day.
    """
    hours, zone, departement = place.opening_hours, place.time_zone, place.departement
    week = week_of_moments(hours, zone, departement=departement)
    if not week:
        return {}
    today = timezone.now().astimezone(zone_of(zone)).date()
    holds: dict[str, str] = {}
    if changes_between_weeks(hours, zone, departement=departement):
        monday = week[0][0].date() - timedelta(days=week[0][0].weekday())
        holds = {"validFrom": monday.isoformat(), "validThrough": (monday + timedelta(days=6)).isoformat()}
    data: dict = {
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{_DAYS[opens.weekday()]}",
                **_times(opens, closes),
                **holds,
            }
            for opens, closes in week
        ]
    }
    if mentions_holidays(hours):
        known = public_holidays("", today.year) | public_holidays("", today.year + 1)
        data["specialOpeningHoursSpecification"] = [
            {"@type": "OpeningHoursSpecification", "validFrom": day.isoformat(), "validThrough": day.isoformat(), **times}
            for day in known
            if today <= day <= today + _HOLIDAYS_TOLD
            for times in [_times(*moments) for moments in moments_on(hours, zone, day)] or [{"opens": "00:00", "closes": "00:00"}]
        ]
        if not data["specialOpeningHoursSpecification"]:
            del data["specialOpeningHoursSpecification"]
    return data


def _times(opens: datetime, closes: datetime) -> dict[str, str]:
    ends = closes - timedelta(minutes=1) if closes.hour == closes.minute == 0 else closes
    return {"opens": f"{opens:%H:%M}", "closes": f"{ends:%H:%M}"}
