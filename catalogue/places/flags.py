"""What a person should look at in an entry: in words, why, what to do; and saying that it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from . import history
from .importing.report import FLAGGED, REPAIRS
from .models import Place, PlaceLink

OUT_OF_DATE = "out_of_date"  # given after two questions without an answer (joining/reminding.py)
SETTLED = "places.flag_settled"


@dataclass(frozen=True)
class Flag:
    """``label`` says what is the matter, ``advice`` what a person does about it."""

    code: str
    label: str | Promise
    advice: str | Promise


_ADVICE: dict[str, str | Promise] = {
    "point_far": _(
        "The point of the file lies elsewhere than its address. Check the address, then write the right latitude and longitude."
    ),
    "commune_unknown": _("No commune has this name or this code. Check the address, then choose the commune."),
    "commune_by_point": _("The file names no commune that can be found: the nearest to the coordinates was taken. Check that it is right."),
    "phone_kept": _("Call this number to see whether it works, then write it again with 10 digits, or remove it."),
    OUT_OF_DATE: _("The structure was asked twice by e-mail and did not answer. Call it, correct the entry, then mark it as verified."),
}
_LABELS: dict[str, str | Promise] = {**REPAIRS, OUT_OF_DATE: _("not confirmed by the structure for more than a year")}


def flag(code: str) -> Flag:
    label = _LABELS.get(code, code)
    return Flag(code, capfirst(str(label)), _ADVICE.get(code, _("Check the entry, and correct it if need be.")))


def flags_of(place: Place) -> list[Flag]:
    return [flag(code) for code in place.flags]


def in_words(codes: Iterable[str]) -> str:
    """Return flags in one line of words."""
    return " ; ".join(str(_LABELS.get(code, code)) for code in codes)


def choices() -> list[tuple[str, str]]:
    """Return (code, words) of every flag there can be, for a filter."""
    return [(code, capfirst(str(_LABELS[code]))) for code in (*FLAGGED, OUT_OF_DATE)]


def settle(place_id: int, code: str, *, user: Any) -> bool:
    """Take a flag off: it was looked at, and a later import does not raise it again. Returns whether it was there."""
    with transaction.atomic():
        place = Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=place_id)
        if code not in place.flags:
            return False
        before = place.flags
        place.flags = [other for other in before if other != code]
        if code in FLAGGED and code not in place.settled_flags:
            place.settled_flags = [*place.settled_flags, code]
        place.save(update_fields=["flags", "settled_flags", "updated_at"])
        if code == OUT_OF_DATE:
            PlaceLink.objects.filter(place=place, revoked_at=None).update(reminders=0, reminded_at=None, out_of_date_at=None)
        history.write_down([(place, {"flags": [before, place.flags]})], SETTLED, user=user)
    return True


def after_import(found: list[str], stored: list[str], settled: list[str]) -> list[str]:
    """Return the flags of an entry once a file was read: what the file raises and nobody settled, and those no file raises."""
    return [*(code for code in found if code not in settled), *(code for code in stored if code not in FLAGGED)]
