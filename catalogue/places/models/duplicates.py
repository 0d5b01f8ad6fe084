"""Two records that may be one place: proposed by imports, settled by a person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .place import Place


class PairState(models.TextChoices):
    OPEN = "open", _("to settle")
    MERGED = "merged", _("merged")
    DIFFERENT = "different", _("two places")


class DuplicatePair(models.Model):
    """``first`` is the record with the smaller key, so that a pair is proposed once, ever."""

    first = models.ForeignKey(Place, verbose_name=_("first"), on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Place, verbose_name=_("second"), on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=PairState, default=PairState.OPEN, db_index=True)
    metres = models.PositiveIntegerField(_("metres apart"), default=0)
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    kept = models.ForeignKey(Place, verbose_name=_("kept"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("settled by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    before = models.JSONField(_("before"), default=dict, blank=True)  # what a merge replaced, to undo it

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["state", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="places_duplicate_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="places_duplicate_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
