"""The form of a session: typed at the clock of the place, saved by the functions that hold the lock."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from catalogue.places.closing import closed_days_of
from catalogue.places.models import Place
from core import local_time
from core.models import Organisation

from ..languages import LANGUAGES
from ..models import OfferPage, Session, SessionState
from ..schedule import MOST_MEETINGS, WrongMeetings, in_order, set_meetings
from ..seats import change_capacity, counts_of
from ..seats.capacity import LARGEST
from ..sessions import create_session
from ..visibility import SEE_ALL
from .choices import OfferField, RowField, french_offers, hosts, name_of_host, places_for

MOMENTS = ("booking_opens_at", "booking_closes_at")


class MeetingForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Day"), required=False, widget=AdminDateInput)
    starts = forms.TimeField(label=gettext_lazy("From"), required=False, widget=AdminTimeInput)
    ends = forms.TimeField(label=gettext_lazy("To"), required=False, widget=AdminTimeInput)

    def clean(self) -> dict:
        values = super().clean() or {}
        typed = [name for name in ("day", "starts", "ends") if values.get(name) is not None]
        if 0 < len(typed) < 3 and not self.errors:
            raise ValidationError(_("Give the day and both hours, or leave the row empty."))
        if len(typed) == 3 and values["ends"] <= values["starts"]:
            self.add_error("ends", _("The end must be later than the start."))
        return values

    @property
    def wall_clock(self) -> tuple[datetime, datetime] | None:
        values = self.cleaned_data
        if not values.get("day") or values.get("starts") is None or values.get("ends") is None:
            return None
        return datetime.combine(values["day"], values["starts"]), datetime.combine(values["day"], values["ends"])


class SessionForm(WagtailAdminModelForm):
    instance: Session

    opened = forms.BooleanField(
        label=gettext_lazy("Open to booking"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not ticked: a draft, which only the team sees."),
    )
    # Plain lists, not choosers: there are few of each, and only some will do. (A chooser also raises on a value that is no number.)
    offer = OfferField(label=gettext_lazy("Offer"), queryset=OfferPage.objects.none())
    place = RowField(
        label=gettext_lazy("Place"), queryset=Place.objects.none(), required=False, help_text=gettext_lazy("Empty: a remote session.")
    )
    reserved_to = RowField(
        label=gettext_lazy("Reserved to the public of"),
        queryset=Organisation.objects.order_by("name", "pk"),
        required=False,
        help_text=gettext_lazy("Then it is left out of the public lists, and the team alone books it."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of delivery"), choices=LANGUAGES)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        user = self.for_user
        self.fields["offer"].queryset = french_offers()
        self.fields["place"].queryset = places_for(user, self.instance.place_id)
        if user and not user.has_perm(SEE_ALL):
            self.fields["place"].required = True  # a coordinator's session is at a place they coordinate
            self.fields["place"].help_text = ""
        self.fields["host"].queryset = hosts()
        self.fields["host"].label_from_instance = name_of_host
        if not self.is_new:
            del self.fields["opened"]
            for name in MOMENTS:
                if moment := getattr(self.instance, name):
                    self.initial[name] = local_time.at_place(moment, self.instance.time_zone).replace(tzinfo=None)
        self.meetings = self._meetings_formset()

    def _meetings_formset(self) -> forms.BaseFormSet:
        rows = list(self.initial.get("meetings", []))
        if not self.is_new:
            zone = self.instance.time_zone
            for meeting in self.instance.meetings.all():
                start, end = local_time.at_place(meeting.starts_at, zone), local_time.at_place(meeting.ends_at, zone)
                rows.append({"day": start.date(), "starts": start.time(), "ends": end.time()})
        formset = forms.formset_factory(MeetingForm, extra=2 if rows else 4, max_num=MOST_MEETINGS)
        return formset(
            self.data if self.is_bound else None,
            prefix="meetings",
            initial=rows,
            form_kwargs={"empty_permitted": False, "use_required_attribute": False},
        )

    def clean_capacity(self) -> int:
        capacity = self.cleaned_data["capacity"]
        if not 1 <= capacity <= LARGEST:
            raise ValidationError(_("Give a number from 1 to %(largest)s.") % {"largest": LARGEST})
        if not self.is_new and capacity < (taken := counts_of(self.instance).taken):
            raise ValidationError(capacity_sentence(taken))
        return capacity

    def clean(self) -> dict:
        values = super().clean()
        self._zone = values["place"].time_zone if values.get("place") else local_time.REMOTE
        for name in MOMENTS:
            if moment := values.get(name):
                wall_clock = timezone.make_naive(moment)  # Django read it at the clock of the admin
                values[name] = local_time.from_place(wall_clock, self._zone)
        if self.meetings.is_valid():
            values["meetings"] = self._clean_meetings()
            self._refuse_closed_days(values)
        else:
            self.add_error(None, _("Look at the meetings: a day or an hour is missing or wrong."))
        return values

    def _clean_meetings(self) -> list[tuple[datetime, datetime]]:
        typed = [form.wall_clock for form in self.meetings if form.wall_clock]
        try:
            return in_order((local_time.from_place(start, self._zone), local_time.from_place(end, self._zone)) for start, end in typed)
        except WrongMeetings as wrong:
            sentences = {
                "number": _("Give the day and the hours of at least one meeting."),
                "overlap": _("Two meetings are at the same time."),
            }
            self.add_error(None, sentences.get(str(wrong), _("Look at the meetings: a day or an hour is missing or wrong.")))
            return []

    def _refuse_closed_days(self, values: dict) -> None:
        """Meetings to come are not put on a day the place is closed; those of a session being corrected that are past may stay."""
        today = timezone.localdate()
        days = sorted({day for start, _end in values["meetings"] if (day := local_time.local_day(start, self._zone)) >= today})
        closed = closed_days_of(values.get("place"), days[0], days[-1]) if days else {}
        for day in days:
            if day in closed:
                sentence = _("The place is closed on %(day)s: %(reason)s. Choose another day, or open the place again first.")
                self.add_error(None, sentence % {"day": date_format(day, "j F Y"), "reason": closed[day]})

    def save(self, commit: bool = True) -> Session:
        """Create the session, or change it: its capacity and meetings by their own functions. SeatError when seats forbid it."""
        values = dict(self.cleaned_data)
        meetings = values.pop("meetings")
        if self.is_new:
            values.pop("opened", None)
            created = create_session(values.pop("offer"), values.pop("place"), meetings, opened=self.cleaned_data["opened"], **values)
            self.instance = created
            return created
        with transaction.atomic():
            session = Session.objects.get(pk=self.instance.pk)
            elsewhere = session.place_id != (values["place"].pk if values["place"] else None)
            if session.capacity != values["capacity"]:
                change_capacity(session.pk, values.pop("capacity"))
            values.pop("capacity", None)
            for name, value in values.items():
                setattr(session, name, value)
            session.save(update_fields=[*values, "updated_at"])
            if session.state in (SessionState.DRAFT, SessionState.OPEN):
                session = set_meetings(session, meetings, elsewhere=elsewhere)
        self.instance = session
        return session


def capacity_sentence(taken: int) -> str:
    """Say that a capacity is too small, and how many seats are taken."""
    sentence = ngettext(
        "%(taken)s seat is taken: give at least this number, or cancel the seat first.",
        "%(taken)s seats are taken: give at least this number, or cancel seats first.",
        taken,
    )
    return sentence % {"taken": taken}
