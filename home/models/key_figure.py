"""One figure, its source and its date: the only place where figures are written, so that one edit mends them everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class KeyFigure(PreviewableMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """``value`` is set big ("13 millions"), ``label`` completes it, ``sentence`` says it whole."""

    code = models.SlugField(_("code"), max_length=40, help_text=_("A short name for the team, the same in every language."))
    value = models.CharField(_("figure"), max_length=30, help_text=_("As it is read: “13 millions”, “1 sur 3”."))
    label = models.CharField(_("what it counts"), max_length=120)
    sentence = models.CharField(_("whole sentence"), max_length=250, blank=True)
    source_name = models.CharField(_("source"), max_length=120)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    dated = models.CharField(_("date"), max_length=60, help_text=_("When it was measured or said: “2019”, “depuis 2013”."))
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("value"), FieldPanel("label")]), FieldPanel("sentence")],
            heading=_("Figure"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("source_name"), FieldPanel("dated")]), FieldPanel("source_url")],
            heading=_("Source"),
        ),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
    ]

    search_fields = [
        index.SearchField("value"),
        index.SearchField("label"),
        index.SearchField("sentence"),
        index.AutocompleteField("label"),
        index.AutocompleteField("code"),
        index.FilterField("locale_id"),
    ]

    override_translatable_fields = [
        SynchronizedField("code", overridable=False),
        TranslatableField("value"),
        TranslatableField("label"),
        TranslatableField("sentence"),
        TranslatableField("source_name"),
        SynchronizedField("source_url"),
        TranslatableField("dated"),
        SynchronizedField("order", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="home_keyfigure_code_once")]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"

    def get_preview_template(self, request, mode_name) -> str:
        return "home/previews/key_figure.html"

    def get_preview_context(self, request, mode_name) -> dict:
        return {**super().get_preview_context(request, mode_name), "figure": self.as_shown}

    @property
    def as_shown(self) -> dict[str, str]:
        """What components/figure.html names."""
        return {"value": self.value, "label": self.label, "source": self.source_name, "url": self.source_url, "date": self.dated}
