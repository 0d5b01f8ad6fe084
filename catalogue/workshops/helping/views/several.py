"""Book for a whole list: paste, look, book. More people than seats: the others wait, or go elsewhere, nothing typed again."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from core.text import fold
from core.tokens import looks_like_token, new_token

from ...models import Helper
from ...models.helping import MOST_SEATS
from ...stage import Stage
from ...tickets import ticket_of
from .. import booking_for, rows, sent
from ..forms import ForAllForm
from ..reading_lists import MOST_READ, read_list
from .opening import elsewhere, key_in, show, tabs_of, trouble, with_helper


@dataclass
class Screen:
    """What the screen of a list shows: the box to paste in (``rows`` empty), or the rows that were read."""

    rows: list[rows.Row]
    for_all: ForAllForm
    key: str
    text: str = ""
    later: str = ""
    is_empty: bool = False
    is_checked: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def several(request: HttpRequest, helper: Helper, session_id: int) -> HttpResponse:
    try:
        session = booking_for.open_to(helper, session_id)
    except SeatError as error:
        return trouble(request, helper, error)
    if reason := session.why_closed():
        return trouble(request, helper, reason, session)
    if request.method != "POST":
        return _show(request, helper, session, Screen([], ForAllForm(), new_token()))
    step = request.POST.get("step", "")
    if step == "read":
        return _read(request, helper, session)
    found = rows.posted(request.POST)
    for_all = ForAllForm(request.POST)
    screen = Screen(found, for_all, key_in(request.POST.get("key", "")), later=_later(request), is_checked=step in ("book", "wait"))
    if step == "move":  # from another session: looked at again, under a new key
        screen.key = new_token()
    if not found:
        return _show(request, helper, session, Screen([], ForAllForm(), new_token(), text=_later(request)))
    taken = [row for row in found if row.is_taken]
    if step not in ("book", "wait") or not taken or rows.problems_of(taken) or not for_all.is_valid():
        return _show(request, helper, session, screen)
    common = {"receives": for_all.cleaned_data["receives"], "shares_attendance": for_all.cleaned_data["shares_attendance"]}
    try:
        outcome = booking_for.book(
            helper, session.pk, [row.form.person(row.number, **common) for row in taken], key=screen.key, rest_waits=step == "wait"
        )
    except SeatError as error:
        return trouble(request, helper, error, session)
    if outcome.left or screen.later:
        return _go_on(request, helper, session_id, screen, outcome)
    return redirect("workshops:helping:done", token=helper.token, key=screen.key)


def _read(request: HttpRequest, helper: Helper, session: Session) -> HttpResponse:
    text = request.POST.get("text", "")[:MOST_READ].replace("\x00", "")
    people = read_list(text)
    if not people:
        return _show(request, helper, session, Screen([], ForAllForm(), new_token(), text=text, is_empty=True))
    known = {
        (fold(person.first_name), booking.phone)
        for booking in sent.coming(helper).filter(session=session)
        for person in booking.participants.all()
    }
    screen = Screen(rows.pasted(people, known), ForAllForm(), new_token(), later=rows.written(people[MOST_SEATS:]))
    return _show(request, helper, session, screen)


def _go_on(request: HttpRequest, helper: Helper, session_id: int, screen: Screen, outcome: booking_for.Outcome) -> HttpResponse:
    """Some have a seat; the others stay on the screen with what was typed, or the rest of the list is next."""
    session = booking_for.open_to(helper, session_id)
    screen.rows = [row for row in screen.rows if row.number in outcome.left]
    screen.is_checked = False
    if not screen.rows:
        screen = Screen([], ForAllForm(), new_token(), text=screen.later)
    return _show(request, helper, session, screen, outcome=outcome, batch=request.POST.get("key", ""))


def _show(
    request: HttpRequest,
    helper: Helper,
    session: Session,
    screen: Screen,
    *,
    outcome: booking_for.Outcome | None = None,
    batch: str = "",
) -> HttpResponse:
    taken = [row for row in screen.rows if row.is_taken]
    problems = rows.problems_of(taken)
    availability = availability_of(session, session.free)
    are_too_many = len(taken) > session.free
    context: dict[str, Any] = {
        "helper": helper,
        "tabs": tabs_of(helper, "space"),
        "session": session,
        "ticket": ticket_of(session),
        "availability": availability,
        "screen": screen,
        "numbers": rows.numbers_of(screen.rows),
        "problems": problems if screen.rows else [],
        "error": bool(problems) or screen.is_empty,
        "taken": len(taken),
        "too_many": are_too_many,
        "missing": len(taken) - session.free,
        "nobody": screen.is_checked and not taken,
        "booked": sent.as_sent(outcome.booked) if outcome else [],
        "waiting": sent.as_sent(outcome.waiting) if outcome else [],
        "batch": batch if looks_like_token(batch) else "",
        "others": elsewhere(helper, session) if (are_too_many and screen.rows) or not availability.can_book else [],
    }
    return show(request, "several.html", context)


@require_safe
@with_helper
def done(request: HttpRequest, helper: Helper, key: str) -> HttpResponse:
    """Who has a seat, who waits: the page to keep, with all the slips at once."""
    made = list(sent.of_helper(helper).filter(key__startswith=f"{key}-").order_by("pk")) if looks_like_token(key) else []
    if not made:
        return redirect("workshops:helping:sent", token=helper.token)
    people = sent.as_sent(made)
    session = made[0].session
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "sent"),
        "key": key,
        "ticket": ticket_of(session) if session else None,
        "session": session,
        "booked": [one for one in people if one.stage == Stage.CONFIRMED],
        "waiting": [one for one in people if one.stage in (Stage.WAITING, Stage.OFFERED)],
        "again_url": reverse("workshops:helping:several", args=[helper.token, session.pk]) if session else "",
    }
    return show(request, "done.html", context)


def _later(request: HttpRequest) -> str:
    return request.POST.get("later", "")[: rows.MOST_LATER].replace("\x00", "").strip()
