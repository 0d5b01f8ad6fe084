"""Somebody to call: what no text could tell, or should not."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from .handling import Handled

WITHIN = timedelta(days=1)  # a call that nothing presses is made within a day


class CallReason(models.TextChoices):
    SESSION_CANCELLED = "session_cancelled", _("the workshop is cancelled")
    SESSION_MOVED = "session_moved", _("the day, the hour or the place has changed")
    SESSION_REINSTATED = "session_reinstated", _("the workshop takes place after all")
    SEAT_OFFERED = "seat_offered", _("a seat is free")
    REMINDER = "reminder", _("reminder, two days before")
    BOOKING_CANCELLED = "booking_cancelled", _("the seat is cancelled")
    LOST_LINK = "lost_link", _("asks about the booking")
    MESSAGE_FAILED = "message_failed", _("a message did not arrive")
    REPLY = "reply", _("answered a text message: ask what they want")


class Call(Handled):
    """One call to one person about one booking, until somebody made it or it is too late."""

    booking = models.ForeignKey("workshops.Booking", on_delete=models.CASCADE, related_name="calls", verbose_name=_("booking"))
    reason = models.CharField(_("what to say"), max_length=20, choices=CallReason)
    dedupe_key = models.CharField(max_length=150, unique=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    useless_after = models.DateTimeField(_("useless after"), null=True, blank=True)

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["done_at", "created_at"], name="workshops_call_todo")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.booking}"

    @property
    def call_by(self) -> datetime:
        """Before when somebody should call: within a day, or while it is still of use."""
        soon = self.created_at + WITHIN
        return min(soon, self.useless_after) if self.useless_after else soon
