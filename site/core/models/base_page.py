"""The page every other page extends: search engines, social networks, language, caching."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.ground import locale_of
from core.page_cache import for_everyone


class BasePage(Page):
    """Abstract. Public content: the same for everyone, so it may be cached anywhere."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two short sentences, shown under the title and in lists."),
    )
    social_image = models.ForeignKey(
        "core.Image",
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when the page is shared. 1200 by 630 pixels or larger."),
    )
    hide_from_robots = models.BooleanField(
        _("hide from search engines"), default=False, help_text=_("The page stays public; search engines are asked to leave it out.")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("hide_from_robots")],
            heading=_("Search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_image")], heading=_("Social networks")),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menus")),
    ]

    base_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
        SynchronizedField("social_image"),
        SynchronizedField("hide_from_robots"),
        SynchronizedField("show_in_menus"),
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer under the page's own language only: the address says the language."""
        self.locale = locale_of(self.locale_id, request)
        if self.locale.language_code != get_language():
            return HttpResponseRedirect(self.get_full_url(request) or "/")
        return for_everyone(super().serve(request, *args, **kwargs))

    def get_view_restrictions(self) -> models.QuerySet:
        """Wagtail's own answer in one query, not two; aliases, which we never make, are left to it."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        steps = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=steps)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        return [] if self.hide_from_robots else super().get_sitemap_urls(request)

    @property
    def seo_description(self) -> str:
        return self.search_description or self.summary

    def language_links(self) -> list[dict[str, str]]:
        """Return the real, live translations as ``{"code", "url"}``, this page included; one query."""
        pages = self.get_translations(inclusive=True).live().select_related("locale")
        links = [{"code": page.locale.language_code, "url": page.get_url() or ""} for page in pages if not page.alias_of_id]
        return [link for link in links if link["url"]]


class FixedSlugMixin(models.Model):
    """A page whose address others link to: the same word in every language, locked in the editor."""

    fixed_slug = ""
    fixed_translatable_fields = [*BasePage.base_translatable_fields, SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs) -> None:
        self.slug = self.fixed_slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.slug != self.fixed_slug:
            raise ValidationError({"slug": _("This address is fixed, because other pages link to it.")})


def tabs(*, content, practical=(), legal=(), promote=None) -> TabbedInterface:
    """Return the editor's tabs, grouped as an editor thinks; empty groups are left out."""
    groups = [
        (content, _("Content")),
        (practical, _("Practical")),
        (legal, _("Legal")),
        (BasePage.promote_panels if promote is None else promote, _("Promotion")),
    ]
    return TabbedInterface([ObjectList(list(panels), heading=heading) for panels, heading in groups if panels])
