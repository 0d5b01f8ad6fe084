"""How the state travels: an encrypted cookie kept to the diagnostic's own address, a hidden field beside it for those
who refuse cookies, and a sealed link when the visitor changes language (the cookie stays on its side of the address).
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from .journey import Screen
from .screens import address
from .state import LASTS, State, newest, seal_state, unseal_state

COOKIE = "faire-le-point"  # a name for each language, so that one answer can erase them all
FIELD = "state"
LINK = "suite"


def state_of(request: HttpRequest) -> State | None:
    """Return the newest state this request brings, or None."""
    return newest(
        unseal_state(request.POST.get(FIELD, "")),
        unseal_state(request.COOKIES.get(cookie_name(), "")),
        unseal_state(request.GET.get(LINK, "")),
    )


def keeps_cookies(request: HttpRequest) -> bool:
    """Tell whether the visitor's browser gave our cookie back."""
    return cookie_name() in request.COOKIES


def carry(response: HttpResponse, state: State, *, secure: bool) -> HttpResponse:
    response.set_cookie(cookie_name(), seal_state(state), max_age=LASTS, path=cookie_path(), secure=secure, httponly=True, samesite="Lax")
    return response


def drop(response: HttpResponse) -> HttpResponse:
    """Erase the state in every language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            response.delete_cookie(cookie_name(), path=cookie_path(), samesite="Lax")
    return response


def cookie_name() -> str:
    return f"{COOKIE}-{get_language()}"


def cookie_path() -> str:
    """/diagnostic/, /en/diagnostic/, /ar/diagnostic/."""
    return reverse("diagnostic:current").removesuffix("etape/")


def language_links(screen: Screen, state: State) -> list[dict[str, str]]:
    """The same screen in each language, the sealed state going along."""
    sealed = seal_state(state)
    links = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            links.append({"code": code, "url": f"{address(screen)}?{LINK}={sealed}"})
    return links


def is_foreign(request: HttpRequest) -> bool:
    """Tell whether another site made this browser post here. These posts carry no CSRF token: they change nothing but
    the visitor's own state, which lives in their browser; a foreign one could only replace it."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site"
