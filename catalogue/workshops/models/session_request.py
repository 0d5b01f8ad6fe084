"""A structure asks for a workshop in its own premises, for the people it follows (« hors les murs »)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models.organisation import validate_siret
from core.tokens import new_token


class RequestState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("request", "received")
    PLANNED = "planned", pgettext_lazy("request", "planned")
    REFUSED = "refused", pgettext_lazy("request", "not possible")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn by the structure")


# What may follow what; ``off_site/answering.py`` makes the moves.
REQUEST_MOVES: dict[str, frozenset[str]] = {
    RequestState.RECEIVED: frozenset({RequestState.PLANNED, RequestState.REFUSED, RequestState.WITHDRAWN}),
    RequestState.PLANNED: frozenset(),
    RequestState.REFUSED: frozenset({RequestState.PLANNED}),
    RequestState.WITHDRAWN: frozenset(),
}


class WhyNot(models.TextChoices):
    NOBODY_FREE = "nobody_free", _("nobody of our team is free on these days")
    TOO_FAR = "too_far", _("it is too far from our places")
    TOO_FEW = "too_few", _("there are too few people: they are welcome at our own workshops")
    NO_ROOM = "no_room", _("the room or its equipment do not suit this workshop")
    NOT_OURS = "not_ours", _("it is not what our workshops teach")
    OTHER = "other", _("another reason, said in the answer")


class Equipment(models.TextChoices):
    COMPUTERS = "computers", _("Computers")
    TABLETS = "tablets", _("Tablets")
    WIFI = "wifi", _("Wi-Fi for visitors")
    SCREEN = "screen", _("A large screen or a projector")
    TABLES = "tables", _("Tables and chairs for everybody")
    STEP_FREE = "step_free", _("Access without a step")


class SessionRequest(models.Model):
    """Reached by its token only. The contact is a professional at work."""

    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    # One click makes one request: the key is drawn with the form and comes back with it.
    key = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.RECEIVED, editable=False)
    language = models.CharField(_("language"), max_length=10, default="fr")

    structure = models.CharField(_("structure"), max_length=200)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="session_requests",
    )
    contact_name = models.CharField(_("contact"), max_length=120)
    contact_email = models.EmailField(_("e-mail"))
    contact_phone = models.CharField(_("phone"), max_length=20)

    workshop = models.ForeignKey(
        "workshops.WorkshopPage", verbose_name=_("workshop wanted"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    audience = models.CharField(_("who will come"), max_length=200)
    people = models.PositiveSmallIntegerField(_("number of people"))

    address = models.CharField(_("address"), max_length=255)
    postcode = models.CharField(_("postcode"), max_length=5)
    city = models.CharField(_("town"), max_length=100)
    commune = models.ForeignKey("places.Commune", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    departement = models.CharField(_("département"), max_length=3, blank=True, db_index=True)
    room = models.CharField(_("room"), max_length=200, blank=True)
    equipment = models.JSONField(_("equipment there"), default=list, blank=True)
    wished_days = models.CharField(_("days wished"), max_length=500)

    created_at = models.DateTimeField(_("received on"), auto_now_add=True)
    session = models.ForeignKey(
        "agenda.Session", verbose_name=_("session planned"), null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    why_not = models.CharField(_("why not"), max_length=12, choices=WhyNot, blank=True)
    answer = models.CharField(_("answer of the team"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    purged_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("request for a workshop elsewhere")
        verbose_name_plural = _("requests for workshops elsewhere")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="workshops_request_todo")]

    def __str__(self) -> str:
        return f"{self.structure} ({self.city})" if self.city else self.structure

    def get_absolute_url(self) -> str:
        return reverse("workshops:off_site:request", args=[self.token])

    @property
    def about(self) -> str:
        """The name messages are filed under."""
        return f"session-request:{self.pk}"

    @property
    def equipment_in_words(self) -> list[str]:
        labels = dict(Equipment.choices)
        return [str(labels[code]) for code in self.equipment if code in labels]
