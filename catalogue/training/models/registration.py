"""An organisation's registration for a session: seats first, names later, every change of state logged."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.models import Seat, SeatState
from core.models.organisation import validate_siret
from core.phones import show_phone
from core.tokens import new_token


class RegistrationState(models.TextChoices):
    """draft > quoted > agreed > confirmed > running > completed, or declined, expired, cancelled."""

    DRAFT = "draft", _("request")
    QUOTED = "quoted", _("quoted")
    AGREED = "agreed", _("agreed")
    CONFIRMED = "confirmed", _("confirmed")
    RUNNING = "running", _("running")
    COMPLETED = "completed", _("completed")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    CANCELLED = "cancelled", _("cancelled")


S = RegistrationState

# Who may become what. A draft goes straight to confirmed when no quote was asked: seats that cost nothing, or agreed by phone.
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.QUOTED, S.CONFIRMED, S.DECLINED, S.EXPIRED, S.CANCELLED}),
    S.QUOTED: frozenset({S.AGREED, S.DECLINED, S.EXPIRED, S.CANCELLED}),
    S.AGREED: frozenset({S.CONFIRMED, S.CANCELLED}),
    S.CONFIRMED: frozenset({S.RUNNING, S.CANCELLED}),
    S.RUNNING: frozenset({S.COMPLETED, S.CANCELLED}),
    S.COMPLETED: frozenset(),
    S.DECLINED: frozenset(),
    S.EXPIRED: frozenset(),
    S.CANCELLED: frozenset(),
}
OVER = frozenset(state for state, following in MOVES.items() if not following)


class FunderKind(models.TextChoices):
    OWN = "own", _("Our organisation pays")
    OPCO = "opco", _("Our OPCO pays (the fund our contributions go to)")
    OTHER = "other", _("Another funder pays")
    UNKNOWN = "unknown", _("We do not know yet")


class RegistrationQuerySet(models.QuerySet):
    def sent(self) -> "RegistrationQuerySet":
        """Those an organisation sent, not the forms somebody began and left."""
        return self.filter(sent_at__isnull=False)

    def visible_to(self, user) -> "RegistrationQuerySet":
        """What a user may see: everything with the right to change registrations, else those of the sessions they host."""
        if user.has_perm("training.change_registration"):
            return self
        return self.filter(session__host=user)


class Registration(models.Model):
    """The organisation's words are kept as typed: the agreement rests on them, whatever its record becomes."""

    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    key = models.CharField(_("idempotency key"), max_length=64, default=new_token, editable=False)
    session = models.ForeignKey("agenda.Session", verbose_name=_("session"), on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState, default=RegistrationState.DRAFT, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    seat_count = models.PositiveSmallIntegerField(_("seats asked"))
    waits = models.BooleanField(_("accepts the waiting list"), default=False)

    organisation = models.ForeignKey(
        "core.Organisation", verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    organisation_name = models.CharField(_("name of the organisation"), max_length=200)
    siret = models.CharField(_("SIRET"), max_length=14, validators=[validate_siret])
    address = models.CharField(_("address"), max_length=255)
    postcode = models.CharField(_("postcode"), max_length=5)
    city = models.CharField(_("town"), max_length=120)

    contact_name = models.CharField(_("name of the contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("phone of the contact"), max_length=20, blank=True)
    signatory_name = models.CharField(_("name of the signatory"), max_length=120, blank=True, help_text=_("Empty: the contact signs."))
    signatory_email = models.EmailField(_("e-mail of the signatory"), blank=True)
    funder_kind = models.CharField(_("who pays"), max_length=10, choices=FunderKind, default=FunderKind.UNKNOWN)
    funder_name = models.CharField(_("name of the funder"), max_length=120, blank=True)

    created_at = models.DateTimeField(_("begun on"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("updated on"), auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="training_registration_state")]
        constraints = [models.UniqueConstraint(fields=["session", "key"], name="training_registration_once")]

    def __str__(self) -> str:
        return self.organisation_name

    def get_absolute_url(self) -> str:
        """The private address: whoever holds the token may see and cancel."""
        return reverse("training:registration", args=[self.token])

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def siret_shown(self) -> str:
        """The number as it is read: 732 829 320 00074."""
        return f"{self.siret[:3]} {self.siret[3:6]} {self.siret[6:9]} {self.siret[9:]}"

    @property
    def phone_shown(self) -> str:
        return show_phone(self.contact_phone)

    @property
    def was_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def may_cancel(self) -> bool:
        """Whether it can still be cancelled: sent, and its session has not begun."""
        return self.was_sent and RegistrationState.CANCELLED in MOVES[self.state] and self.state != RegistrationState.RUNNING

    @property
    def may_change_seats(self) -> bool:
        return self.state == RegistrationState.CONFIRMED

    def seats(self, *states: str) -> models.QuerySet[Seat]:
        """Return its seats, in the order they were taken; those in the given states, or all that are not cancelled."""
        seats = Seat.objects.filter(trainee__registration=self).order_by("pk")
        return seats.filter(state__in=states) if states else seats.exclude(state=SeatState.CANCELLED)

    def about(self) -> str:
        """How messages name what they tell of."""
        return f"registration:{self.pk}"


class RegistrationEvent(models.Model):
    """One line of the log: who, when, from, to. Never changed, never deleted alone."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="events", verbose_name=_("registration"))
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_state = models.CharField(_("from"), max_length=12, choices=RegistrationState, blank=True)
    to_state = models.CharField(_("to"), max_length=12, choices=RegistrationState)
    seats = models.PositiveSmallIntegerField(_("seats"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.from_state} > {self.to_state}"
