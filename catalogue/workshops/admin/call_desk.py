"""The call desk: calls asked for and calls to make in one list, and the page of each."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.agenda.models import Session
from core.local_time import at_place
from core.models import User
from core.phones import show_phone

from ..calls import following
from ..calls.following import Followed
from ..calls.languages import SPOKEN, spoken_name
from ..calls.session_search import beginning
from ..calls.work_list import ALL, MINE, NOBODY_S, Line, callbacks_for, calls_for, work_list, zone_of
from ..models import Call, CallbackRequest, Outcome
from .bookings import INSPECT

MOST_TRIES = 3  # then one may give up


def may_see(user: Any) -> bool:
    return user.has_perm("workshops.view_call") or user.has_perm("workshops.view_callbackrequest")


@require_http_methods(["GET", "HEAD"])
def desk(request: HttpRequest) -> HttpResponse:
    """Both kinds of calls, the most pressing first; ``?whose=mine|nobody``, ``?language=``, ``?p=``."""
    user = cast("User", request.user)
    if not may_see(user):
        raise PermissionDenied
    whose = request.GET.get("whose", "")
    whose = whose if whose in (MINE, NOBODY_S) else ALL
    language = request.GET.get("language", "")
    language = language if language in dict(SPOKEN) else ""
    page = request.GET.get("p", "")
    found = work_list(user, whose=whose, language=language, page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1)
    kept = {name: value for name, value in (("whose", whose), ("language", language)) if value}
    return render(
        request,
        "workshops/admin/call_desk.html",
        {
            **header(_("Call desk")),
            "rows": [_row(line) for line in found.lines],
            "found": found,
            "whose": whose,
            "whose_choices": [(ALL, _("Everybody’s")), (MINE, _("Mine")), (NOBODY_S, _("Nobody’s"))],
            "language": language,
            "languages": [(code, spoken_name(code)) for code, _own in SPOKEN],
            "kept": urlencode(kept),
            "may_book": user.has_perm("workshops.add_booking"),
            "may_find": user.has_perm("workshops.view_booking"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def callback(request: HttpRequest, pk: int) -> HttpResponse:
    """A call that was asked for: whom, when, about what; and what became of it."""
    asked = get_object_or_404(callbacks_for(cast("User", request.user)), pk=pk)
    if request.method == "POST":
        return _follow(request, asked, "workshops.change_callbackrequest")
    return _page(
        request,
        asked,
        title=_("Call back %(name)s") % {"name": asked.first_name},
        facts=[
            (_("When it suits"), asked.get_suits_display()),
            (_("Promised"), _between(asked)),
            (_("About"), about(asked)),
            (_("Asked on"), _moment(asked.created_at)),
        ],
        book_url=f"{reverse('call_desk:book')}?{urlencode(_search_of(asked))}" if asked.done_at is None else "",
        booking_url=reverse(INSPECT, args=[asked.booking_id]) if asked.booking_id else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """A call the team has to make: what to say, and the button that takes it off the list."""
    to_make = get_object_or_404(calls_for(cast("User", request.user)), pk=pk)
    if request.method == "POST":
        return _follow(request, to_make, "workshops.change_call")
    booking = to_make.booking
    facts = [
        (_("What to say"), to_make.get_reason_display()),
        (_("Workshop"), booking.offer.title if booking.offer else "—"),
        (_("When"), _when(booking.session)),
        (_("Call before"), _moment(to_make.call_by, zone_of(to_make))),
    ]
    return _page(
        request,
        to_make,
        title=_("Call %(name)s") % {"name": name_of(to_make) or booking.reference},
        facts=facts,
        book_url="",
        booking_url=reverse(INSPECT, args=[booking.pk]),
    )


def _page(
    request: HttpRequest, followed: Followed, *, title: str, facts: list[tuple[str, Any]], book_url: str, booking_url: str
) -> HttpResponse:
    user = cast("User", request.user)
    kind = "callbackrequest" if isinstance(followed, CallbackRequest) else "call"
    outcomes = following.outcomes_of(followed)
    context = {
        **header(title, [(reverse("call_desk:list"), _("Call desk"))]),
        "call": followed,
        "phone": show_phone(phone_of(followed)),
        "dialled": phone_of(followed),
        "language": spoken_name(language_of(followed)),
        "facts": facts,
        "is_mine": followed.owner_id == user.pk,
        "may_change": followed.done_at is None and user.has_perm(f"workshops.change_{kind}"),
        "outcomes": [(outcome.value, outcome.label) for outcome in outcomes if outcome != Outcome.UNREACHABLE or followed.tries],
        "has_tried_enough": followed.tries >= MOST_TRIES,
        "tried": _moment(followed.tried_at) if followed.tried_at else "",
        "done": _moment(followed.done_at) if followed.done_at else "",
        "book_url": book_url if user.has_perm("workshops.add_booking") else "",
        "booking_url": booking_url if user.has_perm("workshops.view_booking") else "",
        "find_url": reverse("call_desk:find") if user.has_perm("workshops.view_booking") else "",
    }
    return render(request, "workshops/admin/call.html", context)


def _follow(request: HttpRequest, followed: Followed, permission: str) -> HttpResponse:
    """Take it, give it back, count a call without an answer, or close it; then back to the list, or to the call one looks after."""
    user = cast("User", request.user)
    if not user.has_perm(permission):
        raise PermissionDenied
    do, here = request.POST.get("do", ""), redirect(request.path)
    if do == "take":
        instead = request.POST.get("instead_of", "")
        known = int(instead) if instead.isascii() and instead.isdigit() and len(instead) < 19 else None
        if not following.take(followed, user, instead_of=known):
            messages.error(request, _("Somebody else took this call meanwhile."))
        return here
    if do == "give_back":
        following.give_back(followed, user)
        return redirect("call_desk:list")
    if do == "no_answer":
        following.no_answer(followed)
        messages.success(request, _("It is counted. The call stays on the list."))
        return redirect("call_desk:list")
    outcome = request.POST.get("outcome", Outcome.TOLD if isinstance(followed, Call) else "")
    if outcome not in following.outcomes_of(followed):
        messages.error(request, _("Say how the call ended."))
        return here
    if following.close(followed, user, outcome):
        messages.success(request, _("Thank you: it is off the list."))
    return redirect("call_desk:list")


def header(title: str, before: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """Return what Wagtail's header shows."""
    crumbs = [{"url": url, "label": label} for url, label in before or []]
    return {"header_title": title, "header_icon": "mobile-alt", "breadcrumbs_items": [*crumbs, {"url": "", "label": title}]}


def name_of(followed: Followed) -> str:
    if isinstance(followed, CallbackRequest):
        return followed.first_name
    return followed.booking.participant.first_name if followed.booking.participant else ""


def phone_of(followed: Followed) -> str:
    return followed.phone if isinstance(followed, CallbackRequest) else followed.booking.contact_phone


def language_of(followed: Followed) -> str:
    return followed.language if isinstance(followed, CallbackRequest) else followed.booking.language


def about(asked: CallbackRequest) -> str:
    """Return the workshop and the session a call is about, in words; "—" when it is about nothing in particular."""
    if asked.session is not None:
        return f"{asked.session.offer.title} · {_when(asked.session)} · {asked.session.place_name}"
    return asked.offer.title if asked.offer else "—"


def _row(line: Line) -> dict[str, Any]:
    one = line.call
    if isinstance(one, CallbackRequest):
        what, detail = _("asks to be called"), about(one)
        url = reverse("call_desk:callback", args=[one.pk])
    else:
        what, detail = one.get_reason_display(), f"{one.booking.offer.title if one.booking.offer else '—'} · {_when(one.booking.session)}"
        url = reverse("call_desk:call", args=[one.pk])
    return {
        "url": url,
        "name": name_of(one) or "—",
        "phone": show_phone(phone_of(one)) or _("no number"),
        "language": spoken_name(language_of(one)),
        "what": what,
        "detail": "" if detail == "—" else detail,
        "by": date_format(line.by, "j F, H:i"),
        "is_late": line.is_late,
        "tries": one.tries,
        "owner": str(one.owner.get_full_name() or one.owner) if one.owner else "",
    }


def _search_of(asked: CallbackRequest) -> dict[str, str]:
    """Return where the search of a session for this caller begins: near the place asked about, that workshop. Nothing personal."""
    offer = asked.offer or (asked.session.offer if asked.session else None)
    return {"asked": str(asked.pk), **beginning(offer, asked.session)}


def _when(session: Session | None) -> str:
    return date_format(session.starts_local, "l j F, H:i") if session else "—"


def _moment(moment, zone: str = "") -> str:
    return date_format(at_place(moment, zone), "l j F, H:i")


def _between(asked: CallbackRequest) -> str:
    begins, ends = at_place(asked.call_from), at_place(asked.call_by)
    return _("%(day)s, between %(start)s and %(end)s") % {
        "day": date_format(begins, "l j F"),
        "start": date_format(begins, "H:i"),
        "end": date_format(ends, "H:i"),
    }
