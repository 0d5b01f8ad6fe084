"""What every screen of the registration shows: the session in the side, the steps, the languages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from catalogue.agenda.cards import cards_for
from catalogue.agenda.models import Session
from core.languages import links_for_view
from core.tokens import looks_like_token

from ..course_sheet import index_url
from ..messages import meeting_words, meetings_of, place_of
from ..models import CoursePage, Registration
from ..words import steps_at

OTHERS = 3


def screen(
    request: HttpRequest, template: str, *, session: Session | None = None, step: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """Render a screen; ``session`` fills its side, ``step`` one of those of words.steps_at."""
    context |= {"language_links": links_for_view(request), "steps": steps_at(step) if step else [], "courses_url": index_url()}
    context |= sheet_of(session) if session is not None else {"card": None}
    return render(request, f"training/{template}.html", context, status=status)


def sheet_of(session: Session) -> dict[str, Any]:
    card = cards_for([session])[0]
    return {
        "session": session,
        "card": card,
        "meetings": [meeting_words(starts, ends) for starts, ends in meetings_of(session)],
        "place": place_of(card),
    }


def session_of(session_id: int) -> Session | None:
    """Return the session when a course that is published offers it."""
    session = Session.objects.select_related("place", "offer").filter(pk=session_id).first()
    if session is None or not CoursePage.objects.filter(pk=session.offer_id, live=True).exists():
        return None
    return session


def registration_of(token: str) -> Registration | None:
    if not looks_like_token(token):
        return None
    return Registration.objects.select_related("session", "session__place", "session__offer").filter(token=token).first()


def unless_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with the page of an address that opens nothing when the registration was erased while the view ran."""

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Registration.DoesNotExist:
            return gone(request)

    return found


def gone(request: HttpRequest, *, session: Session | None = None, sentence: str = "", status: int = 404) -> HttpResponse:
    """Say that it cannot be done, and offer the next dates of the course (or of any) and the list of courses."""
    others = Session.objects.upcoming().public().filter(offer__in=CoursePage.objects.live().values("pk"))
    if session is not None:
        others = others.exclude(pk=session.pk)
        same = others.filter(offer=session.offer_id)
        others = same if same.exists() else others
    found = list(others.open_for_booking(timezone.now()).with_free_seats().with_free().order_by("starts_at", "pk")[:OTHERS])
    return screen(request, "gone", status=status, sentence=sentence, others=cards_for(found))
