"""What comes back from the phones: replies, receipts that came before their message was marked, and who wants no more."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OptOutWay(models.TextChoices):
    REPLY = "reply", _("by answering STOP")
    PAGE = "page", _("by a press on their private page")
    TEAM = "team", _("by telling the team")


class OptOut(models.Model):
    """A number that wants no more reminders and alerts (core.opting_out says what still leaves): at all, or about one thing only."""

    number = models.CharField(_("phone"), max_length=20)
    # Whoever books types a number that may be another's: their page stops what is about their booking, not what others are told.
    about = models.CharField(_("about"), max_length=80, blank=True, help_text=_("Such as booking:12; empty for everything."))
    way = models.CharField(_("how they said it"), max_length=10, choices=OptOutWay, default=OptOutWay.TEAM)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("number without reminders")
        verbose_name_plural = _("numbers without reminders")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["number", "about"], name="core_optout_once")]

    def __str__(self) -> str:
        from core.phones import mask_phone

        return mask_phone(self.number)


class ReplyOutcome(models.TextChoices):
    """TO_READ: nobody could act on it, a human reads it."""

    STOPPED = "stopped", _("reminders stopped")
    RESUMED = "resumed", _("reminders again")
    HANDLED = "handled", _("acted on")
    TO_READ = "to_read", _("to read")
    READ = "read", _("read")


class IncomingMessage(models.Model):
    """A text message somebody sent us; a provider that delivers it twice makes one row."""

    gateway = models.CharField(_("received by"), max_length=20)
    provider_id = models.CharField(_("provider's reference"), max_length=120)
    number = models.CharField(_("phone"), max_length=20)
    text = models.TextField(_("text"), max_length=500)
    received_at = models.DateTimeField(_("came in"))
    outcome = models.CharField(_("what became of it"), max_length=10, choices=ReplyOutcome, default=ReplyOutcome.TO_READ)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("read by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("reply received")
        verbose_name_plural = _("replies received")
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["gateway", "provider_id"], name="core_incoming_once")]
        indexes = [models.Index(fields=["outcome", "received_at"], name="core_incoming_to_read")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.received_at:%d/%m/%Y}"


class EarlyReceipt(models.Model):
    """A receipt for a reference we do not know yet: the provider was faster than our own note that the message left."""

    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=120)
    status = models.CharField(max_length=10)
    reason = models.CharField(max_length=10, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["gateway", "provider_id"], name="core_earlyreceipt_once")]

    def __str__(self) -> str:
        return self.status


class SentCount(models.Model):
    """How many messages of a kind left in a month and what they take: numbers only, kept when the messages are erased."""

    month = models.DateField(_("month"))
    kind = models.CharField(_("kind"), max_length=50)
    channel = models.CharField(_("channel"), max_length=10)
    messages = models.PositiveIntegerField(_("messages"), default=0)
    segments = models.PositiveIntegerField(_("text messages paid"), default=0)

    class Meta:
        verbose_name = _("messages sent in a month")
        verbose_name_plural = _("messages sent by month")
        ordering = ["-month", "kind", "channel"]
        constraints = [models.UniqueConstraint(fields=["month", "kind", "channel"], name="core_sentcount_once")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} · {self.kind} · {self.messages}"
