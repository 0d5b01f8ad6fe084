"""The figures of workshops: how full, who did not come, how long one waits. Numbers alone, never a person."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.visibility import visible_to
from catalogue.places.models import Place
from core.models import User
from core.months import period
from core.spreadsheets import download

from ..models import WorkshopFormat
from ..watching.figures import FEWEST, Scope, sessions_in
from ..watching.report import headings, report_of, rows_by_all

MAY_SEE = "workshops.see_workshop_figures"


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Of the sessions one sees, that are over: ``?from=2026-01&to=2026-11&place=&workshop=&format=``; ``?file=csv`` or ``xlsx``."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    user = cast("User", request.user)
    first, last = period(request.GET.get("from", ""), request.GET.get("to", ""))
    seen = visible_to(user).filter(offer__workshoppage__isnull=False).order_by()
    places = Place.objects.filter(pk__in=seen.exclude(place=None).values("place")).order_by("name", "pk")
    workshops = OfferPage.objects.filter(pk__in=seen.values("offer")).order_by("title", "pk")
    form = request.GET.get("format", "")
    scope = Scope(
        first=first,
        last=last,
        place=_chosen(places, request.GET.get("place", "")),
        workshop=_chosen(workshops, request.GET.get("workshop", "")),
        format=form if form in WorkshopFormat.values else "",
    )
    sessions = sessions_in(scope, user)
    if (kind := request.GET.get("file", "")) in ("csv", "xlsx"):
        return _download(sessions, kind, scope)
    context = {
        "header_title": _("Figures of workshops"),
        "header_icon": "table",
        "breadcrumbs_items": [{"url": "", "label": _("Figures of workshops")}],
        "report": report_of(sessions, scope),
        "headings": headings(),
        "scope": scope,
        "places": [(place.pk, str(place)) for place in places],
        "workshops": [(workshop.pk, workshop.title) for workshop in workshops],
        "formats": WorkshopFormat.choices,
        "fewest": FEWEST,
    }
    return render(request, "workshops/admin/figures.html", context)


def _download(sessions: QuerySet[Session], kind: str, scope: Scope) -> HttpResponse:
    return download(f"ateliers-{scope.first:%Y-%m}-{scope.last:%Y-%m}", kind, {_("Workshops"): rows_by_all(sessions)})


def _chosen(rows: QuerySet, typed: str) -> int | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    return rows.filter(pk=int(typed)).values_list("pk", flat=True).first()
