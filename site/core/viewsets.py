"""This room in the admin: the outbox, the wording of messages, organisations."""

from datetime import datetime

import django_filters
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from . import message_kinds
from .closed_choosers import ClosedChooserViewSet
from .models import Message, MessageText, Organisation
from .models.message import Channel
from .permission_policies import ReadOnlyPolicy
from .phones import show_phone
from .spreadsheets import NoFormulas
from .text import fold


def language_name(code: str) -> str:
    """Return a language's own name ("English"), or the code of one the site no longer has."""
    return dict(settings.LANGUAGES).get(code, code)


def kind_choices() -> list[tuple[str, str]]:
    return sorted(((kind.code, capfirst(str(kind.label))) for kind in message_kinds.all_kinds()), key=lambda choice: fold(choice[1]))


def placeholders_in_words() -> list[tuple[str, str]]:
    """Return (kinds, words in braces) pairs; kinds that take the same words stand together."""
    together: dict[frozenset[str], list[str]] = {}
    for kind in message_kinds.all_kinds():
        together.setdefault(kind.placeholders, []).append(capfirst(str(kind.label)))
    return [(" ; ".join(labels), ", ".join(f"{{{name}}}" for name in sorted(names))) for names, labels in together.items()]


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


class MessageIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""

    def to_row_dict(self, item: Message) -> dict:
        kind = str(message_kinds.label_of(item.kind))
        return {**super().to_row_dict(item), "kind": kind, "language": language_name(item.language)}


class MessageInspectView(InspectView):
    """One message in words: no code, no "None"."""

    object: Message

    def get_kind_display_value(self) -> str:
        return str(message_kinds.label_of(self.object.kind))

    def get_language_display_value(self) -> str:
        return language_name(self.object.language)

    def get_recipient_display_value(self) -> str:
        return show_phone(self.object.recipient) if self.object.channel == Channel.SMS else self.object.recipient

    def get_field_display_value(self, field_name, field):
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        value = super().get_field_display_value(field_name, field)
        return "—" if value is None or value == "" else value


class MessageViewSet(SnippetViewSet):
    """Who was told what is personal: the list shows no recipient and no text, the page of one message does."""

    INSPECT = "wagtailsnippets_core_message:inspect"
    model = Message
    chooser_viewset_class = ClosedChooserViewSet
    icon = "mail"
    menu_label = _("Outbox")
    menu_name = "outbox"
    add_to_settings_menu = True
    menu_order = 200
    permission_policy = ReadOnlyPolicy(Message)
    inspect_view_enabled = True
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
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
        kinds = kind_choices()
        if self.instance.kind and self.instance.kind not in dict(kinds):
            kinds.append((self.instance.kind, self.instance.kind))
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=[("", "---------"), *kinds])
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        self.fields["body"].help_text = format_html(
            "{}{}",
            _("The site fills the words in braces. Those of each kind:"),
            format_html_join("", "<br><b>{}</b> : {}", placeholders_in_words()),
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("body"):
            wording = message_kinds.Wording(body=cleaned["body"], subject=cleaned.get("subject", ""))
            kind = message_kinds.find(cleaned["kind"])
            if kind is None:
                self.add_error("kind", _("The site no longer sends this kind of message."))
                return cleaned
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
    chooser_viewset_class = ClosedChooserViewSet
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
