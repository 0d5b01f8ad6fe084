"""List values of either version, brought to those of v1.0. Real files repeat the same lists: each is worked out once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.text import fold

from .. import vocabulary
from . import old_values
from .columns import V0
from .repairs import cut

MOST_VALUES = 60
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Values:
    """``values`` in their order, each once; ``dropped`` tells that some are not in the standard's list."""

    values: tuple[str, ...] = ()
    dropped: bool = False


def split(text: str) -> list[str]:
    """Return the values of a list: "|" in v1.0, ";" in v0.1."""
    return [value.strip() for value in (text.split("|") if "|" in text else text.split(";")) if value.strip()]


@lru_cache(_KEPT)
def known(text: str, family: str) -> Values:
    """Return the values of a family of the vocabulary, old ones brought to new."""
    old = {"fee": old_values.FEES, "mode": old_values.MODES}.get(family, {})
    found: list[str] = []
    dropped = False
    for value in split(text):
        if family == "service":
            value = old_values.SERVICES.get(fold(value), value)
        term = vocabulary.canonical(family, value) or old_values.beginning_in(old, value)
        if term:
            found.append(term)
        else:
            dropped = True
    return Values(_once(found), dropped)


@lru_cache(_KEPT)
def audiences_and_care(audiences: str, care: str, welcomed: str, version: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return (audiences, special care, whether a value was dropped); v0.1 holds both in ``welcomed`` (publics_accueillis)."""
    for_whom, ready_for = known(audiences, "audience"), known(care, "care")
    who, what, dropped = list(for_whom.values), list(ready_for.values), for_whom.dropped or ready_for.dropped
    for value in split(welcomed) if version == V0 else ():
        audience = old_values.beginning_in(old_values.AUDIENCES, value)
        special = old_values.beginning_in(old_values.CARE, value)
        if audience:
            who.append(audience)
        elif special:
            what.append(special)
        elif fold(value) not in old_values.NO_VALUE:
            dropped = True
    return _once(who), _once(what), dropped


@lru_cache(_KEPT)
def programmes_and_labels(programmes: str, labels: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (national programmes, other labels): a label that is no national programme is one of the others."""
    national: list[str] = []
    others = split(labels)
    for value in split(programmes):
        programme = vocabulary.canonical("programme", value) or old_values.PROGRAMMES.get(fold(value), "")
        (national if programme else others).append(programme or value)
    return _once(national), short_values(tuple(others))


@lru_cache(_KEPT)
def free_values(text: str, length: int = 120) -> tuple[str, ...]:
    return _once([cut(value, length) for value in split(text)])


def short_values(values: tuple[str, ...], length: int = 120) -> tuple[str, ...]:
    return _once([cut(value, length) for value in values])


def addresses_in(text: str) -> list[str]:
    """Return the web addresses of a list, which real files also split by commas and semicolons."""
    return [part for part in re.split(r"[|;,]\s*(?=https?:|www\.)|\|", text) if part.strip()]


def _once(values) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:MOST_VALUES]
