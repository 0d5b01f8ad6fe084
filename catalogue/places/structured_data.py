"""What search engines read of a place: schema.org in JSON-LD."""

import json

from django.utils.safestring import SafeString, mark_safe

from core.templatetags.ui import absolute

from .distance import is_point
from .sheet import Sheet
from .week import week_of_moments

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
    hours = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_DAYS[opens.weekday()]}",
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for opens, closes in week_of_moments(place.opening_hours, place.time_zone, departement=place.departement)
    ]
    if hours:
        data["openingHoursSpecification"] = hours
    if card.is_free:
        data["isAccessibleForFree"] = True
    if place.websites:
        data["sameAs"] = list(place.websites)
    if place.parent_structure:
        data["parentOrganization"] = {"@type": "Organization", "name": place.parent_structure}
    if sheet.services:
        offered = [{"@type": "Offer", "itemOffered": {"@type": "Service", "name": service}} for service in sheet.services]
        data["hasOfferCatalog"] = {"@type": "OfferCatalog", "itemListElement": offered}
    if place.languages:
        data["contactPoint"] = {"@type": "ContactPoint", "telephone": card.tel, "availableLanguage": list(place.languages)}
    text = json.dumps(data, ensure_ascii=False)
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return mark_safe(text)
