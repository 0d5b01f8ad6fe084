"""What the hosts' views share: showing a screen, and finding what is theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from catalogue.agenda.models import Session
from catalogue.agenda.seats.locking import LARGEST_ID
from core.languages import described, links_for_view

from ...models import Booking, Participant
from ..access import people_welcomed_by, sessions_welcomed_by
from ..shift import host_of, is_on, lasts_in_hours, on_shift


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a screen that no cache keeps and whose address no other site learns."""
    shared = {"languages": described(links_for_view(request)), "is_on_shift": is_on(request), "lasts": lasts_in_hours()}
    response = render(request, f"workshops/hosting/{template}", {**shared, **context}, status=status)
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def with_session(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the session, when the person on shift welcomes people at it."""

    @wraps(view)
    @on_shift
    def found(request: HttpRequest, session_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = sessions_welcomed_by(host_of(request)).select_related("offer", "place", "host")
        session = mine.filter(pk=session_id).first() if session_id <= LARGEST_ID else None
        return view(request, session, *args, **kwargs) if session is not None else gone(request)

    return found


def with_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view somebody on the list of one of the person's sessions, with the booking and its people."""

    @wraps(view)
    @on_shift
    def found(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        person = people_welcomed_by(host_of(request)).filter(pk=pk).first() if pk <= LARGEST_ID else None
        if person is None:
            return gone(request)
        booking = Booking.objects.with_people().get(pk=person.booking_id)
        own: Participant = next(one for one in booking.participants.all() if one.pk == person.pk)
        return view(request, own, booking, *args, **kwargs)

    return found


def gone(request: HttpRequest) -> HttpResponse:
    return show(request, "gone.html", {}, status=404)


def about(session: Session) -> dict[str, Any]:
    """The words that name a session at the top of a screen about it."""
    return {"session": session, "starts": session.starts_local, "session_title": session.offer.title}
