"""What people answered to text messages: those nobody could act on come first, to be read by a human."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from ..closed_choosers import ClosedChooserViewSet
from ..models import IncomingMessage, User
from ..models.receiving import ReplyOutcome
from ..permission_policies import ReadOnlyPolicy
from ..phones import parse_phone, show_phone

LIST = "wagtailsnippets_core_incomingmessage:list"


class ReplyIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[IncomingMessage]:
        first = Case(When(outcome=ReplyOutcome.TO_READ, then=Value(0)), default=Value(1), output_field=IntegerField())
        return IncomingMessage.objects.annotate(first=first).order_by("first", "-received_at", "-pk")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        phone = parse_phone(self.search_query)
        return queryset.filter(number=phone) if phone else queryset.filter(text__icontains=self.search_query.replace("\x00", ""))

    def get_edit_url(self, instance: Any) -> str:
        return reverse("reply_read", args=[instance.pk])


class ReplyViewSet(SnippetViewSet):
    model = IncomingMessage
    chooser_viewset_class = ClosedChooserViewSet
    icon = "comment"
    menu_label = gettext_lazy("Replies received")
    menu_name = "replies"
    add_to_settings_menu = True
    menu_order = 202
    permission_policy = ReadOnlyPolicy(IncomingMessage)
    index_view_class = ReplyIndex
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["text"]
    list_filter = ["outcome"]
    list_display = [
        TitleColumn(
            "text",
            label=gettext_lazy("Text"),
            accessor=lambda reply: Truncator(reply.text).chars(80) or "—",
            get_url=lambda reply: reverse("reply_read", args=[reply.pk]),
        ),
        Column("number", label=gettext_lazy("Phone"), accessor=lambda reply: show_phone(reply.number)),
        StatusTagColumn(
            "outcome",
            label=gettext_lazy("What became of it"),
            accessor="get_outcome_display",
            primary=lambda reply: reply.outcome == ReplyOutcome.TO_READ,
            sort_key="outcome",
        ),
        DateColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
    ]


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one reply, and take it off the list of those to read."""
    if not request.user.has_perm("core.view_incomingmessage"):
        raise PermissionDenied
    reply = get_object_or_404(IncomingMessage, pk=pk if pk < 2**63 else 0)
    if request.method == "POST":
        IncomingMessage.objects.filter(pk=reply.pk, outcome=ReplyOutcome.TO_READ).update(
            outcome=ReplyOutcome.READ, read_by=cast("User", request.user)
        )
        messages.success(request, _("Thank you: the reply is off the list."))
        return redirect(LIST)
    return render(
        request,
        "core/admin/confirm.html",
        {
            "title": _("Reply received"),
            "subtitle": "",
            "icon": "comment",
            "sentence": "",
            "warning": "",
            "facts": [
                (_("Phone"), show_phone(reply.number)),
                (_("Text"), reply.text or "—"),
                (_("What became of it"), reply.get_outcome_display()),
            ],
            "can": reply.outcome == ReplyOutcome.TO_READ,
            "button": _("I have read it"),
            "refusal": _("Nothing is left to do."),
            "back": reverse(LIST),
        },
    )
