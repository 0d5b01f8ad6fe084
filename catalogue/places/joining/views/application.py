"""The application of a structure: a plain page, an e-mail, then small screens behind a private link. GET changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from core.languages import links_for_view
from core.steps import steps_at
from core.tokens import looks_like_token, new_token

from ...models import ApplicationState, RelayApplication
from .. import agreement, applying
from ..answers import answers_of
from ..forms import EmailAgainForm, EmailForm
from ..limits import must_wait
from ..messages import visit_in_words
from ..screens import BY_SLUG, PHASES, SCREENS, Screen, initial_of
from ..week_form import COPY, WeekForm, copied

page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What a relay is, what it brings and asks, how long it takes. The same for everyone."""
    return render(request, "places/joining/about.html", {"language_links": links_for_view(request)})


@page
def begin(request: HttpRequest) -> HttpResponse:
    """Ask an e-mail; the POST writes an empty application and sends its link."""
    key = request.POST.get("key", "")
    key = key if looks_like_token(key) else new_token()
    form = EmailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if problem := must_wait("applications", request):
            return _show(request, "begin", form=form, key=key, problem=problem, status=429)
        application = applying.begin(form.cleaned_data["email"], key=key, language=get_language() or "fr")
        return redirect("joining:step", application.token, next(iter(SCREENS.values())).slug)
    return _show(request, "begin", form=form, key=key, problem="")


@page
def link_again(request: HttpRequest) -> HttpResponse:
    """Send the link again: the same answer whether the address is known or not."""
    form = EmailAgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if problem := must_wait("links", request):
            return _show(request, "link_again", form=form, is_sent=False, problem=problem, status=429)
        applying.send_links_again(form.cleaned_data["email"])
        return _show(request, "link_again", form=form, is_sent=True, problem="")
    return _show(request, "link_again", form=form, is_sent=False, problem="")


@require_GET
def application(request: HttpRequest, token: str) -> HttpResponse:
    """Where it stands: every screen while it is being written, then what happens next."""
    found = application_of(token)
    if found is None:
        return gone(request)
    left = applying.missing_steps(found)
    return _show(
        request,
        "application",
        application=found,
        answers=answers_of(found),
        left=len(left),
        next_url=_next_url(found, left[0] if left else ""),
        visit=visit_in_words(found),
        is_first_time=found.state == ApplicationState.DRAFT,
    )


@page
def step(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """One screen: show it, or write it down and go to the next one that is not filled in."""
    screen, found = BY_SLUG.get(slug), application_of(token)
    if found is None or screen is None:
        return gone(request)
    if not found.is_writable:
        return redirect("joining:application", token)
    if request.method != "POST":
        return _step(request, found, screen, screen.form(initial=initial_of(screen, found)))
    if COPY in request.POST and screen.form is WeekForm:
        return _step(request, found, screen, WeekForm(initial=copied(request.POST)))
    form = screen.form(request.POST)
    if not form.is_valid():
        return _step(request, found, screen, form)
    try:
        found = applying.fill_in(found.pk, screen.name, form.values)
    except applying.NotWritable:
        return redirect("joining:application", token)
    return redirect(_next_url(found, _following(found, screen.name)))


@page
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Everything on one page, then one button."""
    found = application_of(token)
    if found is None:
        return gone(request)
    if not found.is_writable:
        return redirect("joining:application", token)
    if applying.missing_steps(found):
        return redirect("joining:application", token)
    if request.method == "POST":
        try:
            applying.send(found.pk)
        except (applying.Incomplete, applying.NotWritable):
            return redirect("joining:application", token)
        return redirect("joining:application", token)
    return _show(request, "check", application=found, answers=answers_of(found), steps=steps_at("send", _phases()))


@page
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then erase what was never sent."""
    found = application_of(token)
    if found is None:
        return gone(request)
    if found.state != ApplicationState.DRAFT:
        return redirect("joining:application", token)
    if request.method == "POST":
        try:
            applying.erase(found.pk)
        except applying.NotWritable:
            return redirect("joining:application", token)
        return redirect("joining:erased")
    return _show(request, "erase", application=found)


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    return _show(request, "erased")


def application_of(token: str) -> RelayApplication | None:
    if not looks_like_token(token):
        return None
    return RelayApplication.objects.select_related("commune", "place").filter(token=token).first()


def gone(request: HttpRequest) -> HttpResponse:
    """A link that opens nothing: how to get another one."""
    return _show(request, "gone", status=404)


def _step(request: HttpRequest, found: RelayApplication, screen: Screen, form: Any) -> HttpResponse:
    names = list(SCREENS)
    at = names.index(screen.name)
    return _show(
        request,
        "step",
        application=found,
        screen=screen,
        form=form,
        steps=steps_at(screen.phase, _phases()),
        number=at + 1,
        total=len(names),
        back_url=reverse("joining:step", args=[found.token, SCREENS[names[at - 1]].slug]) if at else "",
        sentences=agreement.sentences_of(agreement.STRUCTURE) if screen.name == "agreement" else [],
        hours_now="",
        is_only=len(form.fields) == 1,
    )


def _following(application: RelayApplication, name: str) -> str:
    """The next screen not yet filled in, those after this one first; "" when all are."""
    left = applying.missing_steps(application)
    order = list(SCREENS)
    after = [step for step in left if order.index(step) > order.index(name)]
    return (after or left or [""])[0]


def _next_url(application: RelayApplication, name: str) -> str:
    if not name:
        return reverse("joining:check", args=[application.token])
    return reverse("joining:step", args=[application.token, SCREENS[name].slug])


def _phases() -> dict[str, str]:
    return {name: str(label) for name, label in PHASES.items()}


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"language_links": links_for_view(request), "about_url": reverse("joining:about")}
    context.setdefault("steps", [])
    return render(request, f"places/joining/{template}.html", context, status=status)


__all__ = ["about", "application", "begin", "check", "erase", "erased", "gone", "link_again", "step"]
