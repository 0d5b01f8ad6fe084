"""The front door: one thing to do, said at once; the rest below."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.helpline import helpline_for
from core.models import BasePage, SiteSettings
from core.models.base_page import tabs
from core.stream_field import StreamField
from home.blocks.body import HomeBodyBlock
from home.localized import pages_of_body
from home.pictures import Picture, picture_choices
from home.structured_data import organization


class HomePage(BasePage):
    hero_title = models.CharField(_("large title"), max_length=120, blank=True, help_text=_("What we do for the visitor, in ten words."))
    picture = models.CharField(_("drawing"), max_length=40, choices=picture_choices, blank=True, default=Picture.WELCOME)
    main_label = models.CharField(_("main button"), max_length=40, blank=True, help_text=_("It says what happens: “Faire le point”."))
    main_note = models.CharField(_("note under the button"), max_length=120, blank=True)
    main_page = models.ForeignKey(
        Page, verbose_name=_("the main button leads to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    second_label = models.CharField(_("second link"), max_length=40, blank=True)
    second_page = models.ForeignKey(
        Page, verbose_name=_("the second link leads to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(HomeBodyBlock(), verbose_name=_("below"), blank=True)

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]

    edit_handler = tabs(
        content=[
            *Page.content_panels,
            MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("summary"), FieldPanel("picture")], heading=_("Welcome")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("main_label"), FieldPanel("main_note")]),
                    PageChooserPanel("main_page"),
                    FieldPanel("second_label"),
                    PageChooserPanel("second_page"),
                ],
                heading=_("What to do first"),
            ),
            FieldPanel("body"),
        ]
    )
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        TranslatableField("hero_title"),
        SynchronizedField("picture"),
        TranslatableField("main_label"),
        TranslatableField("main_note"),
        SynchronizedField("main_page"),
        TranslatableField("second_label"),
        SynchronizedField("second_page"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        pages = pages_of_body(self.body, self.locale.language_code, self.main_page_id, self.second_page_id)
        return {
            **super().get_context(request, *args, **kwargs),
            "body_pages": pages,
            "main_url": _url_in(pages, self.main_page_id),
            "second_url": _url_in(pages, self.second_page_id),
            "organization": organization(SiteSettings.for_request(request), helpline_for(request).tel),
        }


def _url_in(pages: dict[int, Page], chosen: int | None) -> str:
    page = pages.get(chosen) if chosen else None
    return (page.get_url() or "") if page else ""
