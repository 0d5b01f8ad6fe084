"""Who of a session would get a text or an e-mail, and whom one must call."""

from django.urls import reverse

from catalogue.agenda.reach import Reach, register_reach
from core.models.message import Channel

from .models import Booking


def reach_of_bookings(seat_ids: list[int]) -> Reach:
    """Count the bookings of these seats by how their people are told; two queries."""
    bookings = Booking.objects.submitted().filter(participants__seat__in=seat_ids).distinct().prefetch_related("participants")
    ways = [([channel for channel, _to in booking.channels()], booking.contact_phone) for booking in bookings]
    told = sum(bool(channels) for channels, _phone in ways)
    to_call = sum(Channel.SMS not in channels and bool(phone) for channels, phone in ways)
    return Reach(told=told, to_call=to_call, calls_url=reverse("call_desk:list"))


register_reach("workshops", reach_of_bookings)
