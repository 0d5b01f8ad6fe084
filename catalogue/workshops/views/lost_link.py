"""Ask for a lost link by phone number: the same answer always, known or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ..forms import LostLinkForm
from ..lost_links import ask
from .screens import show


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ask(form.cleaned_data["phone"])
        return redirect("workshops:asked")
    return show(request, "find.html", {"form": form})


@require_http_methods(["GET", "HEAD"])
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "asked.html", {})
