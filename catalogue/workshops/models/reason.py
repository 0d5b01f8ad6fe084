"""Why somebody comes to a one-to-one appointment, as the team words it, and how long that takes."""

from django.conf import settings
from django.contrib.admin import display
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core import pictures


def picture_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("-", " ")) for name in pictures.names()]


class PermanenceReason(ClusterableModel):
    """Never a cause: what one comes to do. A booking keeps it until its names are erased; only that session's host sees it."""

    code = models.SlugField(_("code"), max_length=30, unique=True, help_text=_("Stands in addresses: short, without accents."))
    minutes = models.PositiveSmallIntegerField(
        _("length, in minutes"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(240)],
        help_text=_("Longer than a slot: as many slots as it takes, one after the other."),
    )
    picture = models.CharField(_("illustration"), max_length=60, blank=True, choices=picture_choices)
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Off: nobody can choose it any more. Bookings keep it."))

    class Meta:
        verbose_name = _("reason to come")
        verbose_name_plural = _("reasons to come")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.french_name or self.code

    @property
    @display(description=_("name"))
    def french_name(self) -> str:
        """For the team; visitors read ``words_in``. Prefetch ``texts`` where there are many."""
        return next((text.name for text in self.texts.all() if text.language == settings.LANGUAGE_CODE), "")

    def words_in(self, language: str | None = None) -> "PermanenceReasonText":
        """Return its name and example in a language (the active one), else in French, else its code alone."""
        texts = {text.language: text for text in self.texts.all()}
        found = texts.get(language or get_language() or "") or texts.get(settings.LANGUAGE_CODE)
        return found or PermanenceReasonText(reason=self, name=self.code)

    @property
    def name(self) -> str:
        return self.words_in().name

    @property
    def example(self) -> str:
        return self.words_in().example


class PermanenceReasonText(models.Model):
    reason = ParentalKey(PermanenceReason, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=60, help_text=_("What one comes to do, a verb first: “Faire une démarche en ligne”."))
    example = models.CharField(_("example"), max_length=140, blank=True, help_text=_("Such as: “Par exemple : déclarer mes ressources.”"))

    class Meta:
        verbose_name = _("words of a reason")
        verbose_name_plural = _("words of reasons")
        ordering = ["reason", "language"]
        constraints = [models.UniqueConstraint(fields=["reason", "language"], name="workshops_reason_text_once")]

    def __str__(self) -> str:
        return self.name
