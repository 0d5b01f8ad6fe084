"""What visitors book: the workshop pages, their bookings, and the rules that make permanences."""

from .booking import Booking, BookingChannel, Participant
from .call import Call, CallReason
from .pages import Theme, WorkshopFormat, WorkshopIndexPage, WorkshopPage
from .permanence import PermanenceRule, PermanenceSlot, Weekday

__all__ = [
    "Booking",
    "BookingChannel",
    "Call",
    "CallReason",
    "Participant",
    "PermanenceRule",
    "PermanenceSlot",
    "Theme",
    "Weekday",
    "WorkshopFormat",
    "WorkshopIndexPage",
    "WorkshopPage",
]
