"""The form of a series: what each session is, how often, until when; then the days, to be unticked."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from catalogue.places.models import Place
from core import local_time
from core.models import Organisation
from core.moments import day_in_words, hour

from ..languages import LANGUAGES
from ..models import OfferPage, Repeats, Session
from ..planning.dates import PlannedDay, Wanted, planned_days
from ..planning.making import BookingTimes, Made, hours_of, make_series
from ..planning.rule import LONGEST, MOST_TIMES, Rule
from ..seats.capacity import LARGEST
from ..visibility import SEE_ALL
from .choices import HostField, OfferField, RowField, french_offers, hosts, places_for

COPIED = ("offer", "place", "room", "remote_url", "language", "host", "capacity", "has_waiting_list", "reserved_to", "programme", "funder")
PLAIN = ("remote_url", "language", "has_waiting_list", "reserved_to", "programme", "funder")


class SeriesForm(forms.Form):
    offer = OfferField(label=gettext_lazy("Offer"), queryset=OfferPage.objects.none())
    place = RowField(
        label=gettext_lazy("Place"), queryset=Place.objects.none(), required=False, help_text=gettext_lazy("Empty: remote sessions.")
    )
    room = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=80)
    remote_url = forms.URLField(label=gettext_lazy("Address of the remote session"), required=False, max_length=500, assume_scheme="https")
    language = forms.ChoiceField(label=gettext_lazy("Language of delivery"), choices=LANGUAGES, initial="fr")
    host = HostField(label=pgettext_lazy("person", "Host"), queryset=hosts().none(), required=False)

    repeats = forms.ChoiceField(label=gettext_lazy("How often"), choices=Repeats.choices, initial=Repeats.WEEKLY)
    first_day = forms.DateField(
        label=gettext_lazy("First day"), widget=AdminDateInput, help_text=gettext_lazy("It gives the day of the week.")
    )
    starts = forms.TimeField(label=gettext_lazy("From"), widget=AdminTimeInput)
    ends = forms.TimeField(label=gettext_lazy("To"), widget=AdminTimeInput)
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=AdminDateInput, help_text=gettext_lazy("The last day, included…")
    )
    times = forms.IntegerField(
        label=gettext_lazy("…or how many times"),
        required=False,
        min_value=1,
        max_value=MOST_TIMES,
        help_text=gettext_lazy("Give one of the two."),
    )
    skips_holidays = forms.BooleanField(label=gettext_lazy("Not on public holidays"), required=False, initial=True)

    skips_school_holidays = forms.BooleanField(label=gettext_lazy("Not in school holidays"), required=False)

    capacity = forms.IntegerField(label=gettext_lazy("Capacity"), min_value=1, max_value=LARGEST)
    has_waiting_list = forms.BooleanField(label=gettext_lazy("Waiting list"), required=False, initial=True)
    opens_days_before = forms.IntegerField(
        label=gettext_lazy("Booking opens how many days before"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=gettext_lazy("Empty: at once."),
    )
    closes_hours_before = forms.IntegerField(
        label=gettext_lazy("Booking closes how many hours before"),
        required=False,
        min_value=0,
        max_value=24 * 30,
        help_text=gettext_lazy("Empty: when it starts."),
    )
    opened = forms.BooleanField(
        label=gettext_lazy("Open to booking"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not ticked: drafts, which only the team sees."),
    )
    reserved_to = RowField(
        label=gettext_lazy("Reserved to the public of"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=gettext_lazy("Then it is left out of the public lists, and the team alone books it."),
    )
    programme = forms.CharField(label=gettext_lazy("Programme"), required=False, max_length=120)
    funder = forms.CharField(label=gettext_lazy("Funder"), required=False, max_length=120)
    # What the days shown were for: when the rule has changed since, they are shown anew and nothing is made.
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    groups = (
        (gettext_lazy("What and where"), ("offer", "place", "room", "remote_url", "language", "host")),
        (gettext_lazy("When"), ("repeats", "first_day", "starts", "ends", "until", "times", "skips_holidays", "skips_school_holidays")),
        (
            gettext_lazy("Booking"),
            ("capacity", "has_waiting_list", "opens_days_before", "closes_hours_before", "opened", "reserved_to"),
        ),
        (gettext_lazy("For our partners"), ("programme", "funder")),
    )

    def __init__(self, *args: Any, user: Any, like: Session | None = None, **kwargs: Any) -> None:
        self.like = like
        kwargs["initial"] = {**self._initial_like(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["offer"].queryset = french_offers()
        fields["place"].queryset = places_for(user, like.place_id if like else None)
        if not user.has_perm(SEE_ALL):
            fields["place"].required, fields["place"].help_text = True, ""
        fields["host"].queryset = hosts()
        fields["reserved_to"].queryset = Organisation.objects.order_by("name", "pk")
        if like is not None and len(self._pattern) > 1:  # the hours of its meetings are kept as they are
            del fields["starts"], fields["ends"]

    def _initial_like(self) -> dict[str, Any]:
        if self.like is None:
            return {}
        self._pattern = hours_of(self.like)
        next_week = self.like.local_day + timedelta(days=7)
        while next_week <= timezone.localdate():
            next_week += timedelta(days=7)
        initial = {name: getattr(self.like, name) for name in COPIED} | {"first_day": next_week}
        if len(self._pattern) == 1:
            initial |= {"starts": self._pattern[0][1], "ends": self._pattern[0][2]}
        if self.like.booking_opens_at:
            opens = local_time.local_day(self.like.booking_opens_at, self.like.time_zone)
            initial["opens_days_before"] = max((self.like.local_day - opens).days, 0)
        if self.like.booking_closes_at:
            initial["closes_hours_before"] = max(round((self.like.starts_at - self.like.booking_closes_at).total_seconds() / 3600), 0)
        return initial

    @property
    def grouped(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]

    def clean_first_day(self) -> date:
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose a day to come."))
        if day > timezone.localdate() + LONGEST:
            raise ValidationError(_("Choose a day within two years."))
        return day

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("starts") and values.get("ends") and values["ends"] <= values["starts"]:
            self.add_error("ends", _("The end must be later than the start."))
        first, until, times = values.get("first_day"), values.get("until"), values.get("times")
        if "until" not in self.errors and "times" not in self.errors:
            if until and times:
                self.add_error("times", _("Give the last day or the number of times, not both."))
            elif not until and not times:
                self.add_error("until", _("Give the last day, or the number of times."))
        if first and until and until < first:
            self.add_error("until", _("The last day comes after the first."))
        elif first and until and until > first + LONGEST:
            self.add_error("until", _("A series lasts two years at most."))
        return values

    @property
    def rule(self) -> Rule:
        values = self.cleaned_data
        return Rule(values["repeats"], values["first_day"], values["until"], values["times"])

    @property
    def wanted(self) -> Wanted:
        values = self.cleaned_data
        hours = self._pattern if "starts" not in self.fields else ((0, values["starts"], values["ends"]),)
        return Wanted(
            offer=values["offer"],
            place=values["place"],
            hours=hours,
            room=values["room"],
            host_id=values["host"].pk if values["host"] else None,
            skips_holidays=values["skips_holidays"],
            skips_school_holidays=values["skips_school_holidays"],
        )

    def days(self, now: datetime) -> list[PlannedDay]:
        return planned_days(self.rule, self.wanted, now=now)

    @property
    def digest(self) -> str:
        """A name for the days these answers give."""
        rule, wanted = self.rule, self.wanted
        place = wanted.place.pk if wanted.place else ""
        said = [
            rule,
            wanted.offer.pk,
            place,
            wanted.hours,
            wanted.room,
            wanted.host_id,
            wanted.skips_holidays,
            wanted.skips_school_holidays,
        ]
        return hashlib.sha256("|".join(map(repr, said)).encode()).hexdigest()[:16]

    def make(self, days: list[date], by: Any) -> Made:
        values = self.cleaned_data
        return make_series(
            self.rule,
            self.wanted,
            days,
            capacity=values["capacity"],
            booking=BookingTimes(values["opens_days_before"], values["closes_hours_before"]),
            opened=values["opened"],
            by=by,
            like=self.like,
            **{name: values[name] for name in PLAIN},
        )


def day_in_list(planned: PlannedDay, zone: str) -> str:
    """Return "mardi 1er décembre 2026, 14 h" at the clock of the place."""
    return moment_in_words(local_time.at_place(planned.moments[0][0], zone))


def moment_in_words(moment: datetime) -> str:
    """Return the day, its year and the hour of a local moment: a series runs over the new year."""
    day = day_in_words(moment)
    return f"{day if str(moment.year) in day else f'{day} {moment.year}'}, {hour(moment)}"
