"""A visitor or the people of a place say that an entry is wrong. Nothing is asked of the person."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.forms import PlainForm
from core.languages import links_for_view

from ...cards import place_url
from ...models import Place, ReportKind
from ..limits import must_wait
from ..reporting import report as write_report

_LARGEST_KEY = 2**63 - 1


class ReportForm(PlainForm):
    kind = forms.ChoiceField(label=_("What is wrong?"), choices=ReportKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("What should it say?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"dir": "auto"}))
    reasons = {"text": _("Write no name and no number of a person: we do not need to know who you are. Erased after a year.")}


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    place = Place.objects.listed().filter(pk=pk).first() if pk <= _LARGEST_KEY else None
    if place is None:
        raise Http404("No such place.")
    context = {"language_links": links_for_view(request), "place": place, "place_url": place_url(place), "steps": []}
    if request.method != "POST":
        return render(
            request, "places/joining/report.html", {**context, "form": ReportForm(), "is_sent": "merci" in request.GET, "problem": ""}
        )
    form = ReportForm(request.POST)
    if not form.is_valid():
        return render(request, "places/joining/report.html", {**context, "form": form, "is_sent": False, "problem": ""})
    if problem := must_wait("reports", request):
        return render(request, "places/joining/report.html", {**context, "form": form, "is_sent": False, "problem": problem}, status=429)
    write_report(place, form.cleaned_data["kind"], form.cleaned_data["text"])
    return redirect(f"{request.path}?merci=1")
