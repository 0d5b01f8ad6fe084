"""What one narrows the list of places by."""

from datetime import date

import django_filters
from django import forms
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from .. import flags, freshness, vocabulary
from ..departements import NAMES
from ..holding import holding
from ..models import Place, PlaceKind
from ..visibility import sees_every_place

SHOWN, HIDDEN, ARCHIVED = "shown", "hidden", "archived"
STATES = ((SHOWN, _("Shown to the public")), (HIDDEN, _("Hidden")), (ARCHIVED, _("Archived")))
OUT, IN, NEVER = "out", "in", "never"
FRESH = ((OUT, _("Out of date: more than a year")), (IN, _("Verified or updated within a year")), (NEVER, _("Never verified by the team")))
ANY_FLAG = "any"
_SOURCES_KEPT = 600  # seconds
_MOST_SOURCES = 200


def sources(request) -> list[tuple[str, str]]:
    """Return the sources of the places one sees, for the filter."""
    from ..visibility import places_seen_by

    if not sees_every_place(request.user):
        return _pairs(places_seen_by(request.user))
    known = cache.get("places:sources")
    if known is None:
        known = _pairs(Place.objects.all())
        cache.set("places:sources", known, _SOURCES_KEPT)
    return known


def _pairs(places: QuerySet) -> list[tuple[str, str]]:
    names = places.order_by("source").values_list("source", flat=True).distinct()[:_MOST_SOURCES]
    return [(name, str(_("This site")) if name == "local" else name) for name in names]


class PlaceFilter(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=PlaceKind.choices, label=_("Kind"), widget=forms.CheckboxSelectMultiple)
    departement = django_filters.ChoiceFilter(
        choices=[(code, f"{code} · {name}") for code, name in NAMES.items()], field_name="commune__departement", label=_("Département")
    )
    state = django_filters.ChoiceFilter(choices=STATES, method="filter_state", label=_("State"))
    to_look_at = django_filters.ChoiceFilter(
        choices=lambda: [(ANY_FLAG, _("Anything")), *flags.choices()], method="filter_flags", label=_("To look at")
    )
    freshness = django_filters.ChoiceFilter(choices=FRESH, method="filter_freshness", label=_("Last verification"))
    verified_since = django_filters.DateFilter(
        field_name="verified_on", lookup_expr="gte", label=_("Verified by the team since"), widget=AdminDateInput
    )
    service = django_filters.ChoiceFilter(choices=lambda: vocabulary.choices("service"), method="filter_list", label=_("Service"))
    programme = django_filters.ChoiceFilter(choices=lambda: vocabulary.choices("programme"), method="filter_list", label=_("Programme"))
    source = django_filters.ChoiceFilter(choices=(), label=_("Source"))

    class Meta:
        model = Place
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["source"].extra["choices"] = sources(self.request)

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == ARCHIVED:
            return queryset.filter(archived_at__isnull=False)
        return queryset.filter(archived_at=None, is_listed=value == SHOWN)

    def filter_flags(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        places = queryset.filter(archived_at=None).exclude(flags=[])
        return places if value == ANY_FLAG else holding(places, "flags", value)

    def filter_freshness(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today: date = timezone.localdate()
        if value == NEVER:
            return queryset.filter(archived_at=None, verified_on=None)
        return (freshness.out_of_date if value == OUT else freshness.up_to_date)(queryset, today)

    def filter_list(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return holding(queryset, {"service": "services", "programme": "national_programmes"}[name], value)
