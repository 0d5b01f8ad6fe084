"""Those who book for others (prescripteurs), without an account: a private link, the seats they keep, whom they send and what for."""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.places.models.stock import StockKind
from catalogue.places.stock.words import what_in_words
from core.models.message import Channel
from core.phones import is_mobile
from core.templatetags.ui import first_upper
from core.tokens import new_token

LINK_KEPT = timedelta(days=182)
MOST_SEATS = 15  # kept at once, or booked from one list


def link_end() -> datetime:
    return timezone.now() + LINK_KEPT


class Receives(models.TextChoices):
    """Who is written to about a booking."""

    PERSON = "person", _("the person")
    HELPER = "helper", _("the helper")
    BOTH = "both", _("both")


class ComesFor(models.TextChoices):
    """What a person is sent to a permanence for, beside the appointment: something the place sells, or advice."""

    LAPTOP = StockKind.LAPTOP.value, StockKind.LAPTOP.label
    SMARTPHONE = StockKind.SMARTPHONE.value, StockKind.SMARTPHONE.label
    TABLET = StockKind.TABLET.value, StockKind.TABLET.label
    BASIC_PHONE = StockKind.BASIC_PHONE.value, StockKind.BASIC_PHONE.label
    SIM_CARD = StockKind.SIM_CARD.value, StockKind.SIM_CARD.label
    TOP_UP = StockKind.TOP_UP.value, StockKind.TOP_UP.label
    OPERATOR = "operator", _("Advice on a plan or with an operator")


def comes_for_in_words(code: str) -> str:
    """Return "Un ordinateur portable" or "Un conseil sur un forfait…", as it stands on the slip."""
    return str(ComesFor.OPERATOR.label) if code == ComesFor.OPERATOR else first_upper(what_in_words(code))


class HelperQuerySet(models.QuerySet):
    def kept(self) -> "HelperQuerySet":
        """Leave out those whose name and contact were erased."""
        return self.filter(purged_at=None)


class Helper(models.Model):
    """A professional, reached by a private link only; it is sent to their own address and to no other."""

    structure = models.CharField(_("structure"), max_length=120, help_text=_("People are told that it booked for them."))
    name = models.CharField(_("name"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True, db_index=True)
    email = models.EmailField(_("professional e-mail"), blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=10, default="fr")
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="helpers",
        help_text=_("Once linked, the helper books the sessions reserved to the public of this organisation."),
    )
    # Where they work: free seats are looked for around it.
    near_label = models.CharField(_("looks for seats around"), max_length=120, blank=True)
    near_lat = models.FloatField(null=True, blank=True, editable=False)
    near_lon = models.FloatField(null=True, blank=True, editable=False)

    token = models.CharField(_("token"), max_length=22, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=64, unique=True, default=new_token, editable=False)  # one press makes one helper
    expires_at = models.DateTimeField(_("the link works until"), default=link_end)
    revoked_at = models.DateTimeField(_("link revoked"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last booking"), null=True, blank=True)
    purged_at = models.DateTimeField(_("name and contact erased"), null=True, blank=True)

    objects = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["structure", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.structure} · {self.name}" if self.name else self.structure

    @property
    def about(self) -> str:
        """The name messages are filed under."""
        return f"helper:{self.pk}"

    def works(self, now: datetime | None = None) -> bool:
        """Tell whether the private link opens anything now."""
        return self.revoked_at is None and self.purged_at is None and self.expires_at > (now or timezone.now())

    def channels(self) -> list[tuple[str, str]]:
        """Return the one (channel, address) pair by which a professional is written to: the e-mail, else the mobile."""
        if self.email:
            return [(Channel.EMAIL.value, self.email)]
        return [(Channel.SMS.value, self.phone)] if self.phone and is_mobile(self.phone) else []


class SeatBlock(models.Model):
    """Seats kept under a structure's name, people named later. The seats are those made in the session under ``key``."""

    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="blocks", verbose_name=_("helper"))
    session = models.ForeignKey("agenda.Session", on_delete=models.CASCADE, related_name="seat_blocks", verbose_name=_("workshop session"))
    key = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    count = models.PositiveSmallIntegerField(_("seats kept"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)])
    created_at = models.DateTimeField(_("kept since"), auto_now_add=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    released_at = models.DateTimeField(_("unnamed seats given back"), null=True, blank=True)

    class Meta:
        verbose_name = _("seats kept for a structure")
        verbose_name_plural = _("seats kept for structures")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["released_at", "session"], name="workshops_block_kept")]

    def __str__(self) -> str:
        return f"{self.helper.structure} · {self.count}"


class Referral(models.Model):
    """A booking that also sends the person for something: said on the slip; a paper of its own when it is to buy."""

    booking = models.OneToOneField("workshops.Booking", on_delete=models.CASCADE, related_name="referral", verbose_name=_("booking"))
    comes_for = models.CharField(_("comes for"), max_length=20, choices=ComesFor)
    paper = models.ForeignKey(
        "places.StockReferral", verbose_name=_("referral to buy"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("what a person is sent for")
        verbose_name_plural = _("what people are sent for")
        ordering = ["booking"]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return comes_for_in_words(self.comes_for)
