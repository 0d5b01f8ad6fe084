"""What this package registers when the site starts: message kinds, the section of a place's page, `tick`, retention."""

from . import message_texts, retention, section, sweeps

__all__ = ["message_texts", "retention", "section", "sweeps"]
