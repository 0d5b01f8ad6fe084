"""What is counted: the people in the room, by looking round; and how people leave, on a phone that is handed to them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from catalogue.agenda.models import Session
from catalogue.agenda.seats.locking import LARGEST_ID

from .. import counting, shift
from ..access import may_welcome, sessions_welcomed_by
from ..forms import LendForm
from .screens import about, gone, show, with_session


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def tally(request: HttpRequest, session: Session) -> HttpResponse:
    """Small and large buttons; where there is no script, each press comes back to the same line."""
    if request.method == "POST":
        what, _dash, step = request.POST.get("count", "")[:40].partition(" ")
        if what in counting.Counted.values and step in ("1", "-1"):
            counting.count(session.pk, what, int(step), press_id=_press(request))
        return redirect(f"{request.path}#{what if what in counting.Counted.values else ''}")
    context = about(session) | {"groups": counting.lines_of(session.pk), "faces": counting.faces_of(session.pk), **_clock()}
    return show(request, "tally.html", context | {"press_id": uuid.uuid4()})


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def lend(request: HttpRequest, session: Session) -> HttpResponse:
    """Choose a code, then hand the phone over: nothing else opens on it until the code is given."""
    form = LendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        shift.lend(request, session.pk, form.cleaned_data["code"])
        return redirect("hosting:faces", session_id=session.pk)
    return show(request, "lend.html", about(session) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def faces(request: HttpRequest, session_id: int) -> HttpResponse:
    """Three large faces, for the person who leaves. A press is a number; nothing of the person is asked or kept."""
    lent = shift.lent_for(request)
    if not shift.is_on(request) or not may_welcome(shift.host_of(request)) or lent != session_id or session_id > LARGEST_ID:
        return redirect("hosting:day")
    session = sessions_welcomed_by(shift.host_of(request)).select_related("offer", "place").filter(pk=session_id).first()
    if session is None:
        shift.end(request)
        return gone(request)
    if request.method == "POST":
        what = request.POST.get("face", "")
        if what in counting.FACES:
            counting.count(session.pk, what, press_id=_press(request))
            return redirect(f"{request.path}?merci=1")
        return redirect(request.path)
    context = about(session) | {"thanked": "merci" in request.GET, "press_id": uuid.uuid4(), "faces": counting.FACES, **_clock()}
    return show(request, "faces.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """The host gives the code, and has the phone back."""
    lent = shift.lent_for(request)
    if not shift.is_on(request) or lent is None:
        return redirect("hosting:day")
    form = LendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if shift.take_back(request, form.cleaned_data["code"]):
            return redirect("hosting:tally", session_id=lent)
        if not shift.is_on(request):
            return redirect("hosting:sign_in")
        return show(request, "take_back.html", {"form": LendForm(), "lent": lent, "is_wrong": True})
    return show(request, "take_back.html", {"form": form, "lent": lent, "is_wrong": False})


def _press(request: HttpRequest) -> uuid.UUID:
    """The press's own number, drawn with the page, so that a double click is one."""
    try:
        return uuid.UUID(request.POST.get("press", "")[:40])
    except ValueError:
        return uuid.uuid4()


def _clock() -> dict[str, int]:
    return {"now_ms": int(timezone.now().timestamp() * 1000)}
