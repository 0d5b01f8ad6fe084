"""Three short screens: the team, the contact, the check. What is typed is kept from the first one on, behind a token."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError, SessionClosed, SessionFull, SessionReserved
from catalogue.agenda.models import Session
from core.throttle import pause, too_many
from core.tokens import looks_like_token, new_token

from ..change_seats import MOST_SEATS
from ..forms import ContactForm, TeamForm
from ..models import Registration
from ..register import CONTACT_FIELDS, HELD_MINUTES, TEAM_FIELDS, NotOpen, begin, change_contact, change_team, send
from ..words import sentence_for
from .screens import gone, registration_of, screen, session_of, unless_gone

# In the time a hold lasts; each may hold up to fifty seats.
REQUESTS_FROM_ONE_ADDRESS = 20

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def start(request: HttpRequest, session_id: int) -> HttpResponse:
    """First screen: how many, and which organisation. The POST holds the seats."""
    session = session_of(session_id)
    if session is None:
        return gone(request, sentence=sentence_for(SessionClosed("missing")))
    reason = session.why_closed()
    if reason:
        return gone(request, session=session, sentence=sentence_for(SessionClosed(reason)), status=200)
    if not _may_register(request, session):
        return _reserved(request, session)
    if request.method != "POST":
        return _team_screen(request, session, TeamForm(most=_most(session)), key=new_token())
    key = request.POST.get("key", "")
    key = key if looks_like_token(key) else new_token()
    form = TeamForm(request.POST, most=_most(session))
    waits = "waits" in request.POST
    if not form.is_valid():
        return _team_screen(request, session, form, key=key)
    if too_many("registrations", request, most=REQUESTS_FROM_ONE_ADDRESS, seconds=HELD_MINUTES * 60):
        return gone(request, session=session, sentence=pause(), status=429)
    try:
        registration = begin(
            session.pk, form.team, key=key, language=get_language() or "fr", waits=waits, by_team=_is_team(request, session)
        )
    except SessionFull as error:
        form.add_error("seat_count", sentence_for(error))
        return _team_screen(request, session, form, key=key, is_full=True)
    except SeatError as error:
        return gone(request, session=session, sentence=sentence_for(error))
    return redirect("training:contact", registration.token)


@page
@unless_gone
def team(request: HttpRequest, token: str) -> HttpResponse:
    """The first screen again, to correct it."""
    registration, answer = _open_registration(request, token)
    if registration is None:
        return answer
    session = registration.session
    if request.method != "POST":
        initial = {name: getattr(registration, name) for name in TEAM_FIELDS}
        return _team_screen(request, session, TeamForm(initial=initial, most=_most(session)), registration=registration)
    form = TeamForm(request.POST, most=_most(session))
    if not form.is_valid():
        return _team_screen(request, session, form, registration=registration)
    try:
        change_team(registration.pk, form.team, waits="waits" in request.POST)
    except SessionFull as error:
        form.add_error("seat_count", sentence_for(error))
        return _team_screen(request, session, form, registration=registration, is_full=True)
    except (SeatError, NotOpen) as error:
        return _refused(request, registration, error)
    return redirect("training:check" if registration.contact_email else "training:contact", token)


@page
@unless_gone
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """Second screen: whom we write to, who signs, who pays."""
    registration, answer = _open_registration(request, token)
    if registration is None:
        return answer
    form = ContactForm(request.POST or None, initial={name: getattr(registration, name) for name in CONTACT_FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            change_contact(registration.pk, form.contact)
        except (SeatError, NotOpen) as error:
            return _refused(request, registration, error)
        return redirect("training:check", token)
    return screen(request, "contact", session=registration.session, step="contact", form=form, registration=registration)


@page
@unless_gone
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Third screen: everything on one page, then one button."""
    registration, answer = _open_registration(request, token)
    if registration is None:
        return answer
    if not registration.contact_email:
        return redirect("training:contact", token)
    problem = None
    if request.method == "POST":
        try:
            send(registration.pk, by_team=_is_team(request, registration.session))
        except (SeatError, NotOpen) as error:
            if not isinstance(error, SeatError) or isinstance(error, SessionClosed | SessionReserved):
                return _refused(request, registration, error)
            problem = sentence_for(error)
        else:
            return redirect("training:registration", token)
    return screen(request, "check", session=registration.session, step="check", registration=registration, problem=problem)


def _team_screen(
    request: HttpRequest,
    session: Session,
    form: TeamForm,
    *,
    registration: Registration | None = None,
    key: str = "",
    is_full: bool = False,
) -> HttpResponse:
    fresh = Session.objects.with_free().select_related("place").get(pk=session.pk)
    availability = availability_of(fresh, fresh.free)
    may_wait = fresh.has_waiting_list and (is_full or availability.is_full)
    holds = registration is not None and not registration.waits
    return screen(
        request,
        "team",
        session=session,
        step="team",
        form=form,
        key=key,
        registration=registration,
        may_wait=may_wait,
        may_take=holds or not availability.is_full,
    )


def _open_registration(request: HttpRequest, token: str) -> tuple[Registration | None, HttpResponse]:
    """Return the request being filled in; or None and where to go instead."""
    registration = registration_of(token)
    if registration is None:
        return None, gone(request)
    if registration.was_sent:
        return None, redirect("training:registration", token)
    if reason := registration.session.why_closed():
        return None, gone(request, session=registration.session, sentence=sentence_for(SessionClosed(reason)), status=200)
    if not _may_register(request, registration.session):
        return None, _reserved(request, registration.session)
    return registration, HttpResponseRedirect("")


def _may_register(request: HttpRequest, session: Session) -> bool:
    return not session.reserved_to_id or _is_team(request, session)


def _is_team(request: HttpRequest, session: Session) -> bool:
    """Tell whether the training team fills this in. Asked for a reserved session only: nobody else's sign-in is looked at."""
    return bool(session.reserved_to_id) and request.user.has_perm("training.change_registration")


def _reserved(request: HttpRequest, session: Session) -> HttpResponse:
    return gone(request, session=session, sentence=sentence_for(SessionReserved()), status=409)


def _refused(request: HttpRequest, registration: Registration, error: Exception) -> HttpResponse:
    """Somebody else, or the same person in another window, went faster: show where things are."""
    if not isinstance(error, SeatError):
        return redirect("training:registration", registration.token)
    return gone(request, session=registration.session, sentence=sentence_for(error), status=200)


def _most(session: Session) -> int:
    return min(session.capacity, MOST_SEATS)
