"""What changes in a session and in those of its series that follow: only what differs from this session is changed."""

import hashlib
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminTimeInput

from catalogue.places.models import Place
from core.models import Organisation

from ..languages import LANGUAGES
from ..models import Session
from ..planning.following import Change, hours_at_place, nearest_weekday
from ..seats.capacity import LARGEST
from ..visibility import SEE_ALL
from .choices import HostField, RowField, hosts, places_for

PLAIN = ("room", "remote_url", "language", "host", "has_waiting_list", "reserved_to", "programme", "funder")


class FollowingForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week"), choices=[(number, WEEKDAYS[number]) for number in range(7)], coerce=int
    )
    starts = forms.TimeField(label=gettext_lazy("From"), widget=AdminTimeInput)
    ends = forms.TimeField(label=gettext_lazy("To"), widget=AdminTimeInput)
    place = RowField(
        label=gettext_lazy("Place"), queryset=Place.objects.none(), required=False, help_text=gettext_lazy("Empty: remote sessions.")
    )
    room = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=80)
    remote_url = forms.URLField(label=gettext_lazy("Address of the remote session"), required=False, max_length=500, assume_scheme="https")
    language = forms.ChoiceField(label=gettext_lazy("Language of delivery"), choices=LANGUAGES)
    host = HostField(label=pgettext_lazy("person", "Host"), queryset=hosts().none(), required=False)
    capacity = forms.IntegerField(label=gettext_lazy("Capacity"), min_value=1, max_value=LARGEST)
    has_waiting_list = forms.BooleanField(label=gettext_lazy("Waiting list"), required=False)
    reserved_to = RowField(label=gettext_lazy("Reserved to the public of"), queryset=Organisation.objects.none(), required=False)
    programme = forms.CharField(label=gettext_lazy("Programme"), required=False, max_length=120)
    funder = forms.CharField(label=gettext_lazy("Funder"), required=False, max_length=120)
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    groups = (
        (gettext_lazy("When"), ("weekday", "starts", "ends")),
        (gettext_lazy("Where and by whom"), ("place", "room", "remote_url", "language", "host")),
        (gettext_lazy("Booking"), ("capacity", "has_waiting_list", "reserved_to")),
        (gettext_lazy("For our partners"), ("programme", "funder")),
    )

    def __init__(self, *args: Any, user: Any, session: Session, **kwargs: Any) -> None:
        self.session = session
        starts, ends = hours_at_place(session)
        initial = {name: getattr(session, name) for name in (*PLAIN, "place", "capacity")}
        kwargs["initial"] = initial | {"weekday": session.local_day.weekday(), "starts": starts, "ends": ends}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["place"].queryset = places_for(user, session.place_id)
        if not user.has_perm(SEE_ALL):
            fields["place"].required, fields["place"].help_text = True, ""
        fields["host"].queryset = hosts()
        fields["reserved_to"].queryset = Organisation.objects.order_by("name", "pk")
        if session.meetings.count() > 1:  # a course: its meetings keep their own hours
            del fields["starts"], fields["ends"]

    @property
    def grouped(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("starts") and values.get("ends") and values["ends"] <= values["starts"]:
            self.add_error("ends", _("The end must be later than the start."))
        if not self.errors and not self.change:
            self.add_error(None, _("Nothing differs from this session: change something first."))
        return values

    @property
    def change(self) -> Change:
        values, session = self.cleaned_data, self.session
        said: dict[str, Any] = {"fields": {name: values[name] for name in PLAIN if values[name] != getattr(session, name)}}
        if (values["place"].pk if values["place"] else None) != session.place_id:
            said["place"] = values["place"]
        if values["capacity"] != session.capacity:
            said["capacity"] = values["capacity"]
        if "starts" in self.fields:
            starts, ends = hours_at_place(session)
            said |= {name: values[name] for name, known in (("starts", starts), ("ends", ends)) if values[name] != known}
        return Change(days=nearest_weekday(session.local_day, values["weekday"]), **said)

    @property
    def digest(self) -> str:
        """A name for the effects that were shown."""
        said = [(name, str(value)) for name, value in sorted(self.cleaned_data.items()) if name != "shown_for"]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
