"""What search engines read of a place, as schema.org's LocalBusiness-like `Place` in JSON-LD."""

import json

from django.utils.safestring import SafeString, mark_safe

from core.templatetags.ui import absolute

from .distance import is_point
from .sheet import Sheet


def json_ld(sheet: Sheet) -> SafeString:
    """Return JSON that is safe inside a script element."""
    place, card = sheet.place, sheet.card
    data: dict = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness" if place.kind != "partner" else "Place",
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
    if sheet.week:
        data["openingHours"] = place.opening_hours
    if card.is_free:
        data["isAccessibleForFree"] = True
    text = json.dumps(data, ensure_ascii=False)
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return mark_safe(text)
