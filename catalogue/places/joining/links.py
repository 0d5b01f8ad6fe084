"""The private link of a structure: opened, replaced, revoked. A place has one that works, at most."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from core.tokens import looks_like_token

from ..models import Place, PlaceLink
from . import messages


def link_with(token: str) -> PlaceLink | None:
    """Return the link that works with this token, of a place that is not archived; None otherwise."""
    if not looks_like_token(token):
        return None
    links = PlaceLink.objects.select_related("place", "place__commune")
    return links.filter(token=token, revoked_at=None, place__archived_at=None).first()


def open_link(
    place: Place, *, name: str, email: str, language: str = "fr", tell: bool = True, confirmed_on: date | None = None
) -> PlaceLink:
    """Give a structure a new private link, and send it; the one it had opens nothing any more."""
    with transaction.atomic():
        Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=place.pk)
        last = PlaceLink.objects.filter(place=place, revoked_at=None).first()
        PlaceLink.objects.filter(place=place, revoked_at=None).update(revoked_at=timezone.now())
        link = PlaceLink.objects.create(
            place=place,
            contact_name=name,
            contact_email=email,
            language=language,
            confirmed_on=confirmed_on or (last.confirmed_on if last else None),
        )
        if tell:
            messages.tell_link(link)
    return link


def revoke_link(link_id: int) -> None:
    """Close a link; twice is once."""
    PlaceLink.objects.filter(pk=link_id, revoked_at=None).update(revoked_at=timezone.now())
