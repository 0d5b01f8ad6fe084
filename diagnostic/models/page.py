"""/diagnostic/: what it is, how long it takes, and the button that starts it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from core.models import BasePage, FixedSlugMixin
from core.models.base_page import tabs


class DiagnosticPage(FixedSlugMixin, BasePage):
    fixed_slug = "diagnostic"
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "diagnostic/diagnostic_page.html"

    duration = models.CharField(
        _("how long it takes, in words"),
        max_length=40,
        blank=True,
        help_text=_("As measured, questions, needs and place included: “3 minutes”."),
    )
    reassurance = models.TextField(
        _("what to know before starting"), blank=True, help_text=_("One short sentence a line; each becomes a line with a tick.")
    )

    edit_handler = tabs(content=[*BasePage.content_panels, FieldPanel("duration"), FieldPanel("reassurance")])

    override_translatable_fields = [
        *FixedSlugMixin.fixed_translatable_fields,
        TranslatableField("duration"),
        TranslatableField("reassurance"),
    ]

    class Meta:
        verbose_name = _("diagnostic")
        verbose_name_plural = _("diagnostic")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["start_url"] = reverse("diagnostic:step", args=["pour-qui"])
        context["reassurance"] = [line.strip() for line in self.reassurance.splitlines() if line.strip()]
        return context
