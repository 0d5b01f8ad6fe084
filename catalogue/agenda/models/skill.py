"""A skill: below both the offers that teach it and the diagnostic that asks for it."""

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Area(models.TextChoices):
    DEVICE = "A", _("Use a device")
    FIND = "B", _("Find information")
    COMMUNICATE = "C", _("Communicate")
    DOCUMENTS = "D", _("Make and keep documents")
    SAFETY = "E", _("Stay safe")
    SERVICES = "F", _("Use online services")


class Domain(models.TextChoices):
    """Insee's four domains of illectronisme."""

    NONE = "", _("none")
    INFORMATION = "IR", _("information")
    COMMUNICATION = "CO", _("communication")
    CONTENT = "LO", _("content and software")
    PRIVACY = "VP", _("privacy and safety")
    PROBLEMS = "PB", _("problems and services")


class Skill(ClusterableModel):
    code = models.CharField(_("code"), max_length=4, primary_key=True)
    area = models.CharField(_("area"), max_length=1, choices=Area)
    domain = models.CharField(_("Insee domain"), max_length=2, choices=Domain, blank=True)
    digcomp = models.CharField(_("DigComp 2.2"), max_length=30, blank=True)
    is_gate = models.BooleanField(_("gate"), default=False, help_text=_("Without it nobody counts as autonomous."))

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.french_name}" if self.french_name else self.code

    @property
    @display(description=_("name"))
    def french_name(self) -> str:
        """For the team; visitors read ``skill_names``. Prefetch ``texts`` where there are many."""
        return next((text.name for text in self.texts.all() if text.language == settings.LANGUAGE_CODE), "")


class SkillText(models.Model):
    skill = ParentalKey(Skill, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=100, help_text=_("A verb first: “Lire et répondre à un mail”."))
    can_do = models.CharField(
        _("what one can do"),
        max_length=140,
        blank=True,
        help_text=_("Follows “You can…” on the result of the diagnostic: “allumer et déverrouiller un téléphone”."),
    )

    class Meta:
        verbose_name = _("skill text")
        verbose_name_plural = _("skill texts")
        ordering = ["skill", "language"]
        constraints = [models.UniqueConstraint(fields=["skill", "language"], name="agenda_skilltext_once")]

    def __str__(self) -> str:
        return self.name
