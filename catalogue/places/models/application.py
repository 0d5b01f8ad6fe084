"""A structure asks to become a relay: what it says of itself, where its request stands, and every move of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models.organisation import validate_siret
from core.phones import show_phone
from core.tokens import new_token

from .how_to_book import BookingMode


class ApplicationState(models.TextChoices):
    """draft > received > visit > accepted, or to_complete and back to received, or refused."""

    DRAFT = "draft", _("being written")
    RECEIVED = "received", _("received")
    TO_COMPLETE = "to_complete", _("to complete")
    VISIT = "visit", _("visit planned")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", pgettext_lazy("an application", "refused")


S = ApplicationState

MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.TO_COMPLETE, S.VISIT, S.ACCEPTED, S.REFUSED}),
    S.TO_COMPLETE: frozenset({S.RECEIVED, S.REFUSED}),
    S.VISIT: frozenset({S.VISIT, S.TO_COMPLETE, S.ACCEPTED, S.REFUSED}),  # to visit again: another day
    S.ACCEPTED: frozenset(),
    S.REFUSED: frozenset(),
}
WRITABLE = frozenset({S.DRAFT, S.TO_COMPLETE})  # the structure may change its answers


class StepFree(models.TextChoices):
    YES = "yes", _("Yes, without any step")
    PARTLY = "partly", _("With help, or by another door")
    NO = "no", _("No, there are steps")


class RefusalReason(models.TextChoices):
    TOO_NEAR = "too_near", _("a relay already stands very near")
    NOT_FREE = "not_free", _("what is offered is not free, or not open to everybody")
    NO_TEAM = "no_team", _("nobody there has the time to help yet")
    ELSEWHERE = "elsewhere", _("another programme fits better")
    OTHER = "other", _("another reason")


class ApplicationQuerySet(models.QuerySet):
    def sent(self) -> "ApplicationQuerySet":
        return self.exclude(state=ApplicationState.DRAFT)


class RelayApplication(models.Model):
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    steps_done = models.JSONField(default=list, blank=True, editable=False)

    organisation_name = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])

    place_name = models.CharField(_("name of the place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    commune = models.ForeignKey(
        "places.Commune", verbose_name=_("commune (INSEE)"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    departement = models.CharField(_("département"), max_length=3, blank=True, db_index=True)

    phone = models.CharField(_("public phone"), max_length=30, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)

    contact_name = models.CharField(_("name of the contact"), max_length=120, blank=True)
    contact_role = models.CharField(_("role of the contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("phone of the contact"), max_length=30, blank=True)

    services = models.JSONField(_("services"), default=list, blank=True)
    modes = models.JSONField(_("ways of helping"), default=list, blank=True)
    fees = models.JSONField(_("fees"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)

    people = models.PositiveIntegerField(_("people received at once"), null=True, blank=True)
    devices = models.PositiveIntegerField(_("devices lent on the spot"), null=True, blank=True)
    has_wifi = models.BooleanField(_("Wi-Fi for visitors"), null=True, blank=True)
    step_free = models.CharField(_("step-free access"), max_length=10, choices=StepFree, blank=True)

    opening_hours = models.CharField(_("opening hours"), max_length=1000, blank=True)
    booking_mode = models.CharField(_("how one books"), max_length=10, choices=BookingMode, blank=True)
    booking_url = models.URLField(_("booking address"), max_length=500, blank=True)

    audiences = models.JSONField(_("audiences"), default=list, blank=True)
    special_care = models.JSONField(_("special care"), default=list, blank=True)
    motivation = models.TextField(_("motivation"), blank=True)

    agreement_version = models.CharField(_("version of the agreement"), max_length=20, blank=True)
    agreement_name = models.CharField(_("who agreed"), max_length=120, blank=True)
    agreed_at = models.DateTimeField(_("agreed on"), null=True, blank=True)

    missing = models.TextField(_("what is missing"), blank=True, help_text=_("The structure reads it as it stands."))
    visit_at = models.DateTimeField(_("visit"), null=True, blank=True)
    refusal = models.CharField(_("why it is refused"), max_length=12, choices=RefusalReason, blank=True)
    answer = models.TextField(_("words of the answer"), blank=True)
    place = models.OneToOneField(
        "places.Place", verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL, related_name="application"
    )

    created_at = models.DateTimeField(_("begun on"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated on"), auto_now=True)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application of a relay")
        verbose_name_plural = _("applications of relays")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "updated_at"], name="places_application_state")]

    def __str__(self) -> str:
        return self.name_shown

    def get_absolute_url(self) -> str:
        """The private address: whoever holds the token may read and complete it."""
        return reverse("joining:application", args=[self.token])

    @property
    def name_shown(self) -> str:
        return self.place_name or self.organisation_name or str(_("(no name yet)"))

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def siret_shown(self) -> str:
        """The number as it is read: 732 829 320 00074."""
        return f"{self.siret[:3]} {self.siret[3:6]} {self.siret[6:9]} {self.siret[9:]}".strip()

    @property
    def phone_shown(self) -> str:
        return show_phone(self.phone)

    @property
    def contact_phone_shown(self) -> str:
        return show_phone(self.contact_phone)

    @property
    def time_zone(self) -> str:
        from ..departements import time_zone_of

        return time_zone_of(self.departement)

    def about(self) -> str:
        """How messages name what they tell of."""
        return f"relay-application:{self.pk}"


class ApplicationMove(models.Model):
    """One line of its history: who, when, from, to. Written by joining/moves.py, never changed."""

    application = models.ForeignKey(RelayApplication, on_delete=models.CASCADE, related_name="moves", verbose_name=_("application"))
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_state = models.CharField(_("from"), max_length=12, choices=ApplicationState)
    to_state = models.CharField(_("to"), max_length=12, choices=ApplicationState)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("move of an application")
        verbose_name_plural = _("moves of applications")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.from_state} > {self.to_state}"
