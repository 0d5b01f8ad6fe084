"""What can be attended. WorkshopPage and CoursePage extend it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models import BasePage

from .skill import Skill


class Level(models.TextChoices):
    """Values of the state's exchange vocabulary: débutant, intermédiaire, avancé."""

    BEGINNER = "beginner", _("to begin")
    INTERMEDIATE = "intermediate", _("to go further")
    ADVANCED = "advanced", _("at ease")


class OfferPage(BasePage):
    """Concrete, multi-table. Sessions belong to the French row; every translation shows the same sessions."""

    skills = ParentalManyToManyField(Skill, verbose_name=_("skills taught"), blank=True, related_name="offers")
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.BEGINNER)
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"), null=True, blank=True, help_text=_("Below it an adult's contact is asked.")
    )
    duration_minutes = models.PositiveIntegerField(_("length of one meeting, in minutes"), default=120)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    last_meeting_to_join = models.PositiveSmallIntegerField(
        _("last meeting one may join at"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("For a workshop in several meetings. 1: one comes from the first meeting. 3: one may still start at the third."),
    )

    offer_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("skills", overridable=False),
        SynchronizedField("level", overridable=False),
        SynchronizedField("minimum_age", overridable=False),
        SynchronizedField("duration_minutes", overridable=False),
        TranslatableField("audience"),
        SynchronizedField("last_meeting_to_join", overridable=False),
    ]
    override_translatable_fields = offer_translatable_fields

    is_creatable = False

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    @cached_property
    def source(self) -> "OfferPage":
        """The French row: sessions belong to it, and skills, level and age are read from it."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        french = OfferPage.objects.filter(translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE)
        return french.select_related("locale").first() or self
