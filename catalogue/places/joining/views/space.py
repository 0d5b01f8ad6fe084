"""The private space of a structure: its public entry, screen by screen. No sign-in, for these are its own public facts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from core.languages import links_for_view

from ...cards import cards_for
from ...models import PlaceLink
from ...sheet import sheet_of
from .. import inviting, keeping
from ..answers import hours_in_words
from ..entry import EntryScreen, entry_form, entry_screens, entry_values, summaries
from ..hours import week_of
from ..limits import must_wait
from ..links import link_with
from ..space_forms import AskAccessForm, ClosureForm, TextsForm
from ..week_form import COPY, WeekForm, copied

page = require_http_methods(["GET", "HEAD", "POST"])
TEXTS = ("summary", "description", "how_to_come", "papers_asked")


@require_http_methods(["GET", "HEAD"])
def space(request: HttpRequest, token: str) -> HttpResponse:
    """The entry as visitors see it, and what one may change."""
    link = link_with(token)
    if link is None:
        return gone(request)
    place = link.place
    return _show(
        request,
        "space",
        link,
        card=cards_for([place])[0],
        rows=summaries(place, token),
        is_saved="fait" in request.GET,
        is_confirmed="juste" in request.GET,
        people=place.invitations.exclude(state="revoked").order_by("first_name", "pk"),
    )


@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """ "Everything is right": the day is shown to visitors."""
    link = link_with(token)
    if link is None:
        return gone(request)
    try:
        keeping.confirm(link, timezone.localdate())
    except keeping.LinkClosed:
        return gone(request)
    return redirect(link.get_absolute_url() + "?juste=1")


@page
def edit(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """One screen of the entry."""
    link, screen = link_with(token), entry_screens().get(slug)
    if link is None or screen is None:
        return gone(request)
    if COPY in request.POST and screen.name == "hours":
        return _edit(request, link, screen, WeekForm(initial=copied(request.POST)))
    form = entry_form(screen, link.place, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _edit(request, link, screen, form)
    values = entry_values(screen, form, link.place)
    try:
        if screen.name == "hours":
            keeping.change_hours(link, values["opening_hours"], timezone.localdate())
        else:
            keeping.change_entry(link, values)
    except keeping.LinkClosed:
        return gone(request)
    return _saved(link)


@page
def closures(request: HttpRequest, token: str) -> HttpResponse:
    """Days closed: add some, take some back. Each button is a POST."""
    link = link_with(token)
    if link is None:
        return gone(request)
    week, today = week_of(link.place.opening_hours), timezone.localdate()
    takes_back = request.method == "POST" and "drop" in request.POST
    form = ClosureForm(request.POST if request.method == "POST" and not takes_back else None, today=today)
    try:
        if takes_back and week is not None:
            known = {f"{closure.first}_{closure.last}": closure for closure in week.closures}
            chosen = known.get(request.POST["drop"])
            if chosen is not None:
                keeping.open_again(link, chosen.first, chosen.last, today)
            return redirect("joining:closures", token)
        if request.method == "POST" and form.is_valid():
            keeping.close_between(link, form.cleaned_data["first"], form.cleaned_data["last"], today)
            return _saved(link)
    except keeping.LinkClosed:
        return gone(request)
    to_come = [closure for closure in week.closures if closure.last >= today] if week else []
    can_close = week is not None and bool(link.place.opening_hours)
    return _show(request, "closures", link, form=form, closures=to_come, can_close=can_close)


@page
def texts(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The words of the entry, in one language."""
    link = link_with(token)
    names = dict(settings.LANGUAGES)
    if link is None or language not in names:
        return gone(request)
    text: Any = link.place if language == "fr" else link.place.texts.filter(language=language).first()
    form = TextsForm(request.POST if request.method == "POST" else None, initial={name: getattr(text, name, "") for name in TEXTS})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in TEXTS}
        try:
            if language == "fr":
                keeping.change_entry(link, values)
            else:
                keeping.change_texts(link, language, values)
        except keeping.LinkClosed:
            return gone(request)
        return _saved(link)
    others = [
        {"name": name, "code": code, "url": reverse("joining:texts", args=[token, code]), "is_now": code == language}
        for code, name in settings.LANGUAGES
    ]
    return _show(request, "texts", link, form=form, others=others, language_of_texts=names[language])


@page
def ask_access(request: HttpRequest, token: str) -> HttpResponse:
    """Name somebody who should see bookings; the team sends the invitation."""
    link = link_with(token)
    if link is None:
        return gone(request)
    form = AskAccessForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if problem := must_wait("access", request):
            return _show(request, "ask_access", link, form=form, is_asked=False, problem=problem, status=429)
        inviting.ask_access(link.place, language=get_language() or "fr", **form.cleaned_data)
        return _show(request, "ask_access", link, form=form, is_asked=True, problem="")
    return _show(request, "ask_access", link, form=form, is_asked=False, problem="")


def gone(request: HttpRequest) -> HttpResponse:
    """A link that opens nothing any more: whom to ask."""
    return render(request, "places/joining/space_gone.html", {"language_links": links_for_view(request), "steps": []}, status=404)


def _edit(request: HttpRequest, link: PlaceLink, screen: EntryScreen, form: Any) -> HttpResponse:
    hours, now = link.place.opening_hours, []
    if screen.name == "hours" and hours:
        week = week_of(hours)
        if week is None or week.prose:  # the grid cannot show it: say what saving replaces
            now = hours_in_words(hours, link.place.time_zone)
    return _show(request, "edit", link, screen=screen, form=form, hours_now=" ; ".join(now), is_only=len(form.fields) == 1, sentences=[])


def _saved(link: PlaceLink) -> HttpResponse:
    return redirect(link.get_absolute_url() + "?fait=1")


def _show(request: HttpRequest, template: str, link: PlaceLink, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {
        "language_links": links_for_view(request),
        "link": link,
        "place": link.place,
        "sheet": sheet_of(link.place) if template == "space" else None,
        "space_url": link.get_absolute_url(),
        "steps": [],
    }
    return render(request, f"places/joining/{template}.html", context, status=status)
