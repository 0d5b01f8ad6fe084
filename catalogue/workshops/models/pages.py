"""/ateliers/ and the workshops under it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from catalogue.agenda.models import OfferPage
from core import pictures
from core.models import BasePage, FixedSlugMixin
from core.models.base_page import tabs
from core.stream_field import StreamField

from ..blocks import WorkshopTextBlock


class WorkshopFormat(models.TextChoices):
    GROUP = "group", _("in a group")
    INDIVIDUAL = "individual", _("one to one")


class Theme(models.TextChoices):
    """What people come to do; the order is that of the list of workshops."""

    FIRST_STEPS = "first-steps", _("First steps")
    SMARTPHONE = "smartphone", _("Smartphone")
    COMPUTER = "computer", _("Computer")
    INTERNET = "internet", _("Internet and e-mail")
    PROCEDURES = "procedures", _("Online procedures")
    SAFETY = "safety", _("Stay safe")
    JOB = "job", _("Look for a job")
    FAMILY = "family", _("Family and school")
    HEALTH = "health", _("Health")


def picture_choices() -> list:
    """The drawings an editor may choose: those of the themes in words, then the others by the names of their files."""
    themes = [(f"theme-{theme.value}", theme.label) for theme in Theme]
    others = [(name, name.replace("-", " ")) for name in pictures.names() if name not in dict(themes)]
    return [(_("That of a theme"), themes), (_("Other drawings, by the names of their files"), others)]


class WorkshopIndexPage(FixedSlugMixin, BasePage):
    fixed_slug = "ateliers"

    intro = RichTextField(_("introduction"), features=["bold", "link", "ul"], blank=True)

    max_count_per_parent = 1
    subpage_types = ["workshops.WorkshopPage"]
    template = "workshops/workshop_index_page.html"

    override_translatable_fields = [*FixedSlugMixin.fixed_translatable_fields, TranslatableField("intro")]

    edit_handler = tabs(content=[*BasePage.content_panels, FieldPanel("intro")])

    class Meta:
        verbose_name = _("list of workshops")
        verbose_name_plural = _("lists of workshops")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from ..listing import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}


class WorkshopPage(OfferPage):
    """What one learns, for whom, what to bring; its sessions stand in the agenda."""

    format = models.CharField(_("format"), max_length=12, choices=WorkshopFormat, default=WorkshopFormat.GROUP)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, default=Theme.FIRST_STEPS)
    learn = RichTextField(
        _("what you will learn"), features=["ul"], blank=True, help_text=_("A short list, a verb first: “Envoyer une photo”.")
    )
    body = StreamField(WorkshopTextBlock(), verbose_name=_("more to say"), blank=True)
    picture = models.CharField(
        _("illustration"), max_length=60, blank=True, choices=picture_choices, help_text=_("Drawn for the site. Empty: that of the theme.")
    )
    bring = models.CharField(
        _("what to bring"), max_length=200, blank=True, help_text=_("Such as: “Votre téléphone, si vous en avez un.” Empty: nothing.")
    )
    papers_asked = models.CharField(_("papers asked"), max_length=200, blank=True, help_text=_("Empty: no paper is asked."))
    price = models.CharField(_("price"), max_length=120, blank=True, help_text=_("Empty: “C’est gratuit.”"))
    access = models.CharField(
        _("access"), max_length=300, blank=True, help_text=_("For wheelchairs, hearing, sight: what is there, what is not.")
    )
    meetings_to_attend = models.PositiveSmallIntegerField(
        _("meetings to come to for the certificate"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("For a workshop in several meetings. Empty: every meeting, from the last one may join at."),
    )

    parent_page_types = ["workshops.WorkshopIndexPage"]
    subpage_types: list[str] = []
    template = "workshops/workshop_page.html"
    is_creatable = True

    override_translatable_fields = [
        *OfferPage.offer_translatable_fields,
        SynchronizedField("format", overridable=False),
        SynchronizedField("theme", overridable=False),
        SynchronizedField("picture", overridable=False),
        TranslatableField("learn"),
        TranslatableField("body"),
        TranslatableField("bring"),
        TranslatableField("papers_asked"),
        TranslatableField("price"),
        TranslatableField("access"),
        SynchronizedField("meetings_to_attend", overridable=False),
    ]

    edit_handler = tabs(
        content=[
            *BasePage.content_panels,
            FieldRowPanel([FieldPanel("theme"), FieldPanel("format")]),
            FieldPanel("learn"),
            FieldPanel("body"),
            FieldPanel("picture"),
        ],
        practical=[
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("level"), FieldPanel("minimum_age"), FieldPanel("duration_minutes")]),
                    FieldPanel("audience"),
                    FieldPanel("skills"),
                ],
                heading=_("Who it is for"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("last_meeting_to_join"), FieldPanel("meetings_to_attend")])],
                heading=_("In several meetings"),
                help_text=_("The dates are those of each session. Whoever came to enough meetings gets a certificate of attendance."),
            ),
            MultiFieldPanel(
                [FieldPanel("bring"), FieldPanel("papers_asked"), FieldPanel("price"), FieldPanel("access")], heading=_("On the day")
            ),
        ],
    )

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    @property
    def is_permanence(self) -> bool:
        return self.format == WorkshopFormat.INDIVIDUAL

    @property
    def picture_name(self) -> str:
        """The drawing to show: the one chosen, else the theme's."""
        return self.picture or f"theme-{self.theme}"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from ..workshop_sessions import sessions_context

        return {**super().get_context(request, *args, **kwargs), **sessions_context(self, request)}
