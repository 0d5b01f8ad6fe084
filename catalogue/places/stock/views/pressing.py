"""What a press says on a shelf's screen."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ...models import Level, Place, StockItem
from .. import levels
from ..words import kind_in_words, kind_of


def press(place: Place, data: Mapping[str, str]) -> str:
    """Do what the pressed button says; returns a sentence, "" when it was none of ours."""
    if "same" in data:
        levels.confirm_all(place.pk)
        return _("Noted: everything is as it was.")
    slug, _colon, level = data.get("say", "").partition(":")
    kind = kind_of(slug)
    if not kind or level not in Level.values:
        return ""
    levels.set_level(place.pk, kind, level)
    words = {Level.PLENTY: _("plenty"), Level.FEW: _("a few"), Level.NONE: _("none left")}
    return _("Noted. %(kind)s: %(level)s.") % {"kind": kind_in_words(kind), "level": words[Level(level)]}


def as_kept(place: Place, kind: str, kept: StockItem | None) -> dict:
    """Return the first values of the form of a kind."""
    item = kept or StockItem(place=place, kind=kind)
    return {name: getattr(item, name) for name in ("level", "count", "price_from", "buyers", "proofs", "referral_way")}
