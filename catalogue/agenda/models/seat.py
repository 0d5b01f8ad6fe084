"""One person's place in a session. Who the person is stands in the upper rooms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeatState(models.TextChoices):
    """held > confirmed, or waiting > offered > confirmed, or cancelled (see seats.py for the moves)."""

    HELD = "held", _("held")
    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("offered")
    CANCELLED = "cancelled", _("cancelled")


class Seat(models.Model):
    session = models.ForeignKey("agenda.Session", on_delete=models.PROTECT, related_name="seats", verbose_name=_("session"))
    state = models.CharField(_("state"), max_length=10, choices=SeatState)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True, help_text=_("For a seat held or offered."))
    # One person's click makes one seat: the same key on the same session gives back the same seats.
    key = models.CharField(_("idempotency key"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number under that key"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "created_at", "pk"]
        indexes = [models.Index(fields=["session", "state"], name="agenda_seat_count")]
        constraints = [models.UniqueConstraint(fields=["session", "key", "number"], name="agenda_seat_key_once")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.get_state_display()}"
