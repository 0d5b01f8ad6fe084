"""After a session is cancelled: who is told by which means, who is still to be called, and whom nobody can reach."""

from dataclasses import dataclass, field

from catalogue.agenda.models import Ending, Session
from core.models.message import Message, MessageState
from core.phones import show_phone

from .. import message_texts as kinds
from ..models import Booking, Call, CallReason

NOT_WRITTEN = (MessageState.FAILED, MessageState.WITHDRAWN, MessageState.EXPIRED)


@dataclass(frozen=True)
class ToCall:
    name: str
    phone: str
    tel: str


@dataclass(frozen=True)
class Told:
    """``written`` people have a message sent or on its way; ``called`` are the calls made already."""

    written: int
    called: int
    to_call: list[ToCall] = field(default_factory=list)
    out_of_reach: list[str] = field(default_factory=list)


def told_of(session: Session) -> Told:
    """Return what became of each booking that was alive when the session was cancelled. Four queries."""
    gone = Booking.objects.submitted().with_people().filter(session=session, participants__seat__ending=Ending.SESSION_CANCELLED)
    bookings = {booking.pk: booking for booking in gone.distinct()}
    messages = Message.objects.filter(kind=kinds.SESSION_CANCELLED, subject_ref__in=[booking.about for booking in bookings.values()])
    written = set(messages.exclude(state__in=NOT_WRITTEN).values_list("subject_ref", flat=True))
    calls = {
        call.booking_id: call
        for call in Call.objects.filter(booking__in=bookings, reason=CallReason.SESSION_CANCELLED).order_by("-done_at", "pk")
    }
    waiting = [bookings[call.booking_id] for call in calls.values() if call.done_at is None]
    reached = {pk for pk, booking in bookings.items() if booking.about in written}
    return Told(
        written=len(reached),
        called=sum(call.done_at is not None for call in calls.values()),
        to_call=[ToCall(_name(booking), show_phone(booking.contact_phone), booking.contact_phone) for booking in waiting],
        out_of_reach=[_name(booking) for pk, booking in bookings.items() if pk not in reached and pk not in calls],
    )


def _name(booking: Booking) -> str:
    return str(booking.participant or "—")
