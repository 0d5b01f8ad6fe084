"""The list of the day, and what a phone sends from it."""

import json
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from ...calls.work_list import calls_for
from .. import marking
from ..access import places_of
from ..day import AROUND, day_of
from ..shift import host_of, on_shift, on_shift_even_lent
from .screens import gone, show

MOST_BYTES = 200_000


@require_safe
@on_shift
def day(request: HttpRequest, wanted: str = "") -> HttpResponse:
    """Today's list, or that of a day near; today's may be kept by the phone until the night."""
    asked = _day(wanted)
    if wanted and asked is None:
        return gone(request)
    user = host_of(request)
    shown = day_of(user, asked)
    until = _milliseconds(shown.until)
    context = {
        "day": shown,
        "wanted": wanted,
        "calls": calls_for(user).count(),
        "places": [] if shown.sittings else list(places_of(user)),
        "now_ms": _milliseconds(timezone.now()),
        "until_ms": until,
    }
    response = show(request, "day.html", context)
    if not wanted:
        response.headers["X-List-Until"] = str(until)  # what the service worker keeps, and until when
    return response


@require_safe
@on_shift
def state(request: HttpRequest) -> JsonResponse:
    """What stands now, for the page that is open: the marks of today's meetings, the server's clock, a fresh token."""
    shown = day_of(host_of(request))
    return _answer(request, marks=marking.marks_of(sitting.meeting for sitting in shown.sittings))


@require_POST
@on_shift_even_lent
def send(request: HttpRequest) -> JsonResponse:
    """Take the presses a phone kept; each is answered by what stands."""
    try:
        sent = json.loads(request.body) if len(request.body) <= MOST_BYTES else None
    except (ValueError, RecursionError):  # no JSON, or no UTF-8
        sent = None
    presses = sent.get("presses") if isinstance(sent, dict) else None
    if not isinstance(presses, list):
        return JsonResponse({"refused": True}, status=400)
    return _answer(request, done=marking.take(host_of(request), presses))


@require_POST
@on_shift
def press(request: HttpRequest) -> HttpResponse:
    """Mark one person, where there is no script: the list comes back at the same line."""
    seat, meeting, presence = _parts(request.POST.get("mark", ""))
    answer = marking.mark(host_of(request), seat, meeting, presence)
    if answer.refused:
        messages.warning(request, answer.refused)
    wanted = request.POST.get("day", "")
    back = reverse("hosting:day_of", args=[wanted]) if _day(wanted) else reverse("hosting:day")
    return redirect(f"{back}#p{seat}")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it keeps today's list readable without a network, and touches nothing beyond these addresses."""
    response = render(request, "workshops/hosting/worker.js", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the phone shows where it has no network: it holds nobody's name, and is kept beforehand."""
    return show(request, "offline.html", {"is_on_shift": False})


def _answer(request: HttpRequest, **data: Any) -> JsonResponse:
    response = JsonResponse({"now": _milliseconds(timezone.now()), "csrf": get_token(request), **data})
    add_never_cache_headers(response)
    return response


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _day(wanted: str) -> date | None:
    """Return a day near today, written as 2026-11-24."""
    try:
        day = date.fromisoformat(wanted[:20])
    except ValueError:
        return None
    return day if abs((day - timezone.localdate()).days) <= AROUND and wanted == day.isoformat() else None


def _parts(mark: str) -> tuple[int, int, str]:
    """Return the seat, the meeting and the presence of a button: "12-34-present"."""
    parts = mark[:60].split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts[:2]):
        return 0, 0, ""
    return marking.row_number(int(parts[0])), marking.row_number(int(parts[1])), parts[2]
