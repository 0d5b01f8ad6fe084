"""For somebody on the phone: find their bookings, book, move. Who they are travels in the body of a POST, never in an address."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError
from catalogue.agenda.languages import language_name
from catalogue.agenda.models import Session, SessionState
from core.models import User
from core.moments import distance
from core.phones import mask_phone, show_phone
from core.tokens import looks_like_token, new_token

from .. import moving
from ..calls import serving, session_search
from ..calls.work_list import callbacks_for
from ..models import Booking, CallbackRequest, WorkshopPage
from ..stage import Stage, stage_of
from ..visibility import seen_by
from .bookings import INSPECT, name_of, place_of, search, stage_words, when_of
from .call_desk import header
from .caller_forms import CallerForm, FindForm, MoveForm

MOST_FOUND = 50
MOVABLE = (Stage.CONFIRMED, Stage.WAITING, Stage.OFFERED, Stage.CALLED_OFF, Stage.GONE)
LIVE = (Stage.CONFIRMED, Stage.WAITING, Stage.OFFERED)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """The bookings of somebody on the phone, by name, number or reference; those one may see only."""
    user = cast("User", request.user)
    if not user.has_perm("workshops.view_booking"):
        raise PermissionDenied
    form = FindForm(request.POST if request.method == "POST" else None)
    rows: list[dict[str, Any]] | None = None
    if form.is_bound and form.is_valid():
        seen = seen_by(user, Booking.objects.submitted().filter(purged_at=None).with_people())
        over = Case(When(session__ends_at__gt=timezone.now(), then=Value(0)), default=Value(1))
        found = search(seen, form.cleaned_data["words"]).order_by(over, "session__starts_at", "pk")[:MOST_FOUND]
        rows = [found_row(booking, may_change=user.has_perm("workshops.change_booking")) for booking in found]
    context = {**header(_("Find a booking"), [(reverse("call_desk:list"), _("Call desk"))]), "form": form, "rows": rows, "most": MOST_FOUND}
    return render(request, "workshops/admin/find_booking.html", context)


def found_row(booking: Booking, *, may_change: bool) -> dict[str, Any]:
    """Return what a table of bookings shows of one, and where it is moved and cancelled."""
    stage = stage_of(booking)
    return {
        "reference": booking.reference,
        "url": reverse(INSPECT, args=[booking.pk]),
        "name": name_of(booking),
        "phone": show_phone(booking.contact_phone) if may_change else mask_phone(booking.contact_phone),
        "workshop": booking.offer.title if booking.offer else "—",
        "when": when_of(booking),
        "place": place_of(booking),
        "state": stage_words(booking),
        "move_url": reverse("call_desk:move", args=[booking.pk]) if may_change and stage in MOVABLE else "",
        "cancel_url": reverse("bookings_admin:cancel", args=[booking.pk]) if may_change and stage in LIVE else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Search in the address, the person in the form below: one press books in the caller's name."""
    user = cast("User", request.user)
    if not user.has_perm("workshops.add_booking"):
        raise PermissionDenied
    asked = _asked(user, request.GET.get("asked", ""))
    form = CallerForm(request.POST if request.method == "POST" else None, initial=_initial(asked))
    if form.is_bound and form.is_valid():
        booking = _book(user, form, asked)
        if booking is not None:
            waits = stage_of(booking) == Stage.WAITING
            words = _("%(name)s is on the waiting list.") if waits else _("%(name)s has a seat.")
            messages.success(request, f"{words % {'name': name_of(booking)}} {_('Reference: %(code)s') % {'code': booking.reference}}")
            seen = seen_by(user, Booking.objects.filter(pk=booking.pk)).exists()
            return redirect(INSPECT, booking.pk) if seen and user.has_perm("workshops.view_booking") else redirect("call_desk:list")
    return _choose(
        request,
        form,
        title=_("Book for a caller"),
        button=_("Book in the caller’s name"),
        back=reverse("call_desk:callback", args=[asked.pk]) if asked else reverse("call_desk:list"),
        asked=asked,
    )


def _book(user: User, form: CallerForm, asked: CallbackRequest | None) -> Booking | None:
    facts = dict(form.cleaned_data)
    names, key = [facts.pop("first_name"), *facts.pop("others")], facts.pop("key")
    facts["companions"] = facts["companions"] or 0
    facts["adult"] = facts.pop("adult_name"), facts.pop("adult_phone")
    session_id = _bookable(facts.pop("session"))
    if session_id is None:
        form.add_error(None, _("This session takes nobody any more. Choose another one."))
        return None
    try:
        return serving.book(session_id, key=key if looks_like_token(key) else new_token(), names=names, asked=asked, by=user, **facts)
    except SeatError:
        form.add_error(None, _("There is no room for them in this session. Choose another one, or tick the waiting list."))
        return None


def _bookable(session_id: int) -> int | None:
    """Return the id of a session of a published workshop; the seats themselves say whether it is open."""
    if session_id >= 2**63:
        return None
    workshops = WorkshopPage.objects.live().values("pk")
    return Session.objects.filter(pk=session_id, offer__in=workshops).exclude(state=SessionState.DRAFT).values_list("pk", flat=True).first()


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another session for the same people. Their old seats go to the first in line."""
    user = cast("User", request.user)
    if not user.has_perm("workshops.change_booking"):
        raise PermissionDenied
    seen = seen_by(user, Booking.objects.submitted().filter(purged_at=None).with_people())
    booking = get_object_or_404(seen, pk=pk)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        session_id = _bookable(form.cleaned_data["session"])
        try:
            if session_id is None:
                raise SeatError
            moving.move(booking, session_id, by_team=True, told=form.cleaned_data["told"])
        except SeatError:
            form.add_error(None, _("There is no room for them in this session. Choose another one."))
        else:
            messages.success(request, _("It is moved, and the person is told."))
            return redirect(INSPECT, booking.pk)
    return _choose(
        request,
        form,
        title=_("Move the booking"),
        button=_("Move to this session"),
        back=reverse(INSPECT, args=[booking.pk]),
        booking=booking,
    )


def _choose(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    asked: CallbackRequest | None = None,
    booking: Booking | None = None,
) -> HttpResponse:
    """The search of a session above, what is done with the one chosen below."""
    searched = session_search.search(_where(request.GET, booking), without=booking.session_id if booking else None)
    chosen = str(form["session"].value() or "")
    rows = [_session(session) for session in _with_chosen(searched.sessions, chosen)]
    total = searched.found.total
    context = {
        **header(title, [(reverse("call_desk:list"), _("Call desk"))]),
        "form": form,
        "searched": searched,
        "rows": rows,
        "chosen": chosen,
        "total": ngettext("%(n)s session", "%(n)s sessions", total) % {"n": total},
        "is_cut": total > len(rows),
        "asked": asked,
        "booking": booking,
        "subtitle": f"{booking.reference} · {name_of(booking)} · {when_of(booking)}" if booking else "",
        "button": button,
        "back": back,
    }
    return render(request, "workshops/admin/choose_session.html", context)


def _with_chosen(sessions: list[Session], chosen: str) -> list[Session]:
    """Return the sessions found, the one chosen before them when it is not among them: full meanwhile, or asked about."""
    if not (chosen.isascii() and chosen.isdigit()) or len(chosen) > 18 or any(session.pk == int(chosen) for session in sessions):
        return sessions
    bookable = _bookable(int(chosen))
    found = list(Session.objects.with_free().filter(pk=bookable).select_related("place", "offer")) if bookable else []
    for session in found:
        session.km = None
    return found + sessions


def _where(data: QueryDict, booking: Booking | None) -> dict[str, str]:
    """Return what was searched; a move begins with the same workshop near the same place."""
    values = {name: str(value) for name, value in data.items()}
    if booking is not None and not values:
        return session_search.beginning(booking.offer, booking.session)
    return values


def _session(session: Session) -> dict[str, Any]:
    return {
        "pk": str(session.pk),
        "title": session.offer.title,
        "when": date_format(session.starts_local, "l j F, H:i"),
        "place": f"{session.place_name}, {session.town}" if session.town else session.place_name,
        "km": distance(session.km) if session.km is not None else "",
        "language": language_name(session.language),
        "availability": availability_of(session, session.free).text,
    }


def _asked(user: User, typed: str) -> CallbackRequest | None:
    """Return the call that is being answered, if it is one of those the user sees and nobody closed."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    return callbacks_for(user).filter(pk=int(typed), done_at=None).first()


def _initial(asked: CallbackRequest | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"key": new_token(), "language": "fr"}
    if asked is not None:
        facts |= {"first_name": asked.first_name, "phone": show_phone(asked.phone), "language": asked.language}
        if asked.session_id:
            facts["session"] = asked.session_id
    return facts
