"""What this package registers when the site starts."""

from datetime import timedelta

from core.periodic import every_tick

from . import message_texts, retention  # noqa: F401

every_tick("hosts' links and presses", retention.tidy, every=timedelta(hours=1))
