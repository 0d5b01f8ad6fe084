"""This room's share of `tick`."""

from core.periodic import every_tick

from . import seats

every_tick("seats", seats.sweep)
every_tick("sessions over", seats.end_past_sessions)
