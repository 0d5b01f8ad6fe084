"""The wording of messages: every text the site sends on one page, each edited beside its preview."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from .. import message_kinds
from ..closed_choosers import ClosedChooserViewSet
from ..message_kinds import MessageKind, Wording
from ..message_previews import Preview, preview
from ..models import MessageText
from ..models.message import Channel
from .words import kind_choices, language_name

ADD, EDIT = "wagtailsnippets_core_messagetext:add", "wagtailsnippets_core_messagetext:edit"


def placeholders_in_words(code: str = "") -> list[tuple[str, str]]:
    """Return (kinds, words in braces) pairs: of one kind, else of all; kinds that take the same words stand together."""
    together: dict[frozenset[str], list[str]] = {}
    chosen = message_kinds.find(code)
    for kind in [chosen] if chosen else message_kinds.all_kinds():
        together.setdefault(kind.placeholders, []).append(capfirst(str(kind.label)))
    return [(" ; ".join(labels), ", ".join(f"{{{name}}}" for name in sorted(names))) for names, labels in together.items()]


def preview_of(data: Any) -> Preview | None:
    """Return the preview of a form's values, whatever they are; None until a kind, a channel it uses and a language are chosen."""
    kind = message_kinds.find(str(data.get("kind") or ""))
    channel, language = str(data.get("channel") or ""), str(data.get("language") or "")
    body = str(data.get("body") or "").replace("\x00", "")[:10_000]
    if kind is None or channel not in kind.channels() or language not in dict(settings.LANGUAGES) or not body.strip():
        return None
    return preview(kind, channel, language, Wording(body=body.replace("\r\n", "\n"), subject=str(data.get("subject") or "")[:200]))


class MessageTextFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = MessageText
        fields = ["kind", "channel", "language"]


class MessageTextForm(WagtailAdminModelForm):
    """Refuse a wording that cannot be filled, gives no number to call, or would cost more than a call."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = kind_choices()
        if self.instance.kind and self.instance.kind not in dict(kinds):
            kinds.append((self.instance.kind, self.instance.kind))
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=[("", "---------"), *kinds])
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        self.fields["subject"].help_text = _("For an e-mail only.")
        self.fields["body"].help_text = format_html(
            "{}{}",
            _("The site fills the words in braces. Those of each kind:"),
            format_html_join("", "<br><b>{}</b> : {}", placeholders_in_words(str(self["kind"].value() or ""))),
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("body"):
            kind = message_kinds.find(cleaned["kind"])
            if kind is None:
                self.add_error("kind", _("The site no longer sends this kind of message."))
                return cleaned
            if cleaned.get("channel") not in kind.channels():
                self.add_error("channel", _("This kind of message does not use that channel."))
                return cleaned
            if cleaned["channel"] == Channel.SMS:
                cleaned["subject"] = ""
            shown = preview_of(cleaned)
            for error in shown.errors if shown else []:
                self.add_error("body", error)
        return cleaned


class Previewing:
    """The form again with its preview, by a press on a button: nothing is saved. A script does the same while one types."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        if not hasattr(self, "object"):
            self.object = None
        self.form = self.get_form()  # type: ignore[attr-defined]
        return self.render_to_response(self.get_context_data(form=self.form))  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = context["form"]
        values = form.data if form.is_bound else {name: form[name].value() for name in ("kind", "channel", "language", "subject", "body")}
        kind = message_kinds.find(str(values.get("kind") or ""))
        shipped = _shipped(kind, str(values.get("channel") or ""), str(values.get("language") or ""))
        return context | {"shown": preview_of(values), "shipped": shipped, "live_url": reverse("message_text_preview")}


def _shipped(kind: MessageKind | None, channel: str, language: str) -> Wording | None:
    return kind.wordings.get((channel, language)) if kind else None


class MessageTextCreate(Previewing, CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Begin with the text the site sends today, when the address says which."""
        asked = {name: self.request.GET.get(name, "") for name in ("kind", "channel", "language")}
        kind = message_kinds.find(asked["kind"])
        if kind is None or asked["channel"] not in kind.channels() or asked["language"] not in dict(settings.LANGUAGES):
            return {}
        wording = message_kinds.wording_for(kind.code, asked["channel"], asked["language"])
        return {**asked, "subject": wording.subject, "body": wording.body}


class MessageTextEdit(Previewing, EditView):
    pass


class MessageTextViewSet(SnippetViewSet):
    EDIT = EDIT
    model = MessageText
    chooser_viewset_class = ClosedChooserViewSet
    icon = "edit"
    add_view_class = MessageTextCreate
    edit_view_class = MessageTextEdit
    create_template_name = "core/admin/message_text_create.html"
    edit_template_name = "core/admin/message_text_edit.html"
    list_display = [
        TitleColumn(
            "kind",
            label=_("Kind"),
            accessor=lambda text: message_kinds.label_of(text.kind),
            get_url=lambda text: reverse(EDIT, args=[text.pk]),
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


def may_edit(user: Any) -> bool:
    return user.has_perm("core.change_messagetext") or user.has_perm("core.add_messagetext")


@require_POST
def live_preview(request: HttpRequest) -> HttpResponse:
    """The preview alone, for the script that asks while one types."""
    if not may_edit(request.user):
        raise PermissionDenied
    return render(request, "core/admin/message_preview.html", {"shown": preview_of(request.POST)})


def every_text(request: HttpRequest) -> HttpResponse:
    """Every kind of message in each language and channel: as delivered with the site, or as the team wrote it."""
    if not request.user.has_perm("core.view_messagetext"):
        raise PermissionDenied
    own = {(text.kind, text.channel, text.language): text for text in MessageText.objects.all()}
    channel = request.GET.get("channel", "") or Channel.SMS
    if channel not in Channel.values:
        raise Http404
    kinds = []
    for code, label in kind_choices():
        kind = message_kinds.get(code)
        if channel in kind.channels():
            kinds.append((label, [_cell(kind, channel, language, own) for language, _name in settings.LANGUAGES]))
    tabs = [(value, label, value == channel) for value, label in Channel.choices]
    return render(
        request,
        "core/admin/message_texts.html",
        {"kinds": kinds, "languages": [name for _code, name in settings.LANGUAGES], "tabs": tabs, "may_edit": may_edit(request.user)},
    )


def _cell(kind: MessageKind, channel: str, language: str, own: dict[tuple[str, str, str], MessageText]) -> dict[str, Any]:
    """Return what stands in one cell: the text that leaves today, whose it is, and where to change it."""
    text = own.get((kind.code, channel, language))
    wording = message_kinds.wording_for(kind.code, channel, language)
    is_missing = text is None and (channel, language) not in kind.wordings
    asked = urlencode({"kind": kind.code, "channel": channel, "language": language})
    return {
        "url": reverse(EDIT, args=[text.pk]) if text else f"{reverse(ADD)}?{asked}",
        "is_own": text is not None,
        "is_missing": is_missing,  # people get it in French
        "shown": None if is_missing else preview(kind, channel, language, wording),
        "language": language,
    }
