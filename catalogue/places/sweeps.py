"""What this room does at each tick."""

from datetime import timedelta

from core.periodic import every_tick

from .open_data import files

every_tick("open data: files of the directory", files.refresh, every=timedelta(minutes=10))
