"""An offer at a place (or remote), with a capacity and one or more meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionState(models.TextChoices):
    """draft > open > done, or cancelled from draft and open."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CANCELLED = "cancelled", _("cancelled")
    DONE = "done", _("done")


class Session(models.Model):
    """Never part of a page's revision: publishing an old draft must not bring back old capacity."""

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
        "core.User", verbose_name=_("host"), null=True, blank=True, on_delete=models.SET_NULL, related_name="hosted_sessions"
    )
    state = models.CharField(_("state"), max_length=12, choices=SessionState, default=SessionState.OPEN)
    booking_opens_at = models.DateTimeField(_("booking opens"), null=True, blank=True)
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
    )
    cancelled_reason = models.CharField(_("why it is cancelled"), max_length=200, blank=True)
    # Copied from the first and last meeting, so that lists sort and filter on one indexed row.
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    local_day = models.DateField(_("day, where it takes place"), db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "starts_at"], name="agenda_session_soon")]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.local_day}"

    @property
    def is_remote(self) -> bool:
        return self.place_id is None


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
