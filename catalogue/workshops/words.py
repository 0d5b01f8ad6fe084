"""What a session and its workshop say in one language, for tickets, messages, calendars and slips."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.agenda.models import OfferPage, Session

from .models import Participant, WorkshopPage


@dataclass(frozen=True)
class PlaceWords:
    """Where to go, as read aloud; for a remote session, that it is at home."""

    name: str
    address: str
    city: str
    room: str = ""
    how_to_come: str = ""
    is_remote: bool = False


def offer_in(offer: OfferPage, language: str | None = None) -> WorkshopPage | OfferPage:
    """Return an offer's page in a language, else its French row; the workshop itself when it is one."""
    language = language or get_language() or "fr"
    pages = {
        page.locale.language_code: page
        for page in OfferPage.objects.filter(translation_key=offer.translation_key, locale__language_code__in=[language, "fr"])
        .live()
        .select_related("locale", "workshoppage")
    }
    page = pages.get(language) or pages.get("fr") or offer
    return cast("WorkshopPage | OfferPage", getattr(page, "workshoppage", page))


def bring_for(offer: WorkshopPage | OfferPage) -> str:
    return getattr(offer, "bring", "") or _("nothing, come as you are")


def papers_for(offer: WorkshopPage | OfferPage) -> str:
    return getattr(offer, "papers_asked", "") or _("You do not need any papers.")


def price_for(offer: WorkshopPage | OfferPage) -> str:
    return getattr(offer, "price", "") or _("It is free.")


def place_words(session: Session, language: str | None = None) -> PlaceWords:
    """Return where a session takes place, in the active language."""
    place = session.place
    if place is None:
        return PlaceWords(name=_("by phone or video, from home"), address="", city=_("remotely"), is_remote=True)
    language = language or get_language() or "fr"
    how = next((text.how_to_come for text in place.texts.all() if text.language == language), "")
    how = how or next((text.how_to_come for text in place.texts.all() if text.language == "fr"), "")
    address = ", ".join(part for part in (place.address, f"{place.postcode} {place.city}".strip()) if part)
    return PlaceWords(name=place.name, address=address, city=place.city, room=session.room, how_to_come=how)


def in_words(people: Iterable[Participant]) -> str:
    """Return the first names as one says them: "Awa", "Awa et Jean", "Awa, Jean et Mei"."""
    names = [person.first_name for person in people if person.first_name]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": _(", ").join(names[:-1]), "last": names[-1]}
