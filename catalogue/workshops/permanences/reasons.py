"""What one may come for at a permanence: one choice, made before the slot."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from catalogue.agenda.models import OfferPage

from ..models import PermanenceReason, PermanenceRule

# In addresses: for who does not know, or comes for something else. One slot is kept.
OTHER = "autre"


@dataclass(frozen=True)
class Tile:
    """A choice as it is shown: a large link."""

    name: str
    example: str
    minutes: int
    picture: str
    url: str


def tile_of(reason: PermanenceReason, url: str) -> Tile:
    words = reason.words_in()
    return Tile(name=words.name, example=words.example, minutes=reason.minutes, picture=reason.picture, url=url)


def reasons_for(offer: OfferPage) -> list[PermanenceReason]:
    """Return the active reasons a permanence takes, in order: those its active rules take; all of them when one rule takes all.

    ``offer`` in any language; three queries. None when it has no active rule.
    """
    rules = PermanenceRule.objects.filter(workshop__translation_key=offer.translation_key, is_active=True)
    choosy = rules.filter(pk=OuterRef("pk"), reasons__isnull=False)
    takes_all = Exists(rules.filter(~Exists(choosy)))
    reasons = PermanenceReason.objects.filter(Q(takes_all) | Q(rules__in=rules), Exists(rules), is_active=True)
    return list(reasons.distinct().order_by("position", "pk").prefetch_related("texts"))


def chosen(reasons: Iterable[PermanenceReason], code: str) -> PermanenceReason | None:
    """Return the reason of a code among those offered; None for ``OTHER`` and for anything else."""
    return next((reason for reason in reasons if reason.code == code), None)


def active_reason(code: str) -> PermanenceReason | None:
    """Return the active reason of a code typed in a form or an address, whatever was typed."""
    if not code or len(code) > 30 or "\x00" in code:
        return None
    return PermanenceReason.objects.filter(code=code, is_active=True).prefetch_related("texts").first()
