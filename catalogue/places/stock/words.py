"""Kinds, levels, buyers and papers in plain words; which drawing stands beside each kind."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from ..models.stock import Buyers, Level, Proof, ReferralWay, StockItem, StockKind

PICTURES: dict[str, str] = {
    StockKind.LAPTOP: "computer",
    StockKind.SMARTPHONE: "phone",
    StockKind.TABLET: "tablet",
    StockKind.BASIC_PHONE: "basic-phone",
    StockKind.SIM_CARD: "sim-prepaid",
    StockKind.TOP_UP: "top-up",
}
# As they stand in addresses.
SLUGS: dict[str, str] = {
    StockKind.LAPTOP: "ordinateur",
    StockKind.SMARTPHONE: "smartphone",
    StockKind.TABLET: "tablette",
    StockKind.BASIC_PHONE: "telephone",
    StockKind.SIM_CARD: "carte-sim",
    StockKind.TOP_UP: "recharge",
}
_KINDS: dict[str, str] = {slug: kind for kind, slug in SLUGS.items()}
_ONE: dict[str, Promise] = {
    StockKind.LAPTOP: gettext_lazy("a laptop"),
    StockKind.SMARTPHONE: gettext_lazy("a smartphone"),
    StockKind.TABLET: gettext_lazy("a tablet"),
    StockKind.BASIC_PHONE: gettext_lazy("a simple phone with keys"),
    StockKind.SIM_CARD: gettext_lazy("a prepaid SIM card"),
    StockKind.TOP_UP: gettext_lazy("a top-up card"),
}
_LEVELS = {
    Level.PLENTY: gettext_lazy("There are plenty"),
    Level.FEW: gettext_lazy("A few are left"),
    Level.NONE: gettext_lazy("None left for now"),
}


def kind_of(slug: str) -> str:
    """Return the kind that an address names, "" for none of ours."""
    return _KINDS.get(slug, "")


def what_in_words(kind: str) -> str:
    """Return "un ordinateur portable"; the code itself for a kind that is no more."""
    return str(_ONE.get(kind, kind))


def kind_in_words(kind: str) -> str:
    """Return "Ordinateurs portables"."""
    return str(StockKind(kind).label) if kind in StockKind.values else kind


def level_in_words(item: StockItem) -> str:
    return str(_LEVELS.get(Level(item.level), ""))


def euros(price: Decimal) -> str:
    """Return "50 €" or "7,50 €" as it is written in the active language."""
    decimals = 0 if price == price.to_integral_value() else 2
    return pgettext("price in euros", "€%(amount)s") % {"amount": number_format(price, decimals, use_l10n=True, force_grouping=True)}


def price_in_words(item: StockItem) -> str:
    """Return "à partir de 50 €", "gratuit", or nothing when the price is not known."""
    if item.price_from is None:
        return ""
    return _("free of charge") if item.price_from == 0 else _("from %(price)s") % {"price": euros(item.price_from)}


def buyers_in_words(item: StockItem) -> str:
    return str(Buyers(item.buyers).label) if item.buyers in Buyers.values else ""


def papers_in_words(item: StockItem) -> list[str]:
    """Return what to bring, a sentence a line: the identity document, then the one paper among others."""
    known = [Proof(code) for code in Proof.values if code in item.proofs]
    others = [str(proof.label) for proof in known if proof != Proof.IDENTITY]
    lines = [_("Bring an identity document.")] if Proof.IDENTITY in known else []
    if len(others) == 1:
        lines.append(_("Bring %(paper)s.") % {"paper": others[0]})
    elif others:
        papers = _(", ").join(others[:-1]) + _(" or ") + others[-1]
        lines.append(_("Bring one of these papers: %(papers)s.") % {"papers": papers})
    return lines


def referral_in_words(item: StockItem) -> str:
    return str(ReferralWay(item.referral_way).label) if item.referral_way in ReferralWay.values else ""
