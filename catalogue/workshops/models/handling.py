"""What the team does with a call: somebody takes it, tries, and says how it ended."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How a call ended. No answer is no end: it is tried again, until somebody gives up."""

    BOOKED = "booked", _("a seat is booked")
    TOLD = "told", _("the person is told")
    NOT_WANTED = "not_wanted", _("no longer needed")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    UNREACHABLE = "unreachable", _("nobody answers")


class Handled(models.Model):
    """A call until it is done: who looks after it, how often it was tried, how it ended."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("looked after by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(_("calls without an answer"), default=0)
    tried_at = models.DateTimeField(_("last call without an answer"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    done_at = models.DateTimeField(_("called"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("called by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
