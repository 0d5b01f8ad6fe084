"""A question of the bank. Facts are those of its French row; translations supply words only."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from diagnostic.bank_file import word_count

from ..question_form import QuestionForm

MAX_WORDS = 12
FACTS = ("code", "skill", "kind", "difficulty", "right_choice", "picture", "image", "is_active")
WORDS = ("text", "read_aloud", "picture_alt", "choice_1", "choice_2", "choice_3", "choice_4")


class Kind(models.TextChoices):
    DECLARED = "declared", _("declared (no / with help / on my own)")
    TASK = "task", _("task (a picture, and what do you do?)")


class Question(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    code = models.CharField(
        _("code"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9_-]*$", _("Letters, digits and hyphens only."))],
        help_text=_("Stable: a diagnostic under way knows its questions by it."),
    )
    skill = models.ForeignKey("agenda.Skill", verbose_name=_("skill"), on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DECLARED)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("From 1 (nearly everyone) to 5 (few people)."),
    )
    right_choice = models.PositiveSmallIntegerField(
        _("right choice"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("For a task: the number of the right choice."),
    )
    is_active = models.BooleanField(
        _("asked"), default=True, help_text=_("Untick to stop asking it: a diagnostic under way goes on without it.")
    )

    text = models.CharField(_("question"), max_length=200, help_text=_("Twelve words at most."))
    read_aloud = models.TextField(
        _("read aloud"), blank=True, help_text=_("What is read, when it differs from the question and its choices.")
    )
    picture = models.CharField(_("drawing"), max_length=60, blank=True, help_text=_("The name of one of the site's drawings."))
    image = models.ForeignKey(
        "core.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown instead of the drawing: a screen, a message, an envelope."),
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For those who do not see it. Empty when it only decorates.")
    )
    choice_1 = models.CharField(_("choice 1"), max_length=120, blank=True)
    choice_2 = models.CharField(_("choice 2"), max_length=120, blank=True)
    choice_3 = models.CharField(_("choice 3"), max_length=120, blank=True)
    choice_4 = models.CharField(_("choice 4"), max_length=120, blank=True)
    recording = models.ForeignKey(
        "core.Document",
        verbose_name=_("recorded reading"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A sound file in this language. Without it the device's own voice reads."),
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    base_form_class = QuestionForm

    override_translatable_fields = [
        *(SynchronizedField(name, overridable=False) for name in FACTS),
        *(TranslatableField(name) for name in WORDS),
        SynchronizedField("recording"),
    ]

    search_fields = [
        index.SearchField("text"),
        index.SearchField("code"),
        index.AutocompleteField("text"),
        index.AutocompleteField("code"),
        index.FilterField("locale_id"),
        index.FilterField("is_active"),
        index.FilterField("kind"),
        index.FilterField("skill"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code", "locale_id"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="diagnostic_question_code_once")]

    def __str__(self) -> str:
        return f"{self.code} · {self.text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Facts follow the French row, in both directions of saving."""
        self._take_facts_from_source()
        super().save(*args, **kwargs)
        if self.pk and self.is_source and not kwargs.get("update_fields"):
            others = Question.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
            others.update(updated_at=self.updated_at, **{name: getattr(self, name) for name in FACTS})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_facts_from_source()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if self.locale_id and not self.is_source and not self._source_exists():
            errors["text"] = gettext("Write the question in French first, then translate it.")
        filled = [bool(choice.strip()) for choice in self._all_choices()]
        if self.kind == Kind.TASK:
            if filled[:2] != [True, True] or (filled[3] and not filled[2]):
                errors["choice_1"] = gettext("A task needs its choices one after the other, two at least.")
            if not self.right_choice or self.right_choice > 4 or not filled[self.right_choice - 1]:
                errors["right_choice"] = gettext("Give the number of the right choice, and fill that choice.")
        elif any(filled) or self.right_choice:
            errors["kind"] = gettext("A declared question has no choices of its own: no, with help, on my own.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_source(self) -> bool:
        return self.locale_id is not None and self.locale.language_code == settings.LANGUAGE_CODE

    @property
    def choices(self) -> list[str]:
        """The choices of a task in order; none for a declared question."""
        return [choice for choice in self._all_choices() if choice.strip()]

    def advice(self) -> list[str]:
        """Return what could be plainer, in words; nothing here forbids publishing."""
        found = []
        for words in (self.text, *self.choices):
            count = word_count(words)
            if count > MAX_WORDS:
                found.append(
                    ngettext(
                        "“%(words)s” has %(count)d word: twelve are enough.", "“%(words)s” has %(count)d words: twelve are enough.", count
                    )
                    % {"words": words, "count": count}
                )
        return found

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "diagnostic/question.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from diagnostic.screens import preview_context

        return preview_context(self, request)

    def _all_choices(self) -> list[str]:
        return [self.choice_1, self.choice_2, self.choice_3, self.choice_4]

    def _source_exists(self) -> bool:
        return _sources().filter(translation_key=self.translation_key).exists()

    def _take_facts_from_source(self) -> None:
        if self.locale_id is None or self.is_source:
            return
        attributes = [field.attname for field in Question._meta.concrete_fields if field.name in FACTS]
        source = _sources().filter(translation_key=self.translation_key).values(*attributes).first()
        for name, value in (source or {}).items():
            setattr(self, name, value)


def _sources() -> models.QuerySet:
    return Question.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
