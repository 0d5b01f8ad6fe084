"""The filters of the list of sessions."""

from datetime import timedelta

import django_filters
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from catalogue.places.models import Place

from ..languages import LANGUAGES
from ..models import OfferPage, Session, SessionState
from ..visibility import visible_to

PERIODS = (
    ("upcoming", _("to come")),
    ("today", _("today")),
    ("week", _("the next seven days")),
    ("past", _("past")),
    ("all", _("all")),
)


class _RowChoice(django_filters.fields.ModelChoiceField):
    """A number no row can have is an answer like another: SQLite cannot even hold it."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value[:40]}) from error


class RowFilter(django_filters.ModelChoiceFilter):
    field_class = _RowChoice


class SessionFilterSet(WagtailFilterSet):
    period = django_filters.ChoiceFilter(label=_("When"), choices=PERIODS, method="in_period", empty_label=None)
    local_day = django_filters.DateFromToRangeFilter(label=_("Between two days"), widget=DateRangePickerWidget)
    place = RowFilter(label=_("Place"), queryset=lambda request: _places(request))
    offer = RowFilter(label=_("Offer"), queryset=lambda request: _offers(request))
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=SessionState.choices)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=LANGUAGES)

    class Meta:
        model = Session
        fields = ["period", "local_day", "place", "offer", "state", "language"]

    def __init__(self, data=None, *args, **kwargs) -> None:
        data = data.copy() if data is not None else data
        if data is not None and not data.get("local_day_after") and not data.get("local_day_before"):
            data.setdefault("period", "upcoming")
        super().__init__(data, *args, **kwargs)

    def in_period(self, sessions, name, value):
        now = timezone.now()
        today = timezone.localdate(now)
        return {
            "upcoming": sessions.filter(ends_at__gte=now),
            "today": sessions.filter(meetings__starts_at__date=today).distinct(),
            "week": sessions.filter(ends_at__gte=now, local_day__lt=today + timedelta(days=7)),
            "past": sessions.filter(ends_at__lt=now).order_by("-starts_at", "-pk"),
        }.get(value, sessions)


def _visible(request):
    sessions = visible_to(request.user) if request else Session.objects.all()
    return sessions.order_by()


def _places(request):
    return Place.objects.filter(pk__in=_visible(request).exclude(place=None).values("place")).order_by("city", "name")


def _offers(request):
    return OfferPage.objects.filter(pk__in=_visible(request).values("offer")).order_by("title")
