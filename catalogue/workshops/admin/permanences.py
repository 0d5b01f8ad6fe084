"""The weekly rules of permanences; saving one makes its slots."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import PermanenceRule
from ..slots import WEEKS_AHEAD, generate, realign


class PermanenceRuleViewSet(SnippetViewSet):
    model = PermanenceRule
    icon = "time"
    menu_label = _("Permanences")
    menu_name = "permanences"
    menu_order = 205
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "workshop", "place", "slot_minutes", "is_active"]
    list_filter = ["weekday", "place", "is_active"]
    search_backend_name = None
    search_fields = ["workshop__title", "place__name"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("workshop"), FieldRowPanel([FieldPanel("place"), FieldPanel("room")]), FieldPanel("language")],
            heading=_("What and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")]),
                FieldRowPanel([FieldPanel("slot_minutes"), FieldPanel("break_minutes")]),
            ],
            heading=_("Each week"),
            help_text=_("Hours are those of the place."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]), FieldPanel("skips_holidays"), FieldPanel("is_active")],
            heading=_("Period"),
        ),
    ]


def make_slots(request: HttpRequest, instance: object) -> None:
    """After a rule is saved: take away the slots that no longer fit, make those that are missing, and say how many."""
    if not isinstance(instance, PermanenceRule):
        return
    realign(instance)
    made = generate(instance, timezone.localdate() + timedelta(weeks=WEEKS_AHEAD))
    messages.info(request, ngettext("%(n)s slot made.", "%(n)s slots made.", made) % {"n": made})
