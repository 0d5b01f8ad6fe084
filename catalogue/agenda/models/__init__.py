"""What is offered when: offers, dated sessions, their seats, and who came."""

from .attendance import Attendance, Presence
from .offer import Level, OfferPage
from .seat import Ending, Seat, SeatState
from .series import Repeats, SessionSeries
from .session import Meeting, Session
from .session_state import SessionState
from .skill import Area, Domain, Skill, SkillText

__all__ = [
    "Area",
    "Attendance",
    "Domain",
    "Ending",
    "Level",
    "Meeting",
    "OfferPage",
    "Presence",
    "Repeats",
    "Seat",
    "SeatState",
    "Session",
    "SessionSeries",
    "SessionState",
    "Skill",
    "SkillText",
]
