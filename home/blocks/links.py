"""Links: to a page of the site, followed in the visitor's language, or to any address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from home.localized import localized_pages
from home.pictures import Picture


class LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(required=False, label=_("page of the site"))
    address = blocks.CharBlock(
        required=False,
        default="",
        max_length=500,
        label=_("or another address"),
        help_text=_("https://…, mailto:…, tel:…, or an address of this site such as /lieux/."),
    )
    label = blocks.CharBlock(required=False, default="", max_length=60, label=_("words"), help_text=_("Empty: the title of the page."))

    class Meta:
        icon = "link"
        label = _("Link")
        form_layout = ["label", "page", "address"]

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if value["page"] and value["address"]:
            errors["address"] = ValidationError(_("Choose a page or write an address, not both."))
        elif not value["page"] and not value["address"]:
            errors["page"] = ValidationError(_("Choose a page or write an address."))
        elif value["address"] and not _is_address(value["address"]):
            errors["address"] = ValidationError(_("Begin with https://, mailto:, tel: or /."))
        if value["address"] and not value["label"]:
            errors["label"] = ValidationError(_("Write the words of the link."))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://", "mailto:", "tel:", "/")) and not text.startswith("//")


def links_for(values, parent_context: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return ``{"label", "url", "language"}`` for link values, dead ones left out.

    ``language`` is filled only when the page is shown in another language than the visitor's.
    """
    language = get_language()
    pages = _pages_for(values, parent_context)
    links = []
    for value in values:
        if value.get("page"):
            page = pages.get(value["page"].pk)
            if page is None:
                continue
            code = page.locale.language_code
            links.append({"label": value["label"] or page.title, "url": page.get_url() or "", "language": code if code != language else ""})
        elif value.get("address"):
            links.append({"label": value["label"], "url": value["address"], "language": ""})
    return links


def _pages_for(values, parent_context: dict[str, Any] | None) -> dict[int, Page]:
    """Return the pages that values lead to: those the page read for all its blocks, or one query for a block shown alone."""
    if parent_context and "body_pages" in parent_context:
        return parent_context["body_pages"]
    return localized_pages([value["page"].pk for value in values if value.get("page")], get_language())


class MenuBlock(blocks.StreamBlock):
    link = LinkBlock()

    class Meta:
        label = _("Links")


class FooterColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60, label=_("heading"))
    links = blocks.ListBlock(LinkBlock(), label=_("links"), max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("Column")


class FooterColumnsBlock(blocks.StreamBlock):
    column = FooterColumnBlock()


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=100, label=_("title"))
    text = blocks.TextBlock(required=False, default="", max_length=400, label=_("text"))
    look = blocks.ChoiceBlock(choices=[("brand", _("strong")), ("sun", _("sunny")), ("plain", _("quiet"))], default="sun", label=_("look"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=2, label=_("buttons"), help_text=_("The first is the main one."))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A coloured bubble with one main button and, if need be, a second.")
        template = "home/blocks/call_to_action.html"
        preview_value = {
            "title": "Vous voulez aider ?",
            "text": "Deux heures par semaine suffisent.",
            "look": "sun",
            "links": [{"label": "Devenir bénévole", "address": "/"}],
        }

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "links": links_for(value["links"], parent_context)}


class PageCardBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("page"))
    title = blocks.CharBlock(required=False, default="", max_length=80, label=_("title"), help_text=_("Empty: the title of the page."))
    text = blocks.TextBlock(required=False, default="", max_length=220, label=_("text"), help_text=_("Empty: the summary of the page."))
    picture = blocks.ChoiceBlock(choices=Picture.choices, required=False, label=_("drawing"))

    class Meta:
        icon = "doc-full"
        label = _("Card")


class PageCardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    introduction = blocks.TextBlock(required=False, default="", max_length=300, label=_("introduction"))
    cards = blocks.ListBlock(PageCardBlock(), min_num=1, max_num=6, label=_("cards"))

    class Meta:
        icon = "grip"
        label = _("Cards of pages")
        description = _("Two to six pages, each with a drawing and a sentence.")
        template = "home/blocks/page_cards.html"
        preview_template = "home/previews/page_cards.html"

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "cards": list(_cards(value["cards"], parent_context))}


def _cards(values, parent_context: dict[str, Any] | None):
    pages = _pages_for(values, parent_context)
    shown = [(value, pages[value["page"].pk]) for value in values if value["page"] and value["page"].pk in pages]
    summaries = _summaries([page.pk for value, page in shown if not value["text"]])
    for value, page in shown:
        yield {
            "title": value["title"] or page.title,
            "text": value["text"] or summaries.get(page.pk, ""),
            "url": page.get_url() or "",
            "picture": value["picture"],
        }


def _summaries(page_ids: list[int]) -> dict[int, str]:
    """Return the summaries of pages of any kind, by id; no query when every card has a text of its own."""
    if not page_ids:
        return {}
    return {page.pk: getattr(page, "summary", "") for page in Page.objects.filter(pk__in=page_ids).specific()}
