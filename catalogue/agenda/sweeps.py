"""This room's share of `tick`."""

from core.periodic import every_tick

from . import seats, sessions

every_tick("seats", seats.sweep)
every_tick("sessions over", sessions.end_past_sessions)
