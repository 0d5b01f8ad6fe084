"""The weekly rules of permanences; saving one makes its slots."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, SnippetViewSet, UsageView

from catalogue.places.admin.access import OwnPlacesMixin
from catalogue.places.models import Place

from ..models import PermanenceRule, WorkshopFormat, WorkshopPage
from ..slots import WEEKS_AHEAD, generate, realign
from .permanence_access import RulePolicy, places_for, rules_of


class PermanenceRuleForm(WagtailAdminModelForm):
    # Plain lists, not choosers: there are few of each, and only some will do.
    workshop = forms.ModelChoiceField(label=_("One-to-one workshop"), queryset=WorkshopPage.objects.none())
    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        alone = WorkshopPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, format=WorkshopFormat.INDIVIDUAL)
        self.fields["workshop"].queryset = alone.order_by("title", "pk")
        places = places_for(self.for_user)
        if self.instance.place_id:
            places = places | Place.objects.filter(pk=self.instance.place_id)
        self.fields["place"].queryset = places


class RuleEditView(OwnPlacesMixin, EditView):
    instance_action = "change"


class RuleDeleteView(OwnPlacesMixin, DeleteView):
    instance_action = "delete"


class RuleHistoryView(OwnPlacesMixin, HistoryView):
    pass


class RuleUsageView(OwnPlacesMixin, UsageView):
    pass


class PermanenceRuleViewSet(SnippetViewSet):
    model = PermanenceRule
    icon = "time"
    menu_label = _("Permanences")
    menu_name = "permanences"
    menu_order = 205
    add_to_admin_menu = True
    copy_view_enabled = False
    permission_policy = RulePolicy(PermanenceRule)
    edit_view_class = RuleEditView
    delete_view_class = RuleDeleteView
    history_view_class = RuleHistoryView
    usage_view_class = RuleUsageView
    list_display = ["__str__", "workshop", "place", "slot_minutes", "is_active"]
    list_filter = ["weekday", "is_active"]
    search_backend_name = None
    search_fields = ["workshop__title", "place__name"]
    edit_handler = ObjectList(
        [
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
                [
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                    FieldPanel("skips_holidays"),
                    FieldPanel("is_active"),
                ],
                heading=_("Period"),
            ),
        ],
        base_form_class=PermanenceRuleForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PermanenceRule]:
        return rules_of(request.user).select_related("workshop", "place")  # type: ignore[arg-type]  # signed in


def make_slots(request: HttpRequest, instance: object) -> None:
    """After a rule is saved: take away the slots that no longer fit, make those that are missing, and say how many."""
    if not isinstance(instance, PermanenceRule):
        return
    realign(instance)
    made = generate(instance, timezone.localdate() + timedelta(weeks=WEEKS_AHEAD))
    messages.info(request, ngettext("%(n)s slot made.", "%(n)s slots made.", made) % {"n": made})
