"""An offer with sessions is not deleted, alone, in bulk or with the pages above it: people hold seats in them.

The database refuses it too (PROTECT); here it is refused with a sentence.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from ..models import OfferPage, Session


def sessions_under(pages: list[Page], *, with_descendants: bool = True):
    """Return the sessions of these pages, of the pages under them, and of the French pages they translate."""
    paths = [page.path for page in pages]
    doomed = OfferPage.objects.none()
    for path in paths:
        doomed |= OfferPage.objects.filter(path__startswith=path) if with_descendants else OfferPage.objects.filter(path=path)
    return Session.objects.for_offers(doomed) if paths else Session.objects.none()


def refuse_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook: before one page is deleted (the question is not even asked)."""
    sentence = _refusal([page])
    if sentence is None:
        return None
    messages.error(request, sentence)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_delete(request: HttpRequest, action_type: str, objects, action_class) -> HttpResponse | None:
    """Hook: before pages ticked in a list are deleted."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type != "delete" or not pages:
        return None
    sentence = _refusal(pages)
    if sentence is None:
        return None
    messages.error(request, sentence)
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk)


def warn_unpublish(request: HttpRequest, page: Page) -> None:
    """Hook: when a page is unpublished: allowed, for it can be published again, but its sessions to come leave the site; say so."""
    sessions = sessions_under([page], with_descendants=bool(request.POST.get("include_descendants")))
    count = sessions.upcoming().count()
    if count:
        sentence = ngettext(
            "%(count)s session to come will no longer be found on the site. Those who booked keep their seat.",
            "%(count)s sessions to come will no longer be found on the site. Those who booked keep their seat.",
            count,
        )
        messages.warning(request, sentence % {"count": count})


def _refusal(pages: list[Page]) -> str | None:
    sessions = sessions_under(pages).select_related("offer")
    count = sessions.count()
    if not count:
        return None
    first = sessions.order_by("starts_at", "pk").first()
    sentence = ngettext(
        "Nothing was deleted: “%(offer)s” has %(count)s session, past or to come. Unpublish the page instead.",
        "Nothing was deleted: “%(offer)s” and its translations have %(count)s sessions, past or to come. Unpublish the page instead.",
        count,
    )
    return sentence % {"offer": first.offer.title, "count": count}
