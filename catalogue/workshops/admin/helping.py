"""Those who book for others, as the team sees them: who they are, by structure; their link closed, made anew; the seats they keep."""

from typing import Any, cast

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.agenda.session_panels import register
from core.closed_choosers import ClosedChooserViewSet
from core.forms import PhoneField
from core.models import Organisation, User
from core.permission_policies import ChangeOnlyPolicy
from core.phones import mask_phone, parse_phone, show_phone
from core.spreadsheets import NoFormulas

from ..helping import blocks, links
from ..models import Helper, SeatBlock
from ..visibility import books_elsewhere, helpers_seen_by

INSPECT = "wagtailsnippets_workshops_helper:inspect"
CHANGE = "workshops.change_helper"


def state_of(helper: Helper) -> str:
    """Return what the private link opens now, in words."""
    if helper.purged_at:
        return _("erased")
    if helper.revoked_at:
        return pgettext("a link", "revoked")
    return pgettext("a link", "works") if helper.works() else pgettext("a link", "over")


class HelperFilters(WagtailFilterSet):
    STATES = (
        ("works", gettext_lazy("The link works")),
        ("over", gettext_lazy("The link is over")),
        ("revoked", gettext_lazy("Revoked by the team")),
    )

    structure = django_filters.ChoiceFilter(label=gettext_lazy("Structure"), choices=lambda: _structures())
    state = django_filters.ChoiceFilter(label=gettext_lazy("Link"), choices=STATES, method="by_state")
    organisation = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Linked organisation"),
        queryset=Organisation.objects.filter(helpers__isnull=False).distinct().order_by("name", "pk"),
    )
    linked = django_filters.BooleanFilter(
        label=gettext_lazy("Linked to an organisation"), field_name="organisation", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Helper
        fields = ["structure", "state", "organisation", "linked"]

    def by_state(self, helpers: QuerySet, name: str, value: str) -> QuerySet:
        now = timezone.now()
        return helpers.filter(
            {
                "works": Q(revoked_at=None, expires_at__gt=now),
                "over": Q(revoked_at=None, expires_at__lte=now),
                "revoked": Q(revoked_at__isnull=False),
            }[value]
        )


def _structures() -> list[tuple[str, str]]:
    names = Helper.objects.kept().order_by("structure").values_list("structure", flat=True).distinct()
    return [(name, name) for name in names]


def search(helpers: QuerySet, words: str) -> QuerySet:
    """Find by structure, name, e-mail or phone, in any spelling of the number."""
    words = words.replace("\x00", "").strip()[:80]
    found = Q(structure__icontains=words) | Q(name__icontains=words) | Q(email__icontains=words)
    if phone := parse_phone(words):
        found |= Q(phone=phone)
    if len(digits := "".join(c for c in words if c.isdigit())) >= 4:
        found |= Q(phone__contains=digits.lstrip("0"))
    return helpers.filter(found)


class HelperIndex(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet:
        people = Count("bookings", filter=Q(bookings__submitted_at__isnull=False), distinct=True)
        return helpers_seen_by(self.request.user, Helper.objects.kept()).select_related("organisation").annotate(people=people)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return search(queryset, self.search_query) if self.is_searching else queryset

    def to_row_dict(self, item: Helper) -> dict[str, Any]:
        may_change = self.request.user.has_perm(CHANGE)
        contact = {"phone": show_phone(item.phone), "email": item.email} if may_change else {"phone": mask_phone(item.phone), "email": ""}
        return {**super().to_row_dict(item), **contact, "language": item.language}


class HelperForm(WagtailAdminModelForm):
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = show_phone(self.instance.phone)
        if self.for_user is not None and books_elsewhere(self.for_user, self.instance):
            for name in ("email", "phone"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "This helper also sends people to other places: the administration changes where the link goes."
                )

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.errors and not Helper(phone=cleaned.get("phone", ""), email=cleaned.get("email", "")).channels():
            self.add_error("email", _("An e-mail or a mobile: the link is sent there."))
        return cleaned


class HelperEdit(EditView):
    def get_object(self, queryset: QuerySet | None = None) -> Helper:
        found = super().get_object(queryset)
        if found.purged_at or not helpers_seen_by(self.request.user, Helper.objects.filter(pk=found.pk)).exists():
            raise Http404
        return found


class HelperInspect(InspectView):
    template_name = "workshops/admin/helper.html"

    def get_object(self, queryset: QuerySet | None = None) -> Helper:
        return get_object_or_404(
            helpers_seen_by(self.request.user, Helper.objects.kept()).select_related("organisation"), pk=_number(self.pk)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        helper, now = self.object, timezone.now()
        may_change = self.request.user.has_perm(CHANGE)
        made = helper.bookings.submitted()
        coming = made.filter(session__ends_at__gt=now, participants__seat__state=SeatState.CONFIRMED).distinct().count()
        return super().get_context_data(**kwargs) | {
            "helper": helper,
            "state": state_of(helper),
            "phone": show_phone(helper.phone) if may_change else mask_phone(helper.phone),
            "email": helper.email if may_change else "",
            "made": made.count(),
            "coming": coming,
            "unnamed": blocks.unnamed_of(helper).filter(session__ends_at__gt=now).count(),
            "colleagues": helpers_seen_by(self.request.user, Helper.objects.kept())
            .filter(structure=helper.structure)
            .exclude(pk=helper.pk)
            .order_by("name", "pk")[:30],
        }

    @cached_property
    def header_buttons(self) -> list:
        buttons = list(super().header_buttons)
        if not self.request.user.has_perm(CHANGE):
            return buttons
        actions = [
            ("new_link", gettext_lazy("Send a new link"), "link", True),
            ("revoke", gettext_lazy("Revoke the link"), "lock", self.object.revoked_at is None),
        ]
        for priority, (name, label, icon, is_shown) in enumerate(actions):
            if is_shown:
                url = reverse(f"helpers_admin:{name}", args=[self.object.pk])
                buttons.append(HeaderButton(label=label, url=url, icon_name=icon, priority=priority))
        return buttons


class HelperViewSet(SnippetViewSet):
    model = Helper
    chooser_viewset_class = ClosedChooserViewSet
    icon = "group"
    menu_label = gettext_lazy("Helpers")
    menu_name = "helpers"
    menu_order = 225
    add_to_admin_menu = True
    permission_policy = ChangeOnlyPolicy(Helper)
    index_view_class = HelperIndex
    edit_view_class = HelperEdit
    inspect_view_class = HelperInspect
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = HelperFilters
    search_backend_name = None
    search_fields = ["structure", "name", "email"]
    list_per_page = 50
    list_display = [
        "structure",
        Column("name", label=gettext_lazy("Name"), accessor="name", sort_key="name"),
        Column("organisation", label=gettext_lazy("Linked organisation"), accessor=lambda helper: helper.organisation or "—"),
        Column("phone", label=gettext_lazy("Phone"), accessor=lambda helper: mask_phone(helper.phone)),
        Column("people", label=gettext_lazy("People sent"), accessor="people", sort_key="people"),
        Column("state", label=gettext_lazy("Link"), accessor=state_of),
        DateColumn("last_used_at", label=gettext_lazy("Last booking"), sort_key="last_used_at"),
    ]
    list_export = ["structure", "name", "email", "phone", "organisation", "language", "people", "created_at", "last_used_at", "expires_at"]
    export_headings = {"people": gettext_lazy("People sent"), "phone": gettext_lazy("Phone")}
    export_filename = "prescripteurs"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("structure"), FieldPanel("organisation")], heading=gettext_lazy("Structure")),
            MultiFieldPanel(
                [FieldPanel("name"), FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("language")],
                heading=gettext_lazy("Who"),
                help_text=gettext_lazy("The link is sent to this e-mail, else to this mobile. Check with the person before you change it."),
            ),
        ],
        base_form_class=HelperForm,
    )


def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    helper = _helper(request, pk)
    if request.method == "POST":
        if links.new_link(helper):
            messages.success(request, _("A new link is on its way. The old one opens nothing any more."))
        else:
            messages.error(request, _("The old link is closed, but nothing could be sent: look at the e-mail and the phone."))
        return redirect(INSPECT, pk)
    warning = _("It goes to their own e-mail or mobile. The old link stops working at once.")
    return _screen(request, helper, title=_("Send a new link"), button=_("Send a new link"), warning=warning)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    helper = _helper(request, pk)
    if request.method == "POST":
        links.revoke(helper)
        messages.success(request, _("The link opens nothing any more."))
        return redirect(INSPECT, pk)
    warning = _("The seats they booked are kept. They cannot ask for another link: only you can send one.")
    return _screen(request, helper, title=_("Revoke the link"), button=_("Revoke the link"), warning=warning)


def _helper(request: HttpRequest, pk: int) -> Helper:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    return get_object_or_404(helpers_seen_by(cast("User", request.user), Helper.objects.kept()), pk=_number(pk))


def _screen(request: HttpRequest, helper: Helper, **context: Any) -> HttpResponse:
    facts = [(_("Name"), helper.name), (_("Structure"), helper.structure)]
    back = reverse(INSPECT, args=[helper.pk])
    context = {"form": None, "facts": facts, "subtitle": helper.structure, "back": back, **context}
    return render(request, "workshops/admin/action.html", context)


def _number(pk: Any) -> int:
    return int(pk) if str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19 else 0


def kept_seats(session: Session, request: HttpRequest) -> tuple[str, dict] | None:
    """On a session's page: the seats kept for structures, how many still without a name."""
    if not request.user.has_perm("workshops.view_seatblock"):
        return None
    unnamed = Seat.objects.filter(session=session, state=SeatState.CONFIRMED, participant=None)
    kept = SeatBlock.objects.filter(session=session).select_related("helper").order_by("created_at", "pk")
    left = dict(unnamed.order_by().values_list("key").annotate(n=Count("pk")))
    rows = [(block.helper.structure, block.count, left.get(block.key, 0)) for block in kept]
    return ("workshops/admin/kept_seats.html", {"rows": rows}) if rows else None


register("kept-seats", kept_seats, order=11)
