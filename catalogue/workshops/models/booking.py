"""Who comes: a booking, reached by its token only, and the person in each of its seats.

A phone number is no identity: phones are shared. Nothing here is found by a number, except by the team.
"""

import secrets
from typing import TYPE_CHECKING, cast

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.message import Channel
from core.phones import is_mobile
from core.tokens import new_token

from ..arrangements import check_codes
from .helping import Receives
from .querysets import BookingQuerySet

if TYPE_CHECKING:
    from catalogue.agenda.models import Session

# No 0/O, 1/I/L, 5/S, 8/B: a reference is read aloud on the phone.
REFERENCE_ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ234679"
REFERENCE_LENGTH = 7
MOST_PEOPLE = 5  # of one booking, each with a seat
MOST_COMPANIONS = 2


def new_reference() -> str:
    """Return seven letters and digits that are easy to say; a name for the team, not a secret."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _position in range(REFERENCE_LENGTH))


class BookingChannel(models.TextChoices):
    WEB = "web", _("on the site")
    PHONE = "phone", _("by phone")
    WALK_IN = "walk_in", _("on the spot")
    HELPER = "helper", _("by a helper")


class Booking(models.Model):
    """A draft from the moment the seat is held; ``submitted_at`` says that the person confirmed it.

    Whether it is confirmed, waiting or cancelled is what its seat says: see ``stage.py``.
    """

    token = models.CharField(_("token"), max_length=22, unique=True, default=new_token, editable=False)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH, unique=True, default=new_reference, editable=False)
    # One click makes one booking: the key is drawn with the form and comes back with it.
    key = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # A session may be deleted while somebody fills the screens: the offer tells what to propose instead.
    session = models.ForeignKey(
        "agenda.Session", verbose_name=_("workshop session"), null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    offer = models.ForeignKey(
        "agenda.OfferPage", verbose_name=_("workshop"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    waits = models.BooleanField(_("for the waiting list"), default=False)
    # What a one-to-one appointment is for: seen by that session's host only, never in a message, erased with the names.
    reason = models.ForeignKey(
        "workshops.PermanenceReason", verbose_name=_("comes for"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    phone = models.CharField(_("phone"), max_length=20, blank=True, db_index=True)
    has_no_phone = models.BooleanField(_("has no phone"), default=False)
    phone_is_shared = models.BooleanField(_("others use this phone too"), default=False)
    prefers_call = models.BooleanField(_("prefers to be called"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    # Who comes to help: an interpreter, a relative. They take no seat; the host sees how many.
    companions = models.PositiveSmallIntegerField(
        _("people who come to help"), default=0, validators=[MaxValueValidator(MOST_COMPANIONS)], help_text=_("They take no seat.")
    )
    language = models.CharField(_("language"), max_length=10, default="fr")
    channel = models.CharField(_("made"), max_length=10, choices=BookingChannel, default=BookingChannel.WEB)

    # Somebody booked for the person: who, who of the two is written to, and whether the person lets them know that they came.
    helper = models.ForeignKey(
        "workshops.Helper", verbose_name=_("helper"), null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    receives = models.CharField(_("who receives the messages"), max_length=10, choices=Receives, default=Receives.PERSON)
    shares_attendance = models.BooleanField(_("lets the helper know who came"), default=False)

    said_coming_at = models.DateTimeField(_("answered that they come"), null=True, blank=True)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("booked"), null=True, blank=True)
    purged_at = models.DateTimeField(_("names and phones erased"), null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["submitted_at", "created_at"], name="workshops_booking_drafts")]

    def __str__(self) -> str:
        return self.reference

    @property
    def about(self) -> str:
        """The name messages are filed under."""
        return f"booking:{self.pk}"

    @property
    def its_session(self) -> "Session":
        """The session, for those who know that it is still there (it is None once deleted)."""
        return cast("Session", self.session)

    @property
    def is_draft(self) -> bool:
        return self.submitted_at is None

    @property
    def participant(self) -> "Participant | None":
        """The first person of the booking (a visitor books for one)."""
        return next(iter(self.participants.all()), None)

    @property
    def contact_phone(self) -> str:
        """The number to call: the person's, else that of the adult who answers for them, or of the helper who receives the messages."""
        if self.helper is not None and self.receives == Receives.HELPER:
            return self.helper.phone or self.phone
        return self.own_phone

    @property
    def own_phone(self) -> str:
        """The person's number, else that of the adult who answers for them."""
        if self.phone or self.participant is None:
            return self.phone
        return self.participant.adult_phone

    def own_channels(self) -> list[tuple[str, str]]:
        """Return the (channel, address) pairs by which a text may reach the person; none when the helper alone is written to."""
        if self.receives == Receives.HELPER:
            return []
        ways = []
        phone = self.own_phone
        if phone and not self.prefers_call and is_mobile(phone):
            ways.append((Channel.SMS.value, phone))
        if self.email:
            ways.append((Channel.EMAIL.value, self.email))
        return ways

    def helper_channels(self) -> list[tuple[str, str]]:
        """Return the pairs by which the helper is written to about this booking, when they receive its messages."""
        if self.helper is None or self.receives == Receives.PERSON:
            return []
        return self.helper.channels()

    def channels(self) -> list[tuple[str, str]]:
        """Return every pair by which a text may reach the person or the helper; empty: somebody must call."""
        return self.own_channels() + self.helper_channels()


class Participant(models.Model):
    """The person in a seat. The first name only; an adult's contact below the minimum age."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="participants", verbose_name=_("booking"))
    seat = models.OneToOneField(
        "agenda.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="participant", verbose_name=_("seat")
    )
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=60, blank=True)
    # Codes of arrangements.py. Seen by that session's host only, never in a message.
    arrangements = models.JSONField(_("what to prepare"), default=list, blank=True, validators=[check_codes])
    is_under_age = models.BooleanField(_("below the minimum age"), default=False)
    adult_name = models.CharField(_("name of an adult"), max_length=60, blank=True)
    adult_phone = models.CharField(_("phone of an adult"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["booking", "pk"]

    def __str__(self) -> str:
        return self.first_name or "—"
