"""An offer at a place (or remote), with a capacity and one or more meetings."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import local_time

from ..why_closed import WhyClosed
from .session_queryset import SessionQuerySet
from .session_state import SessionState


class Session(models.Model):
    """Never part of a page's revision: publishing an old draft must not bring back old capacity.

    ``state`` and ``capacity`` are changed by the functions of ``sessions.py`` and ``seats`` only.
    """

    offer = models.ForeignKey("agenda.OfferPage", verbose_name=_("offer"), on_delete=models.PROTECT, related_name="sessions")
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text=_("Empty: a remote session."),
    )
    room = models.CharField(_("room"), max_length=80, blank=True)
    remote_url = models.URLField(_("address of the remote session"), max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(_("capacity"))
    language = models.CharField(_("language of delivery"), max_length=10, default="fr")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("person", "host"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hosted_sessions",
    )
    state = models.CharField(_("state"), max_length=12, choices=SessionState, default=SessionState.DRAFT, editable=False)
    booking_opens_at = models.DateTimeField(_("booking opens"), null=True, blank=True, help_text=_("Empty: at once."))
    booking_closes_at = models.DateTimeField(_("booking closes"), null=True, blank=True, help_text=_("Empty: when it starts."))
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    funder = models.CharField(_("funder"), max_length=120, blank=True)
    reserved_to = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("reserved to the public of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reserved_sessions",
        help_text=_("Then it is left out of the public search."),
    )
    series = models.ForeignKey(
        "agenda.SessionSeries",
        verbose_name=_("series"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )
    # Set when it was cancelled because its place closed: what may be reinstated when the place opens after all.
    closure = models.ForeignKey(
        "places.ClosedDay",
        verbose_name=_("closure of the place"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )
    cancelled_reason = models.CharField(_("why it is cancelled"), max_length=200, blank=True, editable=False)
    # Copied from the meetings (schedule.py), so that lists sort and filter on one indexed row.
    starts_at = models.DateTimeField(_("starts"), db_index=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False)
    # The start of the last meeting one may still join at; empty when that is the first one, as it mostly is.
    joinable_until = models.DateTimeField(_("one may join until"), null=True, blank=True, editable=False)
    local_day = models.DateField(_("day, where it takes place"), db_index=True, editable=False)
    local_time = models.TimeField(_("hour, where it takes place"), editable=False)
    created_at = models.DateTimeField(pgettext_lazy("moment", "created"), auto_now_add=True)
    updated_at = models.DateTimeField(pgettext_lazy("moment", "updated"), auto_now=True)

    objects = SessionQuerySet.as_manager()

    # Only on the rows of a search or of the queryset's ``with_free`` and ``with_taken``; no column.
    free: int
    taken: int
    waiting: int
    km: float | None

    class Meta:
        verbose_name = pgettext_lazy("agenda", "session")
        verbose_name_plural = pgettext_lazy("agenda", "sessions")
        ordering = ["starts_at", "pk"]
        permissions = [("see_every_session", _("See the sessions of every place"))]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="agenda_session_soon"),
            models.Index(fields=["place", "state", "starts_at"], name="agenda_session_place_soon"),
            models.Index(fields=["offer", "state", "starts_at"], name="agenda_session_offer_soon"),
            models.Index(fields=["joinable_until"], name="agenda_session_joinable", condition=models.Q(joinable_until__isnull=False)),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(ends_at__gte=models.F("starts_at")), name="agenda_session_ends_after")]

    def __str__(self) -> str:
        return f"{self.offer.title} · {self.starts_local:%d/%m/%Y %H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.offer_id and self.offer.locale.language_code != settings.LANGUAGE_CODE:
            raise ValidationError({"offer": _("A session belongs to the French page of its offer. Choose the French page.")})
        if self.capacity is not None and self.capacity < 1:
            raise ValidationError({"capacity": _("A session has at least one seat.")})
        if self.booking_opens_at and self.booking_closes_at and self.booking_opens_at >= self.booking_closes_at:
            raise ValidationError({"booking_closes_at": _("Booking must close after it opens.")})

    @property
    def is_remote(self) -> bool:
        return self.place_id is None

    @property
    def place_name(self) -> str:
        return self.place.name if self.place else gettext("Remote")

    @property
    def town(self) -> str:
        return self.place.city if self.place else ""

    @property
    def time_zone(self) -> str:
        """The place's own; Europe/Paris for what is remote."""
        return (self.place.time_zone if self.place else "") or local_time.REMOTE

    @property
    def starts_local(self) -> datetime:
        return local_time.at_place(self.starts_at, self.time_zone)

    @property
    def ends_local(self) -> datetime:
        return local_time.at_place(self.ends_at, self.time_zone)

    @property
    def closes_at(self) -> datetime:
        """When booking closes: never after the start, or the last meeting one may join at."""
        last = self.joinable_until or self.starts_at
        return min(self.booking_closes_at, last) if self.booking_closes_at else last

    def why_closed(self, now: datetime | None = None) -> WhyClosed:
        """Return why nobody can book now, or "" when one can; the reasons stand in why_closed.py."""
        now = now or timezone.now()
        if self.state == SessionState.CANCELLED:
            return "cancelled"
        if self.state == SessionState.DONE or now >= self.ends_at:
            return "past"
        if self.state == SessionState.DRAFT or (self.booking_opens_at and now < self.booking_opens_at):
            return "not_open"
        return "closed" if now >= self.closes_at else ""


class Meeting(models.Model):
    """One half-day or hour of a session; a parcours has several."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="agenda_meeting_ends_after")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
