"""The first screen of the admin: what is coming, what is waiting for somebody, and where to begin."""

from datetime import timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from catalogue.agenda.models import Session
from catalogue.places.joining.visibility import applications_seen_by
from catalogue.places.models import ApplicationState, Place, RelayApplication
from catalogue.places.visibility import places_seen_by
from catalogue.workshops.calls.work_list import callbacks_for, calls_for
from core.models import Message
from core.models.message import MessageState

SOON = timedelta(days=14)


class CountItem(SummaryItem):
    """One number with its words, a link to the list it counts, shown to those who may see that list."""

    template_name = "home/admin/count.html"
    icon = "list-ul"
    permission = ""
    model: Any = None
    address = ""  # the name of the list's address, where it is no list of a model
    narrowed = ""  # what the list is narrowed by, such as "?state=failed"

    def is_shown(self) -> bool:
        return self.request.user.has_perm(self.permission)

    def get_context_data(self, parent_context) -> dict[str, Any]:
        number = self.count()
        return {"icon": self.icon, "number": number, "words": self.words(number), "url": self._url()}

    def _url(self) -> str:
        return f"{reverse(self.address) if self.address else list_url(self.model)}{self.narrowed}"

    def count(self) -> int:
        raise NotImplementedError

    def words(self, number: int) -> str:
        raise NotImplementedError


class SessionsSoon(CountItem):
    order = 10
    icon = "date"
    permission = "agenda.view_session"
    model = Session

    def count(self) -> int:
        now = timezone.now()
        return Session.objects.upcoming(now).filter(starts_at__lt=now + SOON).with_free_seats(now).count()

    def words(self, number: int) -> str:
        return ngettext("session with free seats in two weeks", "sessions with free seats in two weeks", number)


class MessagesToLookAt(CountItem):
    order = 20
    icon = "mail"
    permission = "core.view_message"
    model = Message

    def count(self) -> int:
        lost = [MessageState.FAILED, MessageState.UNKNOWN]
        return Message.objects.filter(state__in=lost, matters=True, handled_at=None).count()

    def words(self, number: int) -> str:
        return ngettext("message that did not arrive: call", "messages that did not arrive: call", number)


class CallsToMake(CountItem):
    """Calls asked for and calls to make, together."""

    order = 25
    icon = "mobile-alt"
    address = "call_desk:list"

    def is_shown(self) -> bool:
        return any(self.request.user.has_perm(f"workshops.view_{model}") for model in ("call", "callbackrequest"))

    def count(self) -> int:
        return callbacks_for(self.request.user).filter(done_at=None).count() + calls_for(self.request.user).count()

    def words(self, number: int) -> str:
        return ngettext("call to make", "calls to make", number)


class PlacesToLookAt(CountItem):
    order = 30
    icon = "warning"
    permission = "places.view_place"
    model = Place
    narrowed = "?to_look_at=any"

    def count(self) -> int:
        return places_seen_by(self.request.user).filter(archived_at=None).exclude(flags=[]).count()

    def words(self, number: int) -> str:
        return ngettext("place to check", "places to check", number)


class ApplicationsToRead(CountItem):
    order = 40
    icon = "form"
    permission = "places.view_relayapplication"
    model = RelayApplication

    def count(self) -> int:
        return applications_seen_by(self.request.user).filter(state=ApplicationState.RECEIVED).count()

    def words(self, number: int) -> str:
        return ngettext("relay application to read", "relay applications to read", number)


class WelcomePanel(Component):
    """A sentence, and the things done most often; each link is shown to those who may follow it."""

    name = "welcome"
    order = 50
    template_name = "home/admin/welcome.html"

    def __init__(self, request) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict[str, Any]:
        policy = PagePermissionPolicy()
        edits = policy.user_has_any_permission(self.request.user, {"add", "change"})
        return {"links": [link for link in self._links(edits) if link["url"]], "edits": edits}

    def _links(self, edits: bool) -> list[dict[str, str]]:
        may = self.request.user.has_perm
        figures = reverse("diagnostic_figures") if may("diagnostic.view_dailycount") else ""
        return [
            {"label": _("See the site"), "url": "/"},
            {"label": _("Edit a page"), "url": reverse("wagtailadmin_explore_root") if edits else ""},
            {"label": _("Look at the sessions"), "url": list_url(Session) if may("agenda.view_session") else ""},
            {"label": _("Keep the stock of my places"), "url": reverse("stock:mine") if may("places.change_stockitem") else ""},
            {"label": _("Look at the places"), "url": list_url(Place) if may("places.view_place") else ""},
            {
                "label": _("Read the figures of the diagnostic"),
                "url": figures,
            },
            {"label": _("Call those who wait for it"), "url": reverse("call_desk:list") if may("workshops.view_callbackrequest") else ""},
            {
                "label": _("Read the figures of the workshops"),
                "url": reverse("workshop_figures") if may("workshops.see_workshop_figures") else "",
            },
            {"label": _("Change a key figure"), "url": self._figures() if may("home.change_keyfigure") else ""},
        ]

    def _figures(self) -> str:
        from .models import KeyFigure

        return list_url(KeyFigure)


def list_url(model: Any) -> str:
    """Return the address of a model's list in the admin, or nothing where it has none."""
    snippets = getattr(model, "snippet_viewset", None)
    try:
        return reverse(snippets.get_url_name("list") if snippets else f"{model._meta.model_name}:index")
    except NoReverseMatch:
        return ""
