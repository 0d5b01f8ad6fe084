"""What this package registers when the site starts: message kinds, the yearly question in `tick`, retention."""

from . import message_texts, reminding, retention

__all__ = ["message_texts", "reminding", "retention"]
