"""The states of a session; ``sessions.py`` makes the moves."""

from django.db import models
from django.utils.translation import pgettext_lazy


class SessionState(models.TextChoices):
    """draft > open > done, or cancelled from draft and open; a cancelled one may be reinstated."""

    DRAFT = "draft", pgettext_lazy("session", "draft")
    OPEN = "open", pgettext_lazy("session", "open")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")
    DONE = "done", pgettext_lazy("session", "done")


SESSION_MOVES: dict[str, frozenset[str]] = {
    SessionState.DRAFT: frozenset({SessionState.OPEN, SessionState.CANCELLED}),
    SessionState.OPEN: frozenset({SessionState.DONE, SessionState.CANCELLED}),
    SessionState.CANCELLED: frozenset({SessionState.OPEN}),
    SessionState.DONE: frozenset(),
}
