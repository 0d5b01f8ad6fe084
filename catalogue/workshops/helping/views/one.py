"""Book for one person, then for the next: the same screen comes back clean, the session kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.agenda import seats
from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from core.tokens import new_token

from ...models import Booking, Helper
from ...permanences import appointments
from ...permanences.reasons import reasons_for
from ...stage import Stage, own_seat, stage_of
from ...tickets import ticket_of
from .. import blocks, booking_for, referring, sent
from ..forms import OnePersonForm
from .opening import elsewhere, key_in, show, tabs_of, trouble, with_helper

REFERENCE = 7  # letters


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def one(request: HttpRequest, helper: Helper, session_id: int) -> HttpResponse:
    try:
        session = booking_for.open_to(helper, session_id)
    except SeatError as error:
        return trouble(request, helper, error)
    if reason := session.why_closed():
        return trouble(request, helper, reason, session)
    facts: dict[str, Any] = {
        "minimum_age": session.offer.source.minimum_age,
        "comes_for": referring.choices_for(session),
        "reasons": reasons_for(session.offer) if referring.may_refer(session) else [],
    }
    if request.method == "POST":
        form = OnePersonForm(request.POST, **facts)
        if form.is_valid() and not appointments.beginnings([session], form.person().reason):
            form.add_error("reason", _("This hour is too short for it. Choose another hour below, or “Something else”."))
        if not form.is_valid():
            return _screen(request, helper, session, form)
        try:
            outcome = booking_for.book(
                helper,
                session.pk,
                [form.person()],
                key=key_in(form.cleaned_data["key"]),
                rest_waits=bool(request.POST.get("waits")),
            )
        except SeatError as error:
            return trouble(request, helper, error, session)
        if outcome.left:
            return _screen(request, helper, booking_for.open_to(helper, session_id), form, is_late=True)
        made = (outcome.booked + outcome.waiting)[0]
        return redirect(reverse("workshops:helping:one", args=[helper.token, session.pk]) + f"?fait={made.reference}")
    form = OnePersonForm(initial={"key": new_token(), "receives": _last_choice(helper)}, **facts)
    return _screen(request, helper, session, form)


def _screen(request: HttpRequest, helper: Helper, session: Session, form: OnePersonForm, *, is_late: bool = False) -> HttpResponse:
    availability = availability_of(session, session.free)
    mine = list(sent.coming(helper).filter(session=session))
    done = None if form.is_bound else _just_made(request.GET.get("fait", ""), mine)
    context: dict[str, Any] = {
        "helper": helper,
        "tabs": tabs_of(helper, "space"),
        "session": session,
        "ticket": ticket_of(session),
        "availability": availability,
        "form": form,
        "done": done,
        "done_waits": done is not None and stage_of(done) == Stage.WAITING,
        "done_position": seats.position(own_seat(done)) if done is not None and stage_of(done) == Stage.WAITING else 0,
        "mine": [one for one in sent.as_sent(mine) if done is None or one.booking.pk != done.pk],
        "coming": sum(stage_of(booking) == Stage.CONFIRMED for booking in mine),
        "is_late": is_late,
        "is_alone": session.capacity == 1,
        "can_keep": session.capacity > 1 and availability.can_book and timezone.now() < blocks.names_until(session),
        "others": elsewhere(helper, session) if not availability.can_book or "reason" in form.errors else [],
        "speaks_other": session.language != get_language(),
    }
    return show(request, "one.html", context, status=409 if is_late else 200)


def _just_made(reference: str, mine: list[Booking]) -> Booking | None:
    return next((booking for booking in mine if booking.reference == reference), None) if len(reference) == REFERENCE else None


def _last_choice(helper: Helper) -> str:
    """Return who received the messages last time: a helper seldom changes their mind. Never asked in vain: without a phone, it is them."""
    last = helper.bookings.exclude(phone="").order_by("-pk").values_list("receives", flat=True).first()
    return last or "person"
