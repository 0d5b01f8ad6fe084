"""Who we are, for search engines (schema.org)."""

import json

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from core.models import SiteSettings

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def organization(site_settings: SiteSettings, tel: str) -> SafeString:
    """Return the JSON-LD of the association, safe inside a script element; what the settings lack is left out."""
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": site_settings.brand_name,
        "legalName": site_settings.legal_name,
        "url": f"{settings.SITE_URL}/",
        "telephone": tel,
        "email": site_settings.contact_email,
        "address": site_settings.postal_address,
    }
    return mark_safe(json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False).translate(_ESCAPED))
