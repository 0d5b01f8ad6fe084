"""The journey over HTTP: read the state, apply one answer, show the next screen. What happens is in journey.py and answering.py.

None of these posts carries a CSRF token: they change nothing but the state in the visitor's own browser.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import answering, carrying, journey, screens
from .bank import QuestionBank, current_bank
from .journey import Screen
from .models import DiagnosticPage
from .results import finish, show_result
from .state import State
from .urgent_door import door_context, near_context

TEMPLATES = {
    journey.QUESTION: "diagnostic/question.html",
    journey.DOOR: "diagnostic/door.html",
    journey.NEAR: "diagnostic/near.html",
}


def own_posts_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and carrying.is_foreign(request):
            return lost(request, status=403)
        return view(request, *args, **kwargs)

    return guarded


@own_posts_only
def current(request: HttpRequest) -> HttpResponse:
    """Where the visitor left off."""
    state = carrying.state_of(request)
    if state is None:
        return HttpResponseRedirect(screens.address(Screen(journey.WHO)))
    return _go(request, state, current_bank(), journey.current(state, current_bank()))


@own_posts_only
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Any screen but a scored question."""
    if name not in journey.SCREENS or name == journey.QUESTION:
        raise Http404
    state = carrying.state_of(request)
    if state is None:
        if name != journey.WHO:
            return lost(request)
        state = State()
    bank = current_bank()
    screen = Screen(name)
    if request.method != "POST":
        return _show(request, state, bank, screen)
    if name in (journey.NEAR, journey.DOOR):
        return _answer_place(request, state, bank, screen)
    need = journey.NEED_OF[name]
    raw = request.POST.getlist("answer")
    move = request.POST.get("go", "")
    if move in ("back", "stop") and not raw:
        return _move(request, state, bank, screen, move)
    error = answering.answer_need(state, need, raw)
    if move in ("back", "stop"):
        return _move(request, state, bank, screen, move)
    if error:
        return _render(request, state, bank, screen, error=error, chosen=raw)
    return _go(request, state, bank, journey.after(screen, state, bank))


@own_posts_only
def question(request: HttpRequest, number: int) -> HttpResponse:
    """A scored question, by its rank."""
    state = carrying.state_of(request)
    if state is None:
        return lost(request)
    bank = current_bank()
    screen = Screen(journey.QUESTION, min(number, 999))
    if request.method != "POST":
        return _show(request, state, bank, screen)
    code, raw, move = request.POST.get("code", ""), request.POST.get("answer", ""), request.POST.get("go", "")
    if move in ("back", "stop") and not raw:
        return _move(request, state, bank, screen, move)
    error = answering.answer_question(state, bank, code, raw)
    rank = answering.rank_of(state, bank, code)
    if move in ("back", "stop"):
        return _move(request, state, bank, Screen(journey.QUESTION, rank) if rank else screen, move)
    if error and journey.is_open(screen, state, bank):
        return _render(request, state, bank, screen, error=error, chosen=[raw])
    return _go(request, state, bank, journey.after(Screen(journey.QUESTION, rank), state, bank))


@own_posts_only
def erase(request: HttpRequest) -> HttpResponse:
    """Forget everything, in every language, and go back to the start."""
    response = HttpResponseRedirect(start_url())
    return carrying.drop(response) if request.method == "POST" else response


@require_http_methods(["GET", "HEAD"])
def result(request: HttpRequest, token: str) -> HttpResponse:
    return show_result(request, token)


def lost(request: HttpRequest, status: int = 200) -> HttpResponse:
    """Nothing is known of this visitor any more: say so kindly, and offer to start again."""
    context = {"start_url": screens.address(Screen(journey.WHO)), "language_links": []}
    return render(request, "diagnostic/lost.html", context, status=status)


def start_url() -> str:
    """The start page in the active language, else the first screen."""
    page = DiagnosticPage.objects.live().filter(locale__language_code=get_language()).first()
    return (page and page.get_url()) or screens.address(Screen(journey.WHO))


def _answer_place(request: HttpRequest, state: State, bank: QuestionBank, screen: Screen) -> HttpResponse:
    """ "Near where?", on its own screen or beside the door for what cannot wait."""
    move = request.POST.get("go", "")
    at_door = screen.name == journey.DOOR
    if move == "back":
        return _move(request, state, bank, screen, move)
    if move == "stop":  # at the door: the result at once, without questions
        answering.stop(state)
        return _go(request, state, bank, journey.current(state, bank))
    if at_door and move == "on":
        state.past_door = True
        state.touched()
        return _go(request, state, bank, journey.after(screen, state, bank))
    if not at_door and move == "skip":
        answering.skip_near(state)
        return _go(request, state, bank, journey.current(state, bank))
    answer = answering.answer_near(state, request.POST)
    if answer.near is None:
        return _render(request, state, bank, screen, near=answer)
    return _go(request, state, bank, screen if at_door else journey.current(state, bank))


def _move(request: HttpRequest, state: State, bank: QuestionBank, screen: Screen, move: str) -> HttpResponse:
    if move == "stop":
        answering.stop(state)
        return _go(request, state, bank, journey.current(state, bank))
    return _go(request, state, bank, journey.before(screen, state, bank) or Screen(journey.WHO))


def _go(request: HttpRequest, state: State, bank: QuestionBank, screen: Screen) -> HttpResponse:
    """Send on to a screen: by its address when the cookie is there, else by showing it at once."""
    if screen.name == journey.RESULT:
        token = finish(state, bank)
        response: HttpResponse = HttpResponseRedirect(reverse("diagnostic:result", args=[token]))
        return carrying.carry(response, state, secure=request.is_secure())
    if carrying.keeps_cookies(request) or request.method != "POST":
        response = HttpResponseRedirect(screens.address(screen))
        return carrying.carry(response, state, secure=request.is_secure())
    return _render(request, state, bank, screen)


def _show(request: HttpRequest, state: State, bank: QuestionBank, screen: Screen) -> HttpResponse:
    """Answer a GET: the screen asked for when the visitor may be on it, else the one they are at."""
    if not journey.is_open(screen, state, bank):
        target = journey.current(state, bank)
        if target.name == journey.RESULT or request.GET.get(carrying.LINK) is None:
            return _go(request, state, bank, target)
        screen = target
    return _render(request, state, bank, screen)


def _render(request: HttpRequest, state: State, bank: QuestionBank, screen: Screen, *, near=None, **changes) -> HttpResponse:
    context = screens.screen_context(screen, state, bank, **changes)
    context["language_links"] = carrying.language_links(screen, state)
    if screen.name == journey.NEAR:
        context |= near_context(state, near)
    elif screen.name == journey.DOOR:
        context |= near_context(state, near) | door_context(state, request)
    response = render(request, TEMPLATES.get(screen.name, "diagnostic/need.html"), context)
    return carrying.carry(response, state, secure=request.is_secure())
