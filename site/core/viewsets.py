"""This room in the admin: the outbox, the wording of messages, organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from . import message_kinds
from .models import Message, MessageText, Organisation
from .permission_policies import ReadOnlyPolicy
from .spreadsheets import NoFormulas


class MessageViewSet(SnippetViewSet):
    """Who was told what is personal: the list shows no recipient and no text, the page of one message does."""

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
        "kind",
        "get_channel_display",
        "get_state_display",
        "language",
        DateColumn("send_after"),
        DateColumn("sent_at"),
        "error",
    ]
    list_filter = ["state", "channel", "kind", "matters"]
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
    model = MessageText
    icon = "edit"
    menu_label = _("Message texts")
    add_to_settings_menu = True
    menu_order = 210
    list_display = ["kind", "get_channel_display", "language", DateColumn("updated_at")]
    list_filter = ["kind", "channel", "language"]
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
    list_display = ["name", "city", "siret", DateColumn("updated_at")]
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
