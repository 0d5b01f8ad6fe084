"""This room's share of `tick`."""

from datetime import timedelta

from core.periodic import every_tick

from . import reminders, retention
from .call_list import list_failed_messages
from .helping import blocks
from .permanences import slots

every_tick("workshop reminders", reminders.queue_reminders, every=timedelta(minutes=5))
every_tick("calls to make", list_failed_messages)
every_tick("permanence slots", slots.keep_ahead, every=timedelta(hours=1))
every_tick("forgotten drafts", retention.purge_drafts, every=timedelta(hours=1))
every_tick("names for seats kept", blocks.remind_of_names, every=timedelta(minutes=15))
every_tick("seats kept without a name", blocks.release_unnamed, every=timedelta(minutes=5))
