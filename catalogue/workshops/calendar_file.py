"""A calendar file of a booking: the right time zone, nothing personal in it."""

from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from core.helpline import helpline_for

from .models import Booking
from .tickets import ticket_for


def calendar_of(booking: Booking) -> bytes:
    """Return the file, one event a meeting, in the active language. Its name is the public reference, never the token."""
    session = booking.its_session
    ticket, helpline = ticket_for(booking), helpline_for(None)
    calendar = Calendar()
    calendar.add("prodid", "-//workshops//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, (starts, ends) in enumerate(ticket.meetings, start=1):
        if starts < ticket.starts:
            continue  # over already for who joins now
        event = Event()
        event.add("uid", f"session-{session.pk}-{number}@workshops.invalid")
        event.add("dtstamp", (booking.submitted_at or booking.created_at).astimezone(UTC))
        event.add("dtstart", starts)
        event.add("dtend", ends)
        event.add("summary", ticket.title)
        event.add("location", ", ".join([ticket.place_name, *ticket.address_lines]))
        event.add("description", _("To bring: %(bring)s") % {"bring": ", ".join(ticket.bring)} + f"\n{helpline.phone} ({helpline.when})")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", ticket.title)
        alarm.add("trigger", timedelta(hours=-3))
        event.add_component(alarm)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
