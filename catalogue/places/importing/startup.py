"""What this package registers when the site starts: its kind of message, and what `tick` does."""

from . import schedule, telling

__all__ = ["schedule", "telling"]
