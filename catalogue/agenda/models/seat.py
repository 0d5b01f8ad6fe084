"""One person's place in a session. Who the person is stands in the upper rooms."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SeatState(models.TextChoices):
    """held > confirmed, or waiting > offered > confirmed, or cancelled (the moves stand in seats/moves.py)."""

    HELD = "held", pgettext_lazy("seat", "held")
    CONFIRMED = "confirmed", pgettext_lazy("seat", "confirmed")
    WAITING = "waiting", pgettext_lazy("seat", "waiting")
    OFFERED = "offered", pgettext_lazy("seat", "offered")
    CANCELLED = "cancelled", pgettext_lazy("seat", "cancelled")


class Ending(models.TextChoices):
    """Why a seat is cancelled."""

    RELEASED = "released", _("given back before it was confirmed")
    CANCELLED = "cancelled", _("cancelled by the person or the team")
    LAPSED = "lapsed", _("not confirmed in time")
    SESSION_CANCELLED = "session_cancelled", _("session cancelled")
    OVER = "over", _("session over")


class SeatQuerySet(models.QuerySet):
    def taking_room(self, now: datetime | None = None) -> SeatQuerySet:
        """Seats that count against capacity: confirmed, and held or offered while their time is not over."""
        return self.filter(
            Q(state=SeatState.CONFIRMED) | Q(state__in=[SeatState.HELD, SeatState.OFFERED], held_until__gt=now or timezone.now())
        )

    def lapsed(self, now: datetime | None = None) -> SeatQuerySet:
        """Held and offered seats whose time is over, and that nobody has swept yet."""
        return self.filter(state__in=[SeatState.HELD, SeatState.OFFERED], held_until__lte=now or timezone.now())

    def waiting(self) -> SeatQuerySet:
        return self.filter(state=SeatState.WAITING)

    def in_line(self) -> SeatQuerySet:
        """The waiting seats, first come first."""
        return self.waiting().order_by("waiting_since", "pk")

    def alive(self) -> SeatQuerySet:
        return self.exclude(state=SeatState.CANCELLED)


class Seat(models.Model):
    """No personal data: a number in a session. Written by the functions of ``seats`` only."""

    session = models.ForeignKey(
        "agenda.Session", on_delete=models.PROTECT, related_name="seats", verbose_name=pgettext_lazy("agenda", "session")
    )
    state = models.CharField(_("state"), max_length=10, choices=SeatState)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True, help_text=_("For a seat held or offered."))
    # One person's click makes one seat: the same key on the same session gives back the same seats.
    key = models.CharField(_("idempotency key"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number under that key"), default=0)
    # A long appointment takes consecutive slots: one person, a seat in each. The later ones follow the first, whatever becomes of it.
    follows = models.ForeignKey(
        "self", verbose_name=_("goes on from the seat"), null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )
    created_at = models.DateTimeField(pgettext_lazy("moment", "created"), auto_now_add=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    confirmed_at = models.DateTimeField(pgettext_lazy("moment", "confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(pgettext_lazy("moment", "cancelled"), null=True, blank=True)
    ending = models.CharField(_("why it is cancelled"), max_length=20, choices=Ending, blank=True)
    # A seat beyond the capacity, or before those who wait, given on purpose: in the team's words.
    over_reason = models.CharField(_("why beyond the capacity"), max_length=120, blank=True, editable=False)

    was: str | None  # the state before the last move, set by ``seats.moves``; no column

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "created_at", "pk"]
        # Holds all that is counted, so that counting never reads the rows.
        indexes = [models.Index(fields=["session", "state", "held_until"], name="agenda_seat_count")]
        constraints = [
            models.UniqueConstraint(fields=["session", "key", "number"], name="agenda_seat_key_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "offered"]) | Q(held_until__isnull=False), name="agenda_seat_held_until_a_time"
            ),
            models.CheckConstraint(condition=~Q(state="waiting") | Q(waiting_since__isnull=False), name="agenda_seat_waiting_since"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.get_state_display()}"

    def is_live(self, now: datetime | None = None) -> bool:
        """Whether it takes room now."""
        if self.state in (SeatState.HELD, SeatState.OFFERED):
            return bool(self.held_until and self.held_until > (now or timezone.now()))
        return self.state == SeatState.CONFIRMED
