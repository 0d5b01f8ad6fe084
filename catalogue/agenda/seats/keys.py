"""The key under which seats are made: a second click, or two at once, finds the first one's seats."""

from ..models import Seat, SeatState, Session

MOST_AT_ONCE = 100


def seats_under(session: Session, key: str) -> list[Seat]:
    """Return the seats made under a key in a locked session, by number."""
    if not key or len(key) > 64:
        raise ValueError("A key has 1 to 64 characters")
    return list(Seat.objects.filter(session=session, key=key).order_by("number"))


def stand(seats: list[Seat]) -> bool:
    """Whether seats found under a key are the answer: one is alive, or was confirmed before it ended."""
    return any(seat.state != SeatState.CANCELLED or seat.confirmed_at for seat in seats)


def rows_for(session: Session, key: str, count: int, known: list[Seat]) -> list[Seat]:
    """Return ``count`` rows to write under a key: those that ended without being confirmed first, then new ones."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(f"Between 1 and {MOST_AT_ONCE} seats at once")
    free = [seat for seat in known if seat.state == SeatState.CANCELLED and not seat.confirmed_at][:count]
    first = max((seat.number for seat in known), default=-1) + 1
    return free + [Seat(session=session, key=key, number=first + more) for more in range(count - len(free))]
