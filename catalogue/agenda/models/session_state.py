"""The states of a session; ``sessions.py`` makes the moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionState(models.TextChoices):
    """draft > open > done, or cancelled from draft and open."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CANCELLED = "cancelled", _("cancelled")
    DONE = "done", _("done")


SESSION_MOVES: dict[str, frozenset[str]] = {
    SessionState.DRAFT: frozenset({SessionState.OPEN, SessionState.CANCELLED}),
    SessionState.OPEN: frozenset({SessionState.DONE, SessionState.CANCELLED}),
    SessionState.CANCELLED: frozenset(),
    SessionState.DONE: frozenset(),
}
