"""The outbox: what was written to whom, whether it arrived, and why not. Who need not know sees neither the number nor the text."""

from datetime import datetime
from typing import Any, cast

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from .. import message_kinds, retrying
from ..closed_choosers import ClosedChooserViewSet
from ..models import Message, User
from ..models.message import Channel, FailureReason, MessageState
from ..permission_policies import ReadOnlyPolicy
from ..phones import mask_phone, parse_phone, show_phone
from ..spreadsheets import NoFormulas
from ..text import fold
from .words import kind_choices, language_name

INSPECT = "wagtailsnippets_core_message:inspect"
LONGEST_SEARCH = 80


def sees_recipients(user: Any) -> bool:
    return user.has_perm("core.see_recipient")


def recipient_of(message: Message, *, masked: bool) -> str:
    """Return the number or address as it is read; masked: its last two digits, or the first letter and the domain."""
    if message.channel == Channel.SMS:
        return mask_phone(message.recipient) if masked else show_phone(message.recipient)
    name, _at, domain = message.recipient.partition("@")
    return f"{name[:1]}•••@{domain}" if masked else message.recipient


def why(message: Message) -> str:
    """Return why a message did not arrive, in words; what the provider said stands on its page."""
    return message.get_reason_display() if message.reason else ""


def search(found: QuerySet[Message], words: str) -> QuerySet[Message]:
    """Find by number in any spelling, by e-mail address, by kind, or by what it tells of ("booking:12")."""
    words = words.replace("\x00", "").strip()[:LONGEST_SEARCH]
    kinds = [code for code, label in kind_choices() if fold(words) and fold(words) in fold(label)]
    wanted = Q(kind__in=kinds) | Q(subject_ref__iexact=words)
    if phone := parse_phone(words):
        wanted |= Q(recipient=phone)
    if "@" in words:
        wanted |= Q(recipient__iexact=words)
    return found.filter(wanted)


class MessageFilters(WagtailFilterSet):
    written = django_filters.DateFromToRangeFilter(label=gettext_lazy("Written"), field_name="created_at", widget=DateRangePickerWidget)
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=kind_choices)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    reason = django_filters.ChoiceFilter(label=gettext_lazy("Why it did not arrive"), choices=FailureReason.choices)

    class Meta:
        model = Message
        fields = ["state", "channel", "kind", "language", "reason", "written", "matters"]


class MessageIndex(NoFormulas, IndexView):
    """Exports words, not codes, and no whole number."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return search(queryset, self.search_query) if self.is_searching else queryset

    def to_row_dict(self, item: Message) -> dict[str, Any]:
        words = {"kind": str(message_kinds.label_of(item.kind)), "language": language_name(item.language)}
        return {**super().to_row_dict(item), **words, "recipient": recipient_of(item, masked=True)}


class MessageColumn(ButtonsColumnMixin, TitleColumn):
    """The kind of a message, and the button that sends it again, for who may and where it makes sense."""

    def get_buttons(self, instance: Message, parent_context: dict[str, Any]) -> list[Button]:
        return again_buttons(instance, parent_context["request"].user)


def again_buttons(message: Message, user: Any) -> list[Button]:
    if not (user.has_perm("core.change_message") and retrying.may_retry(message)):
        return []
    return [Button(_("Send again"), url=reverse("message_retry", args=[message.pk]), classname="button button-small button-secondary")]


class MessageInspect(InspectView):
    """One message in words: no code, no "None"; the number and the text for who may see them."""

    object: Message

    def get_object(self, queryset: QuerySet | None = None) -> Message:
        return get_object_or_404(Message, pk=self.pk if str(self.pk).isdecimal() and len(str(self.pk)) < 19 else 0)

    def get_fields(self) -> list[str]:
        hidden = () if sees_recipients(self.request.user) else ("subject", "body", "subject_ref")
        return [name for name in super().get_fields() if name not in hidden]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(button.label, url=button.url, icon_name="rotate") for button in again_buttons(self.object, self.request.user)]

    def get_kind_display_value(self) -> str:
        return str(message_kinds.label_of(self.object.kind))

    def get_language_display_value(self) -> str:
        return language_name(self.object.language)

    def get_recipient_display_value(self) -> str:
        return recipient_of(self.object, masked=not sees_recipients(self.request.user))

    def get_segments_display_value(self) -> str:
        return str(self.object.segments or "—")

    def get_field_display_value(self, field_name, field):
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        value = super().get_field_display_value(field_name, field)
        return "—" if value is None or value == "" else value


class MessageViewSet(SnippetViewSet):
    """The list shows no whole number and no text; the page of one message does, to who may see them."""

    model = Message
    chooser_viewset_class = ClosedChooserViewSet
    icon = "mail"
    menu_label = gettext_lazy("Outbox")
    menu_name = "outbox"
    add_to_settings_menu = True
    menu_order = 200
    permission_policy = ReadOnlyPolicy(Message)
    inspect_view_enabled = True
    index_view_class = MessageIndex
    inspect_view_class = MessageInspect
    add_to_reference_index = False
    search_backend_name = None
    inspect_view_fields = [
        "kind",
        "channel",
        "recipient",
        "language",
        "subject",
        "body",
        "segments",
        "state",
        "reason",
        "error",
        "attempts",
        "created_at",
        "send_after",
        "sent_at",
        "delivered_at",
        "expires_at",
        "gateway",
        "provider_id",
        "subject_ref",
    ]
    list_display = [
        MessageColumn(
            "kind",
            label=gettext_lazy("Kind"),
            accessor=lambda message: capfirst(str(message_kinds.label_of(message.kind))),
            get_url=lambda message: reverse(INSPECT, args=[message.pk]),
            sort_key="kind",
        ),
        Column("recipient", label=gettext_lazy("To"), accessor=lambda message: recipient_of(message, masked=True)),
        Column("channel", label=gettext_lazy("Channel"), accessor="get_channel_display", sort_key="channel"),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor="get_state_display",
            primary=lambda message: message.state in (MessageState.SENT, MessageState.DELIVERED),
            sort_key="state",
        ),
        Column("reason", label=gettext_lazy("Why it did not arrive"), accessor=why, width="20%"),
        DateColumn("send_after", label=gettext_lazy("Due"), sort_key="send_after"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
        DateColumn("delivered_at", label=gettext_lazy("Delivered"), sort_key="delivered_at"),
    ]
    filterset_class = MessageFilters
    list_export = [
        "kind",
        "recipient",
        "channel",
        "state",
        "reason",
        "language",
        "segments",
        "created_at",
        "send_after",
        "sent_at",
        "delivered_at",
        "attempts",
        "error",
    ]
    search_fields = ["kind", "subject_ref"]


def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then put the message back into the outbox."""
    if not (request.user.has_perm("core.change_message") and request.user.has_perm("core.view_message")):
        raise PermissionDenied
    message = get_object_or_404(Message, pk=pk if pk < 2**63 else 0)
    back = reverse(INSPECT, args=[message.pk])
    if request.method == "POST":
        if retrying.retry(message, cast("User", request.user)):
            messages.success(request, _("It leaves within a minute."))
        else:
            messages.error(request, _("It is not sent again: it arrived meanwhile, is too late, or the person asked for no more."))
        return redirect(back)
    warning = ""
    if message.state == MessageState.UNKNOWN:
        warning = _("It may have arrived already: the person may get it twice.")
    elif message.reason == FailureReason.NUMBER:
        warning = _("The number or the address was refused: correct it in the booking first, or the same will happen.")
    return render(
        request,
        "core/admin/confirm.html",
        {
            "title": _("Send again"),
            "subtitle": capfirst(str(message_kinds.label_of(message.kind))),
            "icon": "mail",
            "warning": warning,
            "sentence": "",
            "facts": [
                (_("To"), recipient_of(message, masked=not sees_recipients(request.user))),
                (_("State"), message.get_state_display()),
                (_("Why it did not arrive"), why(message) or "—"),
            ],
            "button": _("Send again"),
            "can": retrying.may_retry(message) and not retrying.is_refused(message),
            "refusal": _("It is not sent again: it arrived meanwhile, is too late, or the person asked for no more."),
            "back": back,
        },
    )
