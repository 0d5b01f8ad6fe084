"""A weekly rule, and the slots made from it: each slot is a session of one."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.languages import LANGUAGES


def delivery_languages() -> list[tuple[str, str]]:
    """A function, so that one more language needs no migration."""
    return [(code, str(name)) for code, name in LANGUAGES]


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class PermanenceRule(models.Model):
    """Such as: each Tuesday from 9:00 to 12:00, slots of 30 minutes, at one place."""

    workshop = models.ForeignKey(
        "workshops.WorkshopPage", verbose_name=_("one-to-one workshop"), on_delete=models.CASCADE, related_name="permanence_rules"
    )
    place = models.ForeignKey("places.Place", verbose_name=_("place"), on_delete=models.PROTECT, related_name="permanence_rules")
    room = models.CharField(_("room"), max_length=80, blank=True)
    language = models.CharField(_("language of delivery"), max_length=10, default="fr", choices=delivery_languages)
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    slot_minutes = models.PositiveSmallIntegerField(
        _("length of a slot, in minutes"), default=30, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("pause between two slots, in minutes"), default=0, validators=[MaxValueValidator(120)]
    )
    pause_from = models.TimeField(_("break from"), null=True, blank=True, help_text=_("Such as lunch: no slot touches it."))
    pause_to = models.TimeField(_("break to"), null=True, blank=True)
    reasons = models.ManyToManyField(
        "workshops.PermanenceReason",
        verbose_name=_("for which reasons"),
        blank=True,
        related_name="rules",
        help_text=_("None ticked: for all."),
    )
    valid_from = models.DateField(_("first day"))
    valid_until = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: until further notice."))
    skips_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    skips_school_holidays = models.BooleanField(
        _("closed in the school holidays"), default=False, help_text=_("Those of the zone the place’s département is in.")
    )
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Off: no new slot is made. Slots already there stay."))

    class Meta:
        verbose_name = _("permanence")
        verbose_name_plural = _("permanences")
        ordering = ["place", "weekday", "starts", "pk"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"

    def clean(self) -> None:
        super().clean()
        mistakes = {}
        if self.starts and self.ends:
            minutes = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
            if minutes <= 0:
                mistakes["ends"] = _("The end comes after the start.")
            elif self.slot_minutes and minutes < self.slot_minutes:
                mistakes["slot_minutes"] = _("Not one slot fits between these hours.")
        mistakes |= self._mistakes_of_the_break()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            mistakes["valid_until"] = _("The last day comes after the first.")
        if self.workshop_id and (self.workshop.format != "individual" or self.workshop.locale.language_code != settings.LANGUAGE_CODE):
            mistakes["workshop"] = _("Choose a one-to-one workshop.")
        if mistakes:
            raise ValidationError(mistakes)

    def _mistakes_of_the_break(self) -> dict:
        if (self.pause_from is None) != (self.pause_to is None):
            missing = "pause_to" if self.pause_to is None else "pause_from"
            return {missing: _("A break has a start and an end: write both, or neither.")}
        if self.pause_from and self.pause_to and self.pause_to <= self.pause_from:
            return {"pause_to": _("The break ends after it starts.")}
        return {}


class PermanenceSlot(models.Model):
    """Remembers what a rule made, so that a slot taken away by hand does not come back."""

    rule = models.ForeignKey(PermanenceRule, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    session = models.OneToOneField("agenda.Session", null=True, on_delete=models.SET_NULL, related_name="permanence_slot")

    class Meta:
        verbose_name = _("permanence slot")
        verbose_name_plural = _("permanence slots")
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "starts_at"], name="workshops_slot_once")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
