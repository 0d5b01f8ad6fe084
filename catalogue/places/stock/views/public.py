"""/s-equiper/ and /se-connecter/: where stock is near. The words below the list are those of the editors' page of this address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..finding import find_stock
from .screens import show


def equipment(request: HttpRequest) -> HttpResponse:
    words = {
        "title": _("Get equipped"),
        "lead": _("A phone, a tablet or a computer at a low price. See where there is some near you."),
        "question": _("Where are you looking?"),
        "picture": "equip",
    }
    return _page(request, "equipment", "s-equiper", words)


def connection(request: HttpRequest) -> HttpResponse:
    words = {
        "title": _("Get connected"),
        "lead": _("SIM cards and top-up cards at a low price. See where there are some near you."),
        "question": _("Where are you looking for a card?"),
        "picture": "connect",
    }
    return _page(request, "connection", "se-connecter", words)


def _page(request: HttpRequest, sort: str, slug: str, words: dict[str, str]) -> HttpResponse:
    found = find_stock(sort, request.GET)
    page = editors_page(slug)
    shown = {"found": found, "near": found.near, "sort": sort, "page": page, **words}
    if page is not None:
        shown |= {"title": page.title, "lead": getattr(page, "summary", "") or words["lead"]}
    return show(request, "find.html", shown)


def editors_page(slug: str) -> Any:
    """Return the published page that bears this address in French, in the active language where it is translated; or None."""
    french = Page.objects.filter(slug=slug, depth=3, locale__language_code=settings.LANGUAGE_CODE).values("translation_key")
    rows = Page.objects.live().filter(translation_key__in=french, locale__language_code=get_language() or settings.LANGUAGE_CODE)
    found = rows.specific().first()
    return found if found is not None and hasattr(found, "body") else None
