"""The free seats of a week across places: by place, nearest first, then by day. The same few queries whatever there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import cast
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import OfferPage
from catalogue.agenda.search import Criteria, Moment, find_sessions
from catalogue.places.near import Near, NearAnswer, near_from
from core.forms import PlainForm
from core.languages import named
from core.moments import day_in_words

from ..filters import ANY, MOMENTS, LanguageSelect
from ..models import Helper, WorkshopFormat, WorkshopPage
from ..models.helping import MOST_SEATS

SHOWN = 80  # sessions a screen
WEEKS = 9


KINDS = [("", _("Group workshops")), (WorkshopFormat.INDIVIDUAL.value, _("One-to-one appointments"))]


def _languages() -> list[tuple[str, object]]:
    return [ANY, *[(code, named(code)) for code, _name in settings.LANGUAGES]]


class WeekForm(PlainForm):
    """Shown with what was understood; never bound, so it never scolds."""

    semaine = forms.ChoiceField(label=_("When?"))
    genre = forms.ChoiceField(label=_("What?"), choices=KINDS)
    atelier = forms.ChoiceField(label=_("Which workshop?"))
    moment = forms.ChoiceField(label=_("When in the day?"), choices=MOMENTS)
    langue = forms.ChoiceField(label=_("In which language?"), choices=_languages, widget=LanguageSelect)
    places = forms.ChoiceField(label=_("For how many people?"))


@dataclass(frozen=True)
class DaySeats:
    day: date
    cards: list[SessionCard]


@dataclass(frozen=True)
class PlaceSeats:
    """The free seats at one place; ``first`` says which."""

    first: SessionCard
    days: list[DaySeats]


@dataclass(frozen=True)
class Week:
    """One screen: what was asked, as it was understood, and what is free."""

    near: NearAnswer
    around: Near | None
    places: list[PlaceSeats]
    form: WeekForm
    total: int
    seats: int
    from_day: date
    to_day: date
    chosen: dict[str, str]
    is_widened: bool
    may_keep_near: bool
    is_everywhere: bool
    may_look_everywhere: bool

    @property
    def is_cut(self) -> bool:
        return self.total > SHOWN

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the filters in use, the place apart, as they stand in an address."""
        return [(name, value) for name, value in self.chosen.items() if value]

    @property
    def everywhere_address(self) -> str:
        return "?" + urlencode([*self.pairs, ("partout", "1")])


def week_of(helper: Helper, data: Mapping[str, str], today: date | None = None) -> Week:
    """Return the free seats that match what was asked; around where the helper works when no other place is asked for."""
    today = today or timezone.localdate()
    answer = near_from(data)
    own = Near(helper.near_lat, helper.near_lon, helper.near_label) if helper.near_lat is not None and helper.near_lon is not None else None
    everywhere = bool(data.get("partout")) and answer.near is None
    around = None if everywhere else answer.near or own
    titles = _titles()
    weeks = _weeks(today)
    chosen = {
        "semaine": _one_of(data, "semaine", weeks),
        "genre": _one_of(data, "genre", dict(KINDS)),
        "atelier": _one_of(data, "atelier", {str(pk): title for pk, title in titles.items()}),
        "moment": _one_of(data, "moment", dict(MOMENTS)),
        "langue": _one_of(data, "langue", dict(settings.LANGUAGES)),
        "places": _one_of(data, "places", dict(_numbers())),
    }
    first = today + timedelta(weeks=int(chosen["semaine"] or 0))
    last = first + timedelta(days=6)
    found = find_sessions(
        Criteria(
            near=around,
            day_from=first,
            day_to=last,
            moment=cast("Moment", chosen["moment"]) if chosen["moment"] else None,
            language=chosen["langue"],
            free_only=True,
            seats=int(chosen["places"] or 1),
            offers=_offers(chosen["atelier"], chosen["genre"]),
            reserved_to=helper.organisation_id,
        ),
        limit=SHOWN,
    )
    cards = cards_for(found.sessions)
    form = WeekForm(initial=chosen)
    for name, choices in (
        ("semaine", [("", weeks.pop("")), *weeks.items()]),
        ("atelier", [("", _("All the workshops")), *((str(pk), title) for pk, title in titles.items())]),
        ("places", _numbers()),
    ):
        cast("forms.ChoiceField", form.fields[name]).choices = choices
    return Week(
        near=answer,
        around=around,
        places=_by_place(cards),
        form=form,
        total=found.total,
        seats=sum(card.free for card in cards),
        from_day=first,
        to_day=last,
        chosen=chosen,
        is_widened=found.widened,
        is_everywhere=everywhere,
        may_look_everywhere=around is not None,
        may_keep_near=answer.near is not None and (own is None or (answer.near.lat, answer.near.lon) != (own.lat, own.lon)),
    )


def _by_place(cards: list[SessionCard]) -> list[PlaceSeats]:
    """Group by place in the order they come, then by day."""
    of_place: dict[str, list[SessionCard]] = {}
    for card in cards:
        of_place.setdefault(card.place_url, []).append(card)
    return [
        PlaceSeats(
            first=there[0],
            days=[
                DaySeats(day, list(group)) for day, group in groupby(sorted(there, key=lambda c: c.starts), key=lambda c: c.starts.date())
            ],
        )
        for there in of_place.values()
    ]


def _titles() -> dict[int, str]:
    """Return the title of each workshop in the active language by the id of its French page; two queries."""
    workshops = list(WorkshopPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title", "pk"))
    language = get_language()
    translated = {}
    if language != settings.LANGUAGE_CODE:
        pages = OfferPage.objects.live().filter(locale__language_code=language, translation_key__in=[w.translation_key for w in workshops])
        translated = dict(pages.values_list("translation_key", "title"))
    return {page.pk: translated.get(page.translation_key, page.title) for page in workshops}


def _offers(chosen: str, kind: str) -> QuerySet[WorkshopPage]:
    workshops = WorkshopPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return workshops.filter(pk=int(chosen)) if chosen else workshops.filter(format=kind or WorkshopFormat.GROUP)


def _weeks(today: date) -> dict[str, object]:
    weeks: dict[str, object] = {"": _("The next seven days")}
    for number in range(1, WEEKS):
        weeks[str(number)] = day_in_words(today + timedelta(weeks=number))
    return weeks


def _numbers() -> list[tuple[str, object]]:
    return [("", "1"), *((str(number), str(number)) for number in range(2, MOST_SEATS + 1))]


def _one_of(data: Mapping[str, str], name: str, allowed: Mapping[str, object]) -> str:
    value = data.get(name) or ""
    return value if value in allowed else ""
