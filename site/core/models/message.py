"""The outbox: one text to one person, by SMS or e-mail, and the editable wording of each kind."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")


class MessageState(models.TextChoices):
    """queued > sending > sent > delivered; or failed (after the last try, or the phone refused it: see the receipts),
    unknown (it may have left: crashed while sending, or the line broke), withdrawn, expired,
    stopped (the person asked for no more of these: core.opting_out)."""

    QUEUED = "queued", _("to send")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")
    UNKNOWN = "unknown", _("unknown")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("too late")
    STOPPED = "stopped", _("the person asked for no more")


class FailureReason(models.TextChoices):
    """Why a message did not arrive, in words the team can act on; the provider's own words stand in ``error``."""

    NUMBER = "number", _("this number or address does not exist, or refuses messages")
    ABSENT = "absent", _("the phone is off or out of reach")
    FULL = "full", _("the phone or mailbox is full or cannot take it")
    REFUSED = "refused", _("the operator or provider refused the text")
    NETWORK = "network", _("a failure of the network")
    LATE = "late", _("it could not be handed over in time")
    PROVIDER = "provider", _("the provider cannot be reached, or refuses our account")
    OTHER = "other", _("no reason was given")


def _kind_in_words(code: str) -> str:
    from core.message_kinds import label_of  # declares itself on these models

    return str(label_of(code))


class Message(models.Model):
    """Written in the same transaction as what it tells; sent later by `tick` (core.outbox, core.delivery)."""

    kind = models.CharField(_("kind"), max_length=50)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    recipient = models.CharField(_("recipient"), max_length=254)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=MessageState, default=MessageState.QUEUED)
    dedupe_key = models.CharField(_("dedupe key"), max_length=150, unique=True)
    subject_ref = models.CharField(
        _("about"), max_length=80, blank=True, db_index=True, help_text=_("What it tells of, such as booking:12.")
    )
    matters = models.BooleanField(_("call if it fails"), default=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    reason = models.CharField(_("why"), max_length=10, choices=FailureReason, blank=True)
    gateway = models.CharField(_("sent by"), max_length=20, blank=True)
    provider_id = models.CharField(_("provider's reference"), max_length=120, blank=True)
    segments = models.PositiveSmallIntegerField(_("text messages it takes"), default=0, help_text=_("What is paid: 0 for an e-mail."))
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    doubts = models.PositiveSmallIntegerField(_("times it may have left without an answer"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    send_after = models.DateTimeField(_("send after"))
    expires_at = models.DateTimeField(_("useless after"), null=True, blank=True)
    sending_since = models.DateTimeField(_("sending since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    handled_at = models.DateTimeField(_("handled by phone"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "send_after"], name="core_message_due"),
            models.Index(fields=["gateway", "provider_id"], name="core_message_provider"),
            models.Index(fields=["channel", "recipient", "created_at"], name="core_message_recipient"),
        ]
        permissions = [("see_recipient", _("May see whom a message went to, and its text"))]

    def __str__(self) -> str:
        return f"{_kind_in_words(self.kind)} ({self.get_channel_display()})"

    @property
    def reference(self) -> str:
        """Its own name at a provider: the same at each try, so that it is sent once where the provider compares, and found again by it.

        The moment in it keeps it apart from a message that had its number before a backup was restored.
        """
        return f"m{self.pk}-{int(self.created_at.timestamp()):x}"


class MessageText(models.Model):
    """The team's own wording for a kind of message; without a row, the wording shipped with the code is used."""

    kind = models.CharField(_("kind"), max_length=50)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("message text")
        verbose_name_plural = _("message texts")
        ordering = ["kind", "channel", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "channel", "language"], name="core_messagetext_once")]

    def __str__(self) -> str:
        return f"{_kind_in_words(self.kind)} · {self.get_channel_display()} · {dict(settings.LANGUAGES).get(self.language, self.language)}"
