"""The list of bookings and the page of one. Phones are masked in the list, shown on the page of who may change them."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from catalogue.agenda.models import SeatState
from catalogue.places.models import Place
from core import message_kinds
from core.closed_choosers import ClosedChooserViewSet
from core.models import Message
from core.permission_policies import ReadOnlyPolicy
from core.phones import mask_phone, parse_phone, show_phone
from core.spreadsheets import NoFormulas

from ..arrangements import labels
from ..hosting.access import sees_arrangements, sessions_welcomed_by
from ..models import Booking, WorkshopPage
from ..stage import Stage, seat_of, stage_of
from ..visibility import seen_by
from ..words import in_words

INSPECT = "wagtailsnippets_workshops_booking:inspect"
STAGES = {
    Stage.GONE: _("session deleted"),
    Stage.CALLED_OFF: _("session cancelled"),
    Stage.PAST: _("over"),
    Stage.CANCELLED: pgettext_lazy("a booking", "cancelled"),
    Stage.OFFERED: _("a seat is offered"),
    Stage.LAPSED: _("offer not taken"),
    Stage.WAITING: _("waiting list"),
    Stage.CONFIRMED: pgettext_lazy("a booking", "confirmed"),
    Stage.DRAFT: _("draft"),
}


def when_of(booking: Booking) -> str:
    return date_format(booking.session.starts_local, "D j F Y, H:i") if booking.session else "—"


def place_of(booking: Booking) -> Any:
    return (booking.session.place or _("Remote")) if booking.session else "—"


def name_of(booking: Booking) -> str:
    return in_words(booking.participants.all())


def _needs(booking: Booking) -> list[tuple[str, str]]:
    """Return, for each person of whom something was chosen, their first name and what to prepare."""
    return [(person.first_name, ", ".join(labels(person.arrangements))) for person in booking.participants.all() if person.arrangements]


def masked_phone_of(booking: Booking) -> str:
    return mask_phone(booking.contact_phone) if booking.contact_phone else ""


def stage_words(booking: Booking) -> Any:
    """What the booking has become; a seat that was confirmed stays so in the list once the session is over."""
    seat = seat_of(booking)
    if stage_of(booking) == Stage.PAST and seat is not None and seat.state == SeatState.CONFIRMED:
        return _("confirmed, over")
    return STAGES[stage_of(booking)]


class BookingFilters(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Day"), field_name="session__local_day", widget=DateRangePickerWidget)
    place = django_filters.ModelChoiceFilter(
        label=_("Place"), field_name="session__place", queryset=Place.objects.filter(kind="reception_point").order_by("name", "pk")
    )
    workshop = django_filters.ModelChoiceFilter(
        label=_("Workshop"), field_name="offer", queryset=WorkshopPage.objects.filter(locale__language_code="fr").order_by("title", "pk")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        field_name="participants__seat__state",
        choices=[c for c in SeatState.choices if c[0] != SeatState.HELD],
        distinct=True,
    )

    class Meta:
        model = Booking
        fields = ["day", "place", "workshop", "state", "channel", "language"]


def search(bookings: QuerySet[Booking], words: str) -> QuerySet[Booking]:
    """Find by reference, by first name or by phone, in any spelling of it."""
    words = words.replace("\x00", "").strip()[:60]
    found = Q(reference__iexact=words.replace(" ", "")) | Q(participants__first_name__icontains=words)
    if phone := parse_phone(words):
        found |= Q(phone=phone) | Q(participants__adult_phone=phone)
    if len(digits := "".join(c for c in words if c.isdigit())) >= 4:
        found |= Q(phone__contains=digits.lstrip("0"))
    return bookings.filter(found).distinct()


class BookingIndex(NoFormulas, IndexView):
    def to_row_dict(self, item: Booking) -> dict[str, Any]:
        return {**super().to_row_dict(item), "language": dict(settings.LANGUAGES).get(item.language, item.language)}

    def get_base_queryset(self) -> QuerySet[Booking]:
        return seen_by(self.request.user, Booking.objects.submitted().with_people()).order_by("-submitted_at", "-pk")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """By reference alone: what is searched stands in the address, where no name and no number may be."""
        return queryset.filter(reference__iexact=self.search_query.replace(" ", "")[:20]) if self.is_searching else queryset

    @cached_property
    def header_buttons(self) -> list:
        find = HeaderButton(label=_("Find by name or phone"), url=reverse("call_desk:find"), icon_name="search")
        return [*super().header_buttons, find]

    def get_edit_url(self, instance: Booking) -> str:
        return reverse(INSPECT, args=[instance.pk])


class BookingInspect(InspectView):
    template_name = "workshops/admin/booking.html"

    def get_object(self, queryset: QuerySet | None = None) -> Booking:
        seen = seen_by(self.request.user, Booking.objects.submitted().with_people())
        return get_object_or_404(seen, pk=self.pk if str(self.pk).isascii() and str(self.pk).isdigit() and len(str(self.pk)) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        booking = self.object
        may_change = self.request.user.has_perm("workshops.change_booking")
        return super().get_context_data(**kwargs) | {
            "booking": booking,
            "people": list(booking.participants.all()),
            "adult": (adult := next((person for person in booking.participants.all() if person.is_under_age), None)),
            "needs": _needs(booking) if self._prepares(booking) else [],
            "when": when_of(booking),
            "place": place_of(booking),
            "state": stage_words(booking),
            "phone": show_phone(booking.phone) if may_change else masked_phone_of(booking),
            "adult_phone": show_phone(adult.adult_phone) if may_change and adult else "",
            "shows_contact": may_change,
            "reason": self._reason(booking),
            "language_name": dict(settings.LANGUAGES).get(booking.language, booking.language),
            "outbox": [
                (message, message_kinds.label_of(message.kind))
                for message in Message.objects.filter(subject_ref=booking.about).order_by("created_at", "pk")
            ],
            "calls": booking.calls.order_by("created_at", "pk"),
        }

    def _reason(self, booking: Booking) -> str:
        """What a one-to-one appointment is for: to that session's host only."""
        return booking.reason.french_name if booking.reason is not None and self._prepares(booking) else ""

    def _prepares(self, booking: Booking) -> bool:
        """What to prepare is seen by the session's host only."""
        user = self.request.user
        return (
            booking.session is not None
            and sees_arrangements(user, booking.session)
            and sessions_welcomed_by(user).filter(pk=booking.session_id).exists()
        )

    @cached_property
    def header_buttons(self) -> list:
        """What the team does with a booking, in sight."""
        buttons = list(super().header_buttons)
        if not self.request.user.has_perm("workshops.change_booking") or self.object.purged_at:
            return buttons
        stage = stage_of(self.object)
        comes = stage in (Stage.CONFIRMED, Stage.WAITING, Stage.OFFERED)
        actions = [
            ("bookings_admin:correct", _("Correct"), "edit", True),
            ("call_desk:move", _("Move the booking"), "redirect", comes or stage in (Stage.CALLED_OFF, Stage.GONE)),
            ("bookings_admin:cancel", _("Cancel the booking"), "cross", comes),
            ("bookings_admin:reinstate", _("Give the seat back"), "undo", stage in (Stage.CANCELLED, Stage.LAPSED)),
            ("bookings_admin:new_link", _("Make a new private link"), "link", True),
        ]
        for priority, (name, label, icon, is_shown) in enumerate(actions):
            if is_shown:
                url = reverse(name, args=[self.object.pk])
                buttons.append(HeaderButton(label=label, url=url, icon_name=icon, priority=priority))
        return buttons


class BookingViewSet(SnippetViewSet):
    model = Booking
    chooser_viewset_class = ClosedChooserViewSet
    icon = "clipboard-list"
    menu_label = _("Bookings")
    menu_name = "bookings"
    menu_order = 210
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(Booking)
    index_view_class = BookingIndex
    inspect_view_class = BookingInspect
    inspect_view_enabled = True
    add_to_reference_index = False
    copy_view_enabled = False
    filterset_class = BookingFilters
    search_fields = ["reference"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "reference",
        Column("when", label=_("When"), accessor=when_of, sort_key="session__starts_at"),
        Column("workshop", label=_("Workshop"), accessor=lambda booking: booking.offer.title if booking.offer else "—"),
        Column("place", label=_("Place"), accessor=place_of),
        Column("first_name", label=_("First name"), accessor=name_of),
        Column("phone", label=_("Phone"), accessor=masked_phone_of),
        Column("state", label=_("State"), accessor=stage_words),
        Column("channel", label=_("Made"), accessor="get_channel_display"),
        DateColumn("submitted_at", label=_("Booked"), sort_key="submitted_at"),
    ]
    # For figures and day lists: no phone, no name leaves by this way.
    list_export = [
        "reference",
        "session.local_day",
        "session.local_time",
        "offer.title",
        "session.place",
        "get_channel_display",
        "language",
    ]
    export_headings = {
        "reference": _("Reference"),
        "session.local_day": _("Day"),
        "session.local_time": _("Hour"),
        "offer.title": _("Workshop"),
        "session.place": _("Place"),
        "get_channel_display": _("Made"),
        "language": _("Language"),
    }
    export_filename = "reservations"
