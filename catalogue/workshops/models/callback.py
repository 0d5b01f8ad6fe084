"""Somebody who would rather be called than book on a screen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .handling import Handled


class SuitsWhen(models.TextChoices):
    MORNING = "morning", _("the morning")
    AFTERNOON = "afternoon", _("the afternoon")
    ANY = "any", _("any time")


class CallbackRequest(Handled):
    """A call that a visitor asked for. One at a time for a name and a number: asking twice is asking once.

    A phone number is no identity: a home or a shelter shares one, hence the name beside it.
    """

    first_name = models.CharField(_("first name"), max_length=60)
    folded_name = models.CharField(max_length=120, editable=False)
    phone = models.CharField(_("phone"), max_length=20)
    language = models.CharField(_("language of the call"), max_length=10, default="fr")
    suits = models.CharField(_("when it suits"), max_length=10, choices=SuitsWhen, default=SuitsWhen.ANY)
    session = models.ForeignKey(
        "agenda.Session", verbose_name=_("about the session"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    offer = models.ForeignKey(
        "agenda.OfferPage", verbose_name=_("about the workshop"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("asked on"), auto_now_add=True)
    call_from = models.DateTimeField(_("call from"))
    call_by = models.DateTimeField(_("call before"))
    booking = models.ForeignKey(
        "workshops.Booking", verbose_name=_("booking"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("call asked for")
        verbose_name_plural = _("calls asked for")
        ordering = ["call_by", "pk"]
        permissions = [("serve_callers", _("Serve callers about every place"))]
        indexes = [models.Index(fields=["done_at", "call_by"], name="workshops_callback_todo")]
        constraints = [
            models.UniqueConstraint(fields=["phone", "folded_name"], condition=Q(done_at=None), name="workshops_callback_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} · {self.call_by:%d/%m/%Y}"
