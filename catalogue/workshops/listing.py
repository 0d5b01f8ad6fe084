"""/ateliers/: the next sessions by distance then date, and all the workshops by theme. A fixed number of queries."""

from collections.abc import Iterable

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.agenda.cards import cards_for
from catalogue.agenda.search import Found, find_sessions

from .filters import Filters, read
from .models import Theme, WorkshopIndexPage, WorkshopPage

PER_PAGE = 12
LAST_PAGE = 10_000


def listing_context(page: WorkshopIndexPage, request: HttpRequest) -> dict:
    filters = read(request.GET)
    found, pages = _search(filters, request.GET.get("page", ""))
    workshops = list(WorkshopPage.objects.child_of(page).live().filter(alias_of=None).order_by("title", "pk"))
    return {
        "filters": filters,
        "filter_form": filters.form(),
        "near": filters.near,
        "cards": cards_for(found.sessions, known_pages=workshops),
        "pages": pages,
        "count_words": count_words(filters, found.total),
        "widened_words": widened_words(filters, found),
        "empty_actions": _next_steps(filters) if not found.total else [],
        "kinds": _kinds(workshops),
        "one_to_one": filters.address(format="individual", page="") if filters.format != "individual" else "",
    }


def _search(filters: Filters, page_typed: str) -> tuple[Found, ResultPage]:
    number = int(page_typed) if page_typed.isascii() and page_typed.isdigit() and len(page_typed) < 6 else 1
    number = min(max(number, 1), LAST_PAGE)
    criteria = filters.criteria()
    found = find_sessions(criteria, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    pages = Paginator(range(found.total), PER_PAGE).get_page(number)
    if pages.number != number:  # past the end: show the last page
        found = find_sessions(criteria, limit=PER_PAGE, offset=(pages.number - 1) * PER_PAGE)
    return found, pages


def count_words(filters: Filters, total: int) -> str:
    """Return the number of results in words; "" when there is none (the empty state speaks)."""
    if not total:
        return ""
    if filters.format == "individual":
        words = ngettext("%(n)s free appointment", "%(n)s free appointments", total) % {"n": total}
    else:
        words = ngettext("%(n)s workshop to come", "%(n)s workshops to come", total) % {"n": total}
    near = filters.near.near
    if near is None:
        return words
    return _("%(count)s, the nearest to %(place)s first") % {"count": words, "place": near.label}


def widened_words(filters: Filters, found: Found) -> str:
    """Say plainly that we had to look further than near."""
    if not found.widened or not found.total or found.radius_km is None:
        return ""
    return _("We found nothing within 30 km. These are further away, up to %(km)s km.") % {"km": found.radius_km}


def _next_steps(filters: Filters) -> list[dict[str, str]]:
    """Return what to do when nothing matches: another way, the nearest relay, everything."""
    near = filters.near.near
    steps = []
    if filters.pairs() and near:
        steps.append({"label": _("All workshops near %(place)s") % {"place": near.label}, "url": _only_near(filters)})
    if filters.format != "individual":
        steps.append({"label": _("See one-to-one appointments"), "url": filters.address(format="individual", theme=""), "kind": "plain"})
    steps.append({"label": _("Find a place near you"), "url": _places(filters), "kind": "plain"})
    if filters.are_set:
        steps.append({"label": _("See all workshops"), "url": "?", "kind": "quiet"})
    return steps


def _only_near(filters: Filters) -> str:
    return filters.address(**{name: "" for name, _value in filters.pairs()})


def _places(filters: Filters) -> str:
    """Return the directory's address, near the same point."""
    return reverse("wagtail_serve", args=["lieux/"]) + _only_near(filters).rstrip("?")


def _kinds(workshops: list[WorkshopPage]) -> list[tuple[str | Promise, list[WorkshopPage]]]:
    """Return the workshops by theme, in the order of the themes."""
    return [(Theme(theme).label, of_theme) for theme, of_theme in _by_theme(workshops).items() if of_theme]


def _by_theme(workshops: Iterable[WorkshopPage]) -> dict[str, list[WorkshopPage]]:
    groups: dict[str, list[WorkshopPage]] = {theme: [] for theme in Theme.values}
    for workshop in workshops:
        groups.setdefault(workshop.theme, []).append(workshop)
    return groups
