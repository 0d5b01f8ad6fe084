"""A page of the site: what the communications team writes."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models import BasePage
from core.models.base_page import tabs
from core.stream_field import StreamField
from home.around import breadcrumbs_of, related_to
from home.blocks.body import BodyBlock
from home.localized import pages_of_body
from home.pictures import picture_choices


class ContentPage(BasePage):
    """A title, a sentence, a drawing if one helps, and blocks."""

    picture = models.CharField(_("drawing"), max_length=40, choices=picture_choices, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    edit_handler = tabs(content=[*BasePage.content_panels, FieldPanel("picture"), FieldPanel("body")])
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    override_translatable_fields = [*BasePage.base_translatable_fields, SynchronizedField("picture"), TranslatableField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "crumbs": breadcrumbs_of(self),
            "related": related_to(self),
            "body_pages": pages_of_body(self.body, self.locale.language_code),
        }
