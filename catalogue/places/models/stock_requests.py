"""What is asked about stock: to be told when a kind is back, and a helper's paper that sends somebody to buy."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.message import Channel
from core.phones import is_mobile
from core.tokens import new_token

from .place import Place
from .stock import StockKind

ALERT_KEPT = timedelta(days=92)
REFERRAL_KEPT = timedelta(days=30)
# No 0/O, 1/I/L, 5/S, 8/B: a number is read aloud and typed by somebody else.
_ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ234679"
NUMBER_LENGTH = 8


def new_number() -> str:
    return "".join(secrets.choice(_ALPHABET) for _position in range(NUMBER_LENGTH))


def alert_end() -> datetime:
    return timezone.now() + ALERT_KEPT


def referral_end() -> datetime:
    return timezone.now() + REFERRAL_KEPT


class AlertState(models.TextChoices):
    """waiting > offered (until a time) > lapsed; or stopped by the person, or expired after three months, or the place stopped selling."""

    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("told, for some days")
    LAPSED = "lapsed", _("told, then over")
    STOPPED = "stopped", _("stopped by the person")
    EXPIRED = "expired", _("over after three months")
    GONE = "gone", _("no longer sold there")


ALIVE = (AlertState.WAITING, AlertState.OFFERED)


class StockAlert(models.Model):
    """Somebody asked to be told when a kind is back at a place. What names them is erased as soon as it ends."""

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="stock_alerts")
    kind = models.CharField(_("what"), max_length=20, choices=StockKind)
    state = models.CharField(_("state"), max_length=10, choices=AlertState, default=AlertState.WAITING)
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="fr")
    token = models.CharField(_("token"), max_length=22, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("asked, and agreed"), default=timezone.now)
    ends_at = models.DateTimeField(_("kept until"), default=alert_end)
    offered_at = models.DateTimeField(_("told"), null=True, blank=True)
    offered_until = models.DateTimeField(_("for this person until"), null=True, blank=True)
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("stock alert")
        verbose_name_plural = _("stock alerts")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["place", "kind", "state", "created_at"], name="places_alert_line")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"

    @property
    def about(self) -> str:
        """The name messages are filed under."""
        return f"stock_alert:{self.pk}"

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    def channels(self) -> list[tuple[str, str]]:
        """Return the (channel, address) pairs by which a text may reach the person; empty: somebody must call."""
        ways = []
        if self.phone and is_mobile(self.phone):
            ways.append((Channel.SMS.value, self.phone))
        if self.email:
            ways.append((Channel.EMAIL.value, self.email))
        return ways


class StockReferral(models.Model):
    """A paper that a helper prints: this person may buy this kind at this place. Seen once; then no person is left in it."""

    number = models.CharField(_("number"), max_length=NUMBER_LENGTH, unique=True, default=new_number, editable=False)
    token = models.CharField(_("token"), max_length=22, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="stock_referrals")
    kind = models.CharField(_("what"), max_length=20, choices=StockKind)
    structure = models.CharField(_("structure of the helper"), max_length=120)
    helper_name = models.CharField(_("name of the helper"), max_length=80, blank=True)
    helper_phone = models.CharField(_("phone of the helper"), max_length=20, blank=True)
    initials = models.CharField(_("initials of the person"), max_length=6, blank=True)
    created_at = models.DateTimeField(_("printed"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"), default=referral_end)
    seen_at = models.DateTimeField(_("seen at the place"), null=True, blank=True)
    purged_at = models.DateTimeField(_("names erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral to buy")
        verbose_name_plural = _("referrals to buy")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.number
