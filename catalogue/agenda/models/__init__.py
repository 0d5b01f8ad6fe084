"""What is offered when: offers, dated sessions, their seats, and who came."""

from .attendance import Attendance, Presence
from .offer import Level, OfferPage
from .seat import Seat, SeatState
from .session import Meeting, Session, SessionState
from .skill import Area, Skill, SkillText

__all__ = [
    "Area",
    "Attendance",
    "Level",
    "Meeting",
    "OfferPage",
    "Presence",
    "Seat",
    "SeatState",
    "Session",
    "SessionState",
    "Skill",
    "SkillText",
]
