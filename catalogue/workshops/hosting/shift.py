"""A sign-in that lasts a shift: twelve hours at most, on a phone that may be lost or lent."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from core.models import User

from .access import may_welcome

LASTS = timedelta(hours=12)
_UNTIL = "host_until"
_LENT = "host_lent"
MOST_TRIES = 8
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, user: User) -> None:
    """Sign a person in for the shift; a sign-in to the admin does not count, for it lasts longer."""
    login(request, user, backend=BACKEND)
    request.session[_UNTIL] = (timezone.now() + LASTS).timestamp()
    request.session.set_expiry(int(LASTS.total_seconds()))


def is_on(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.session.get(_UNTIL, 0) > timezone.now().timestamp()


def end(request: HttpRequest) -> None:
    logout(request)


def host_of(request: HttpRequest) -> User:
    """Return who is on their shift."""
    return cast("User", request.user)


def lend(request: HttpRequest, session_id: int, code: str) -> None:
    """The phone is handed to visitors, for the question at the exit: nothing else opens until somebody gives the code."""
    request.session[_LENT] = {"session": session_id, "code": _sealed(code), "tries": 0}


def take_back(request: HttpRequest, code: str) -> bool:
    """Give the phone back to who knows the code; too many wrong ones end the shift, for a visitor may be trying."""
    lent = request.session.get(_LENT)
    if lent is None:
        return True
    if constant_time_compare(_sealed(code), lent["code"]):
        del request.session[_LENT]
        return True
    lent["tries"] += 1
    request.session.modified = True
    if lent["tries"] >= MOST_TRIES:
        end(request)
    return False


def lent_for(request: HttpRequest) -> int | None:
    """Return the session the phone is lent for; None when it is in the host's hand."""
    lent = request.session.get(_LENT)
    return lent["session"] if lent else None


def _sealed(code: str) -> str:
    return salted_hmac("hosting.lent", code).hexdigest()


def on_shift(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sign in first; who welcomes nobody reads whom to ask; a phone in a visitor's hand shows the question at the exit alone."""
    return _guarded(view, even_lent=False)


def on_shift_even_lent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same, for what a phone sends by itself while a visitor holds it."""
    return _guarded(view, even_lent=True)


def _guarded(view: Callable[..., HttpResponse], *, even_lent: bool) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        from .views.screens import show

        if not is_on(request):
            return _sign_in_first(request)
        if not may_welcome(host_of(request)):
            return show(request, "nowhere.html", {}, status=403)
        if not even_lent and (lent := lent_for(request)) is not None:
            return _only_the_question(request, lent)
        return view(request, *args, **kwargs)

    return guarded


def asks_for_data(request: HttpRequest) -> bool:
    """Whether it is the page's script that asks, and wants no page for an answer."""
    return request.headers.get("Accept", "").startswith("application/json")


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Return where to go after signing in: one of these screens, and nowhere else."""
    home = reverse("hosting:day")
    inside = "/accueil/" in wanted[:12] and len(wanted) < 300  # behind a language, or none
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if inside and allowed and wanted.startswith("/") else home


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if asks_for_data(request):
        return JsonResponse({"sign_in": reverse("hosting:sign_in")}, status=401)
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    query = f"?{urlencode({'next': wanted})}" if wanted and wanted != reverse("hosting:day") else ""
    return redirect(reverse("hosting:sign_in") + query)


def _only_the_question(request: HttpRequest, session_id: int) -> HttpResponse:
    if asks_for_data(request):
        return JsonResponse({"lent": True}, status=423)
    return redirect("hosting:faces", session_id=session_id)


def lasts_in_hours() -> int:
    return int(LASTS.total_seconds() // 3600)


assert BACKEND in settings.AUTHENTICATION_BACKENDS
