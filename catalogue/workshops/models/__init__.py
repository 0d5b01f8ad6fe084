"""What visitors book: the workshop pages, their bookings, and the rules that make permanences."""

from .booking import Booking, BookingChannel, Participant
from .call import Call, CallReason
from .callback import CallbackRequest, SuitsWhen
from .handling import Outcome
from .helping import ComesFor, Helper, Receives, Referral, SeatBlock
from .hosting import Counted, CountedPress, SessionTally, SignInLink, TeamInvitation, TeamInvitationState
from .pages import Theme, WorkshopFormat, WorkshopIndexPage, WorkshopPage
from .permanence import PermanenceRule, PermanenceSlot, Weekday
from .reason import PermanenceReason, PermanenceReasonText
from .session_request import Equipment, RequestState, SessionRequest, WhyNot
from .watching import BookingPattern, PatternKind

__all__ = [
    "Booking",
    "BookingChannel",
    "BookingPattern",
    "Call",
    "CallReason",
    "CallbackRequest",
    "ComesFor",
    "Counted",
    "CountedPress",
    "Equipment",
    "Helper",
    "Outcome",
    "Participant",
    "PatternKind",
    "PermanenceReason",
    "PermanenceReasonText",
    "PermanenceRule",
    "PermanenceSlot",
    "Receives",
    "Referral",
    "RequestState",
    "SeatBlock",
    "SessionRequest",
    "SessionTally",
    "SignInLink",
    "SuitsWhen",
    "TeamInvitation",
    "TeamInvitationState",
    "Theme",
    "Weekday",
    "WhyNot",
    "WorkshopFormat",
    "WorkshopIndexPage",
    "WorkshopPage",
]
