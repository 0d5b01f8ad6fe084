"""What stands in the header and in the footer of every page, one row a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.stream_field import StreamField
from home.blocks.links import FooterColumnsBlock, MenuBlock


def _one_a_language(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["locale"], name=name, violation_error_message=_("It already exists in this language: edit that one.")
    )


class Navigation(RevisionMixin, TranslatableMixin, models.Model):
    """The header's menu: five links at most, so that a phone shows them whole."""

    name = models.CharField(_("name"), max_length=60, help_text=_("For the team only."))
    items = StreamField(MenuBlock(min_num=1, max_num=6), verbose_name=_("links"))

    panels = [FieldPanel("name"), FieldPanel("items")]
    override_translatable_fields = [SynchronizedField("name", overridable=False), TranslatableField("items")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("header menu")
        verbose_name_plural = _("header menus")
        ordering = ["pk"]
        constraints = [_one_a_language("home_navigation_one_a_language")]

    def __str__(self) -> str:
        return self.name


class Footer(RevisionMixin, TranslatableMixin, models.Model):
    name = models.CharField(_("name"), max_length=60, help_text=_("For the team only."))
    text = models.CharField(_("who we are, in a sentence"), max_length=250, blank=True)
    columns = StreamField(FooterColumnsBlock(max_num=4), verbose_name=_("columns"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("text"), FieldPanel("columns")]
    override_translatable_fields = [
        SynchronizedField("name", overridable=False),
        TranslatableField("text"),
        TranslatableField("columns"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
        ordering = ["pk"]
        constraints = [_one_a_language("home_footer_one_a_language")]

    def __str__(self) -> str:
        return self.name
