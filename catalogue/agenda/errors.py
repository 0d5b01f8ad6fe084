"""What the functions of this room refuse. The sentence for the visitor is the caller's."""

from .why_closed import Refusal


class SeatError(Exception):
    """Base of every refusal; nothing was written."""


class SessionFull(SeatError):
    """Fewer seats are free than asked; ``free`` is how many are, for people who do not wait."""

    def __init__(self, free: int = 0) -> None:
        super().__init__(f"{free} free")
        self.free = free


class SessionClosed(SeatError):
    """Nobody can book: ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


class SessionReserved(SeatError):
    """It is kept for the public of one structure: the team books it, visitors do not."""


class HoldExpired(SeatError):
    """The seat was not kept any longer, and no seat is left to retake."""


class IllegalMove(SeatError):
    """A seat or a session cannot go from its state to the one asked for."""

    def __init__(self, was: str | None, wanted: str) -> None:
        super().__init__(f"{was or 'nothing'} > {wanted}")
        self.was, self.wanted = was, wanted


class CapacityTooSmall(SeatError):
    """A capacity below the seats already taken; ``sold`` is how many are (confirmed, held or offered)."""

    def __init__(self, sold: int) -> None:
        super().__init__(f"{sold} taken")
        self.sold = sold


class HasSeats(SeatError):
    """A session that somebody has or had a seat in is cancelled, never deleted."""
