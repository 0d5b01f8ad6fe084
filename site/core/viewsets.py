"""This room in the admin: the outbox, the wording of messages, organisations."""

import django_filters
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from . import message_kinds
from .models import Message, MessageText, Organisation
from .permission_policies import ReadOnlyPolicy
from .spreadsheets import NoFormulas


def language_name(code: str) -> str:
    """Return a language's own name ("English"), or the code of one the site no longer has."""
    return dict(settings.LANGUAGES).get(code, code)


def kind_choices() -> list[tuple[str, object]]:
    return [(kind.code, kind.label) for kind in message_kinds.all_kinds()]


class MessageFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices)

    class Meta:
        model = Message
        fields = ["state", "channel", "kind", "matters"]


class MessageTextFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = MessageText
        fields = ["kind", "channel", "language"]


class MessageViewSet(SnippetViewSet):
    """Who was told what is personal: the list shows no recipient and no text, the page of one message does."""

    INSPECT = "wagtailsnippets_core_message:inspect"
    model = Message
    icon = "mail"
    menu_label = _("Outbox")
    menu_name = "outbox"
    add_to_settings_menu = True
    menu_order = 200
    permission_policy = ReadOnlyPolicy(Message)
    inspect_view_enabled = True
    inspect_view_fields = [
        "kind",
        "channel",
        "recipient",
        "language",
        "subject",
        "body",
        "state",
        "error",
        "attempts",
        "created_at",
        "send_after",
        "sent_at",
    ]
    list_display = [
        TitleColumn(
            "kind",
            label=_("Kind"),
            accessor=lambda message: message_kinds.label_of(message.kind),
            get_url=lambda message: reverse(MessageViewSet.INSPECT, args=[message.pk]),
            sort_key="kind",
        ),
        Column("channel", label=_("Channel"), accessor="get_channel_display", sort_key="channel"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("language", label=_("Language"), accessor=lambda message: language_name(message.language), sort_key="language"),
        DateColumn("send_after", label=_("Due"), sort_key="send_after"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        Column("error", label=_("Last error")),
    ]
    filterset_class = MessageFilters
    list_export = ["kind", "channel", "state", "language", "created_at", "send_after", "sent_at", "attempts", "error"]
    search_fields = ["kind", "subject_ref"]


class MessageTextForm(WagtailAdminModelForm):
    """Refuse a wording that names a placeholder its kind does not have."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = message_kinds.all_kinds()
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            choices=[(kind.code, f"{kind.label} ({kind.code})") for kind in kinds],
            help_text=_("What may stand in braces: %(list)s")
            % {"list": " · ".join(f"{kind.code}: {', '.join('{' + name + '}' for name in sorted(kind.placeholders))}" for kind in kinds)},
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("body"):
            wording = message_kinds.Wording(body=cleaned["body"], subject=cleaned.get("subject", ""))
            kind = message_kinds.get(cleaned["kind"])
            if cleaned.get("channel") not in kind.channels():
                self.add_error("channel", _("This kind of message does not use that channel."))
            try:
                message_kinds.check_wording(kind, wording)
            except message_kinds.TemplateError as error:
                self.add_error("body", _("Not known for this kind of message: %(names)s") % {"names": error})
        return cleaned


class MessageTextViewSet(SnippetViewSet):
    EDIT = "wagtailsnippets_core_messagetext:edit"
    model = MessageText
    icon = "edit"
    menu_label = _("Message texts")
    add_to_settings_menu = True
    menu_order = 210
    list_display = [
        TitleColumn(
            "kind",
            label=_("Kind"),
            accessor=lambda text: message_kinds.label_of(text.kind),
            get_url=lambda text: reverse(MessageTextViewSet.EDIT, args=[text.pk]),
            sort_key="kind",
        ),
        Column("channel", label=_("Channel"), accessor="get_channel_display", sort_key="channel"),
        Column("language", label=_("Language"), accessor=lambda text: language_name(text.language), sort_key="language"),
        DateColumn("updated_at", label=_("Updated"), sort_key="updated_at"),
    ]
    filterset_class = MessageTextFilters
    search_fields = ["kind", "subject", "body"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("language")]),
            FieldPanel("subject"),
            FieldPanel("body"),
        ],
        base_form_class=MessageTextForm,
    )


class OrganisationIndexView(NoFormulas, IndexView):
    """Names are those strangers typed when they registered a team."""


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    index_view_class = OrganisationIndexView
    icon = "group"
    menu_label = _("Organisations")
    add_to_admin_menu = True
    menu_order = 360
    list_display = ["name", "city", "siret", DateColumn("updated_at", label=_("Updated"), sort_key="updated_at")]
    list_filter = ["city"]
    list_export = ["name", "siret", "address", "postcode", "city", "email", "phone"]
    search_fields = ["name", "city", "siret"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("siret")], heading=_("Identity")),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]), FieldPanel("email"), FieldPanel("phone")],
            heading=_("Contact"),
        ),
    ]
