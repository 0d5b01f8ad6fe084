"""What the screens share: the private link is read, a stale or forged one gets a page that says what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.agenda.cards import SessionCard
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from core.throttle import too_many
from core.tokens import looks_like_token, new_token

from ...elsewhere import other_sessions
from ...models import Helper
from ...views.screens import page_of_offer, reason_of
from ...views.screens import show as show_screen
from .. import links

# Only links that open nothing are counted: one that works always does, whoever shares the address.
WRONG_LINKS_FROM_ONE_ADDRESS = 60


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return show_screen(request, f"helping/{template}", context, status=status)


def with_helper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the helper of a private link that works."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        helper = links.helper_with(token)
        if helper is None:
            return lost(request)
        if not helper.works():
            return closed(request, helper)
        return view(request, helper, **kwargs)

    return found


def lost(request: HttpRequest) -> HttpResponse:
    slow = too_many("helper links", request, most=WRONG_LINKS_FROM_ONE_ADDRESS, seconds=600)
    return show(request, "lost.html", {}, status=429 if slow else 404)


def closed(request: HttpRequest, helper: Helper) -> HttpResponse:
    """The link is over: one press sends another to the professional's own address. Revoked by the team: a call."""
    return show(request, "closed.html", {"helper": helper, "is_revoked": helper.revoked_at is not None}, status=410)


def tabs_of(helper: Helper, now: str) -> list[dict[str, Any]]:
    """Return the sections of a helper's space; ``now`` is "space", "sent", "kept" or "about"."""
    words = {"space": _("Free seats"), "sent": _("The people I sent"), "kept": _("Seats I keep"), "about": _("My details")}
    return [
        {"label": label, "url": reverse(f"workshops:helping:{name}", args=[helper.token]), "is_current": name == now}
        for name, label in words.items()
    ]


def key_in(posted: str) -> str:
    """Return the key that was drawn with a form, or a new one for a forged one."""
    return posted if looks_like_token(posted) else new_token()


def elsewhere(helper: Helper, session: Session) -> list[dict[str, Any]]:
    """Return at most three other sessions with free seats, each with the helper's own address of it."""
    return [addressed(helper, card) for card in other_sessions(session.offer, session)]


def addressed(helper: Helper, card: SessionCard) -> dict[str, Any]:
    return {"card": card, "url": reverse("workshops:helping:one", args=[helper.token, card.pk])}


def trouble(request: HttpRequest, helper: Helper, error: SeatError | str, session: Session | None = None) -> HttpResponse:
    """Say why a session cannot be had, and what can."""
    reason = error if isinstance(error, str) else reason_of(error)
    titles = {
        "missing": _("This workshop is no longer on our list."),
        "reserved": _("This workshop is kept for another structure."),
        "cancelled": _("This workshop is cancelled."),
        "past": _("This workshop is over."),
        "closed": _("Booking has closed for this workshop."),
        "not_open": _("Booking has not opened yet for this workshop."),
    }
    shown = session if reason not in ("missing", "reserved") else None
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "space"),
        "heading": titles.get(reason, _("We could not keep this seat.")),
        "explanation": shown.cancelled_reason if shown and reason == "cancelled" else "",
        "others": elsewhere(helper, shown) if shown else [],
        "back": page_of_offer(shown.offer) if shown else "",
    }
    return show(request, "trouble.html", context, status=404 if reason == "missing" else 409)
