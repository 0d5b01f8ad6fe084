"""The weekly rules of permanences; saving one makes its slots."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, SnippetViewSet, UsageView

from catalogue.agenda.models import Session
from catalogue.places.admin.access import OwnPlacesMixin
from catalogue.places.models import Place

from ..models import PermanenceReason, PermanenceRule, WorkshopFormat, WorkshopPage
from ..permanences.slots import WEEKS_AHEAD, generate, realign
from .permanence_access import RulePolicy, places_for, rules_of

MOST_NAMED = 12  # slots named in a message


class PermanenceRuleForm(WagtailAdminModelForm):
    # Plain lists, not choosers: there are few of each, and only some will do.
    workshop = forms.ModelChoiceField(label=_("One-to-one workshop"), queryset=WorkshopPage.objects.none())
    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none())
    reasons = forms.ModelMultipleChoiceField(
        label=_("For which reasons"),
        queryset=PermanenceReason.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all. One that is longer than a slot takes several slots, one after the other."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        alone = WorkshopPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, format=WorkshopFormat.INDIVIDUAL)
        self.fields["workshop"].queryset = alone.order_by("title", "pk")
        places = places_for(self.for_user)
        if self.instance.place_id:
            places = places | Place.objects.filter(pk=self.instance.place_id)
        self.fields["place"].queryset = places
        mine = PermanenceReason.objects.filter(rules=self.instance.pk) if self.instance.pk else PermanenceReason.objects.none()
        active = PermanenceReason.objects.filter(is_active=True)
        self.fields["reasons"].queryset = (active | mine).distinct().prefetch_related("texts").order_by("position", "pk")


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
            HelpPanel(template="workshops/admin/rule_help.html"),
            MultiFieldPanel(
                [
                    FieldPanel("workshop"),
                    FieldRowPanel([FieldPanel("place"), FieldPanel("room")]),
                    FieldPanel("language"),
                    FieldPanel("reasons"),
                ],
                heading=_("What and where"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")]),
                    FieldRowPanel([FieldPanel("slot_minutes"), FieldPanel("break_minutes")]),
                    FieldRowPanel([FieldPanel("pause_from"), FieldPanel("pause_to")]),
                ],
                heading=_("Each week"),
                help_text=_("Hours are those of the place."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                    FieldPanel("skips_holidays"),
                    FieldPanel("skips_school_holidays"),
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
    """After a rule is saved: bring its slots in step, and say in plain words what became of those that were there."""
    if not isinstance(instance, PermanenceRule):
        return
    changed = realign(instance)
    made = generate(instance, timezone.localdate() + timedelta(weeks=WEEKS_AHEAD))
    words = [ngettext("%(n)s slot made.", "%(n)s slots made.", made) % {"n": made}]
    if changed.removed:
        gone = ngettext("%(n)s free slot taken away.", "%(n)s free slots taken away.", changed.removed)
        words.append(gone % {"n": changed.removed})
    messages.info(request, " ".join(words))
    if changed.kept:
        messages.warning(request, _kept_words(changed.kept))


def _kept_words(kept: list[Session]) -> SafeString:
    """Say which booked slots stay as they were, each with the way to its people."""
    stay = ngettext("%(n)s slot is booked and stays as it was:", "%(n)s slots are booked and stay as they were:", len(kept)) % {
        "n": len(kept)
    }
    rows = [(reverse("session:inspect", args=[one.pk]), date_format(one.starts_local, "l j F, H:i")) for one in kept[:MOST_NAMED]]
    links = format_html_join(", ", '<a href="{}">{}</a>', rows)
    more = "…" if len(kept) > MOST_NAMED else "."
    return format_html("{} {}{} {}", stay, links, more, gettext("Move or cancel them there, if you must: the people are told."))
