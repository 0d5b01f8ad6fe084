"""What the admin's pages of a session need to say: hours at the place, names of languages, panels of other rooms."""

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format, time_format

from core import local_time

from ..languages import language_name
from ..models import Meeting, Session

register = template.Library()

register.filter("language_in_words", language_name)


@register.simple_tag
def meeting_hours(session: Session, meeting: Meeting) -> str:
    """The day and hours of a meeting, at the clock of the place."""
    start, end = local_time.at_place(meeting.starts_at, session.time_zone), local_time.at_place(meeting.ends_at, session.time_zone)
    return f"{date_format(start, 'l j F Y')}, {time_format(start, 'H:i')} – {time_format(end, 'H:i')}"


@register.simple_tag(takes_context=True)
def session_panel(context, template_name: str, values: dict) -> str:
    """Render a panel that a room above registered, with its own values and the request."""
    return render_to_string(template_name, values, request=context.get("request"))
