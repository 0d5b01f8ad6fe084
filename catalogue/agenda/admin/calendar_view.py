"""The calendar of the sessions a user sees: a month or a week, of one place or one offer if asked."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from catalogue.places.models import Place
from core.moments import day_in_words, short_month

from ..models import OfferPage
from ..planning.calendar import YEARS, Calendar, Day, Entry, Span, calendar_of
from ..visibility import visible_to
from .choices import RowField

MAY_SEE = ("agenda.view_session", "agenda.change_session")


class CalendarFilters(forms.Form):
    place = RowField(label=_("Place"), queryset=Place.objects.none(), required=False, empty_label=_("All places"))
    offer = RowField(label=_("Offer"), queryset=OfferPage.objects.none(), required=False, empty_label=_("All offers"))

    def __init__(self, *args, sessions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        recent = sessions.order_by().filter(local_day__gte=timezone.localdate() - timedelta(days=366))
        places = Place.objects.filter(pk__in=recent.exclude(place=None).values("place"))
        self.fields["place"].queryset = places.order_by("city", "name", "pk")  # type: ignore[attr-defined]
        self.fields["offer"].queryset = OfferPage.objects.filter(pk__in=recent.values("offer")).order_by("title", "pk")  # type: ignore[attr-defined]


def calendar_view(request: HttpRequest) -> HttpResponse:
    if not any(request.user.has_perm(permission) for permission in MAY_SEE):
        raise PermissionDenied
    sessions = visible_to(request.user)
    filters = CalendarFilters(request.GET, sessions=sessions)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    place, offer = chosen.get("place"), chosen.get("offer")
    span: Span = "week" if request.GET.get("view") == "week" else "month"
    places = filters.fields["place"].queryset  # type: ignore[attr-defined]
    shown = calendar_of(sessions, _day_typed(request.GET.get("day", "")), span, place=place, offer=offer, places=places)
    query = {name: one.pk for name, one in (("place", place), ("offer", offer)) if one}

    def link(day: date, view: str = span) -> str:
        return f"?{urlencode({'view': view, 'day': day.isoformat(), **query})}"

    context = {
        "calendar": shown,
        "title_of_span": _title(shown),
        "days": [_day_shown(day, query) for day in shown.days],
        "weekdays": [date_format(shown.days[number].day, "l") for number in range(7)],
        "filters": filters,
        "before_url": link(shown.before),
        "after_url": link(shown.after),
        "today_url": link(timezone.localdate()),
        "spans": [
            {"label": _("Month"), "url": link(shown.first, "month"), "now": span == "month"},
            {"label": _("Week"), "url": link(_week_to_show(shown), "week"), "now": span == "week"},
        ],
        "list_url": reverse("session:index"),
        "add_url": reverse("session:add") if request.user.has_perm("agenda.add_session") else "",
        "series_url": reverse("session:series") if request.user.has_perm("agenda.add_session") else "",
    }
    return render(request, "agenda/admin/calendar.html", context)


def _day_typed(text: str) -> date:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return timezone.localdate()
    return day if YEARS[0] <= day.year <= YEARS[1] else timezone.localdate()


def _week_to_show(shown: Calendar) -> date:
    today = timezone.localdate()
    return today if shown.first <= today <= shown.last else shown.first


def _title(shown: Calendar) -> str:
    if shown.span == "month":
        return date_format(shown.first, "F Y")
    return _("Week from %(first)s to %(last)s") % {"first": day_in_words(shown.first), "last": date_format(shown.last, "l j F Y")}


def _day_shown(day: Day, query: dict[str, int]) -> dict:
    return {
        "day": day.day,
        "label": date_format(day.day, "l j F"),
        "month": short_month(day.day) if day.day.day == 1 else "",
        "in_span": day.in_span,
        "is_today": day.is_today,
        "holiday": day.holiday,
        "closed": day.closed,
        "entries": [{"entry": entry, "url": _url_of(entry, day.day)} for entry in day.entries],
        "more": day.more,
        "more_url": f"{reverse('session:calendar')}?{urlencode({'view': 'week', 'day': day.day.isoformat(), **query})}",
    }


def _url_of(entry: Entry, day: date) -> str:
    """The session, or for the slots of a permanence their list."""
    if entry.slots == 1:
        return reverse("session:inspect", args=[entry.session])
    wanted = {"local_day_after": day.isoformat(), "local_day_before": day.isoformat(), "offer": entry.offer}
    return f"{reverse('session:index')}?{urlencode(wanted | ({'place': entry.place_pk} if entry.place_pk else {}))}"
