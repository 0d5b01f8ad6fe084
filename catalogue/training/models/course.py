"""/formations/ and its courses: what the law wants said before, on one page."""

from math import ceil
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from catalogue.agenda.models import OfferPage
from core.models import BasePage, FixedSlugMixin
from core.models.base_page import tabs
from core.phones import parse_phone
from core.stream_field import StreamField

from .. import legal_fields
from ..blocks import PLAIN, ObjectiveBlock, SequenceBlock, TrainerBlock
from ..course_form import CourseForm


class Theme(models.TextChoices):
    SPOT = "spot", _("Spot and guide")
    SUPPORT = "support", _("Help with online procedures")
    LEAD = "lead", _("Lead a workshop")
    RELAY = "relay", _("Become a relay")
    EQUIP = "equip", _("Equip and connect")


class CourseIndexPage(FixedSlugMixin, BasePage):
    fixed_slug = "formations"
    max_count_per_parent = 1
    subpage_types = ["training.CoursePage"]
    template = "training/course_index_page.html"

    introduction = RichTextField(_("introduction"), features=PLAIN, blank=True)

    edit_handler = tabs(content=[*BasePage.content_panels, FieldPanel("introduction")])
    override_translatable_fields = [*FixedSlugMixin.fixed_translatable_fields, TranslatableField("introduction")]

    class Meta:
        verbose_name = _("list of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..course_list import list_for

        return {**super().get_context(request, *args, **kwargs), **list_for(self, request.GET)}


class CoursePage(OfferPage):
    """Published only when every legal field is filled (legal_fields.py): by the editor, a schedule, a workflow or code."""

    parent_page_types = ["training.CourseIndexPage"]
    subpage_types: list[str] = []
    template = "training/course_page.html"
    base_form_class = CourseForm

    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.SPOT)
    objectives = StreamField(
        [("objective", ObjectiveBlock(max_length=300))],
        verbose_name=_("objectives"),
        blank=True,
        help_text=_("What a trainee can do at the end, so that it can be assessed: a verb one can see (“spot”, “explain”), not “know”."),
    )
    prerequisites = models.TextField(_("prerequisites"), max_length=1000, blank=True, help_text=_("Write “None” when there are none."))
    duration_hours = models.DecimalField(
        _("length in hours"), max_digits=5, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0.5)]
    )
    duration_days = models.DecimalField(
        _("length in days"), max_digits=4, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0.5)]
    )
    access_terms = models.TextField(
        _("how one gets in"), max_length=1000, blank=True, help_text=_("Registration, placement questionnaire, interview…")
    )
    access_delay = models.CharField(
        _("how fast one gets in"), max_length=300, blank=True, help_text=_("For example: an answer within 5 working days.")
    )
    price = models.DecimalField(
        _("price for one trainee, in euros"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_terms = models.TextField(
        _("how the price is set"),
        max_length=1000,
        blank=True,
        help_text=_("Needed when no price is given: “on a quote”, “free”…"),
    )
    funding = models.TextField(_("funding"), max_length=1000, blank=True, help_text=_("OPCO, own funds, subsidised seats…"))
    methods = RichTextField(_("methods"), features=PLAIN, blank=True)
    assessment = RichTextField(_("how it is assessed"), features=PLAIN, blank=True)
    programme = StreamField([("sequence", SequenceBlock())], verbose_name=_("programme"), blank=True)
    trainers = StreamField([("trainer", TrainerBlock())], verbose_name=_("trainers"), blank=True)
    group_min = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True, validators=[MinValueValidator(1)])
    group_max = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True, validators=[MinValueValidator(1)])
    accessibility = RichTextField(_("welcome of people with disabilities"), features=PLAIN, blank=True)
    disability_contact = models.CharField(_("disability contact"), max_length=120, blank=True)
    disability_email = models.EmailField(_("e-mail of the disability contact"), blank=True)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("phone of the contact"), max_length=30, blank=True)
    content_version = models.CharField(_("version of the content"), max_length=20, blank=True)
    content_updated_on = models.DateField(_("content last updated on"), null=True, blank=True)

    is_certifying = models.BooleanField(_("leads to a certification"), default=False)
    certification_title = models.CharField(_("exact title of the certification"), max_length=300, blank=True)
    certification_code = models.CharField(_("RNCP or RS code"), max_length=20, blank=True, help_text=_("For example RS1234 or RNCP12345."))
    certifier = models.CharField(_("certifier"), max_length=200, blank=True)
    certification_date = models.DateField(_("date of registration of the certification"), null=True, blank=True)

    edit_handler = tabs(
        content=[
            *BasePage.content_panels,
            FieldPanel("theme"),
            FieldPanel("objectives"),
            FieldPanel("programme"),
            FieldPanel("methods"),
            FieldPanel("assessment"),
            FieldPanel("trainers"),
        ],
        practical=[
            FieldPanel("audience"),
            FieldPanel("prerequisites"),
            FieldPanel("level"),
            FieldRowPanel([FieldPanel("duration_hours"), FieldPanel("duration_days")], heading=_("Length")),
            FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")], heading=_("Group")),
            MultiFieldPanel([FieldPanel("access_terms"), FieldPanel("access_delay")], heading=_("Getting in")),
            MultiFieldPanel([FieldPanel("price"), FieldPanel("price_terms"), FieldPanel("funding")], heading=_("Price and funding")),
            MultiFieldPanel([FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")], heading=_("Contact")),
        ],
        legal=[
            HelpPanel(content=_("A course is published only when all that the law asks is filled in, in this tab and the two before it.")),
            MultiFieldPanel(
                [FieldPanel("accessibility"), FieldPanel("disability_contact"), FieldPanel("disability_email")], heading=_("Disability")
            ),
            FieldRowPanel([FieldPanel("content_version"), FieldPanel("content_updated_on")], heading=_("Version")),
            MultiFieldPanel(
                [
                    FieldPanel("is_certifying"),
                    FieldPanel("certification_title"),
                    FieldRowPanel([FieldPanel("certification_code"), FieldPanel("certification_date")]),
                    FieldPanel("certifier"),
                ],
                heading=_("Certification"),
            ),
        ],
    )

    override_translatable_fields = [
        *OfferPage.offer_translatable_fields,
        *(
            TranslatableField(name)
            for name in (
                "objectives",
                "prerequisites",
                "access_terms",
                "access_delay",
                "price_terms",
                "funding",
                "methods",
                "assessment",
                "programme",
                "trainers",
                "accessibility",
                "certification_title",
            )
        ),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "theme",
                "duration_hours",
                "duration_days",
                "price",
                "group_min",
                "group_max",
                "disability_contact",
                "disability_email",
                "contact_name",
                "contact_email",
                "contact_phone",
                "content_version",
                "content_updated_on",
                "is_certifying",
                "certification_code",
                "certifier",
                "certification_date",
            )
        ),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if clean and self.live:
            legal_fields.refuse_incomplete(self)
        super().save(clean=clean, **kwargs)

    def publish(self, revision, user=None, changed=True, log_action=True, previous_revision=None, skip_permission_checks=False):
        """Refuse a revision with an empty legal field; one whose hour has come loses its schedule, so that the others still leave."""
        try:
            legal_fields.refuse_incomplete(revision.as_object())
        except legal_fields.IncompleteCourse as error:
            if log_action != "wagtail.publish.scheduled":
                raise
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            legal_fields.log.error("course %s: its scheduled revision %s is refused: %s", self.pk, revision.pk, ", ".join(error.fields))
            return None
        return super().publish(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..course_sheet import sheet_for

        return {**super().get_context(request, *args, **kwargs), **sheet_for(self, request)}

    @property
    def contact_tel(self) -> str:
        """The contact's number as one dials it."""
        return parse_phone(self.contact_phone) or self.contact_phone

    @property
    def days_counted(self) -> int:
        """How many days to say "day" or "days": half a day is one."""
        return ceil(self.duration_days or 0)
