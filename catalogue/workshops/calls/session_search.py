"""The next free sessions for somebody on the phone: near a place, on a day, in a language, of a workshop."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.languages import LANGUAGES
from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.search import Found, find_sessions
from catalogue.places.near import NearAnswer

from ..filters import MOMENTS, WEEKDAYS, Filters, read
from ..models import WorkshopPage

SHOWN = 20
_ANY = ("", _("any"))


def workshops() -> QuerySet[WorkshopPage]:
    """Return the published workshops, in a group and one to one, by their French page."""
    return WorkshopPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title", "pk")


class SearchForm(forms.Form):
    """Shown with what was understood; read by ``search``, which never scolds."""

    near = forms.CharField(label=_("Near a town, a place or an address"), required=False)
    workshop = forms.ModelChoiceField(label=_("Workshop"), queryset=WorkshopPage.objects.none(), required=False, empty_label=_("any"))
    date = forms.CharField(label=_("On this day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    weekday = forms.ChoiceField(label=_("Weekday"), choices=[_ANY, *WEEKDAYS[1:]], required=False)
    moment = forms.ChoiceField(label=_("Moment of the day"), choices=[_ANY, *MOMENTS[1:]], required=False)
    language = forms.ChoiceField(label=_("Language of the workshop"), choices=[_ANY, *LANGUAGES], required=False)
    full = forms.BooleanField(label=_("Also those that are full (waiting list)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = workshops()  # type: ignore[attr-defined]  # a ModelChoiceField


@dataclass(frozen=True)
class Searched:
    """``found`` and the ``form`` as filled in; ``near`` may hold choices or a sentence instead of a point."""

    form: SearchForm
    near: NearAnswer
    found: Found
    takes_full: bool

    @property
    def sessions(self) -> list[Session]:
        return self.found.sessions


def search(data: Mapping[str, str], *, without: int | None = None) -> Searched:
    """Return the next sessions that match GET values, whatever stands in them; ``without``: the session one leaves."""
    filters = read(data)
    chosen = _chosen(data.get("workshop") or "")
    takes_full = bool(data.get("full"))
    language = data.get("language") or ""
    criteria = replace(
        filters.criteria(),
        offers=WorkshopPage.objects.filter(pk=chosen.pk) if chosen else workshops().order_by(),
        language=language if language in dict(LANGUAGES) else "",
        free_only=not takes_full,
    )
    found = find_sessions(criteria, limit=SHOWN + 1)
    sessions = [session for session in found.sessions if session.pk != without][:SHOWN]
    return Searched(_form(filters, chosen, criteria.language, takes_full), filters.near, replace(found, sessions=sessions), takes_full)


def beginning(offer: OfferPage | None, session: Session | None) -> dict[str, str]:
    """Return where a search begins: the same workshop, near the same place (by its number, for towns share names)."""
    values = {"workshop": str(offer.pk)} if offer is not None else {}
    if session is not None and session.place is not None:
        values |= {"near": session.place.name, "commune": f"lieu-{session.place.pk}"}
    return values


def _chosen(typed: str) -> WorkshopPage | None:
    return workshops().filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def _form(filters: Filters, chosen: WorkshopPage | None, language: str, takes_full: bool) -> SearchForm:
    initial = {
        "near": filters.near.typed or (filters.near.near.label if filters.near.near else ""),
        "workshop": chosen,
        "date": filters.date.isoformat() if filters.date else "",
        "weekday": filters.weekday,
        "moment": filters.moment,
        "language": language,
        "full": takes_full,
    }
    return SearchForm(initial=initial)
