"""Who came: seat x meeting.

Pseudonymous: a seat is a number. Once the upper rooms have erased the person who sat there (three months after the last
meeting of a workshop, the legal periods for training), what stays here is a count of who came, with no name to go with it.
``marked_by`` is a member of the team, kept while the account exists.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Presence(models.TextChoices):
    UNKNOWN = "unknown", pgettext_lazy("presence", "unknown")
    PRESENT = "present", pgettext_lazy("presence", "present")
    EXCUSED = "excused", pgettext_lazy("presence", "excused")
    NO_SHOW = "no_show", pgettext_lazy("presence", "did not come")


class Attendance(models.Model):
    seat = models.ForeignKey("agenda.Seat", on_delete=models.CASCADE, related_name="attendances")
    meeting = models.ForeignKey("agenda.Meeting", on_delete=models.CASCADE, related_name="attendances")
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, default=Presence.UNKNOWN)
    marked_at = models.DateTimeField(_("marked"), null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "seat"]
        constraints = [models.UniqueConstraint(fields=["seat", "meeting"], name="agenda_attendance_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} · {self.get_presence_display()}"
