"""What ties a structure to its place: its private link, what it changed, who may sign in, what visitors report."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tokens import new_token


class PlaceLink(models.Model):
    """The private link by which a structure keeps its own public entry up to date. A place has one that works, at most."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="links", verbose_name=_("place"))
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    contact_name = models.CharField(_("name of the contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), help_text=_("Private. The link and the yearly reminder go there."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("confirmed by the structure"), null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminder"), null=True, blank=True, editable=False)
    out_of_date_at = models.DateTimeField(_("out of date since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("link of a structure")
        verbose_name_plural = _("links of structures")
        ordering = ["place__name", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=models.Q(revoked_at=None), name="places_link_one_that_works"),
        ]

    def __str__(self) -> str:
        return str(self.place)

    def get_absolute_url(self) -> str:
        return reverse("joining:space", args=[self.token])

    def about(self) -> str:
        return f"place-link:{self.pk}"


class EntryChange(models.Model):
    """What a structure changed in its own entry, field by field, before and after."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="entry_changes", verbose_name=_("place"))
    link = models.ForeignKey(PlaceLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes", verbose_name=_("link"))
    at = models.DateTimeField(_("when"), auto_now_add=True)
    values = models.JSONField(_("changes"), default=dict, help_text=_("Field: [before, after]."))
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("seen by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("change made by a structure")
        verbose_name_plural = _("changes made by structures")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["seen_at", "-at"], name="places_entrychange_unseen")]

    def __str__(self) -> str:
        return str(self.place)


class InvitationState(models.TextChoices):
    """asked (by the structure) > sent > accepted > revoked; an invitation not answered in time is over too."""

    ASKED = "asked", _("asked by the structure")
    SENT = "sent", _("invitation sent")
    ACCEPTED = "accepted", _("access given")
    REVOKED = "revoked", _("revoked")


class HostInvitation(models.Model):
    """A named person of a structure is let in to the bookings of one place, after an agreement on data."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="invitations", verbose_name=_("place"))
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.ASKED, editable=False)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    email = models.EmailField(_("e-mail"), help_text=_("Their own, not shared: it is a named sign-in."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("works until"), null=True, blank=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    agreement_version = models.CharField(_("version of the agreement"), max_length=20, blank=True, editable=False)
    agreement_name = models.CharField(_("who agreed"), max_length=120, blank=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed on"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("revoked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("access to the bookings of a place")
        verbose_name_plural = _("accesses to the bookings of places")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.full_name} · {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("joining:access", args=[self.token])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def about(self) -> str:
        return f"host-invitation:{self.pk}"


class ReportKind(models.TextChoices):
    HOURS = "hours", _("The opening hours are wrong")
    PHONE = "phone", _("The phone number is wrong")
    MOVED = "moved", _("The place has moved")
    CLOSED = "closed", _("The place is closed for good")
    SERVICES = "services", _("What is done there has changed")
    OTHER = "other", _("Something else")


class PlaceReport(models.Model):
    """Somebody says that an entry is wrong. Nothing is asked of the person."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="reports", verbose_name=_("place"))
    kind = models.CharField(_("what is wrong"), max_length=10, choices=ReportKind)
    text = models.TextField(_("in their words"), blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("settled by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["handled_at", "-created_at"], name="places_report_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.place}"
