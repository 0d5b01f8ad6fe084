"""On the first screen of the admin: what waits for those who look after places."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from .. import freshness
from ..importing.permission import may_import
from ..joining.visibility import applications_seen_by, of_places_seen_by
from ..models import ApplicationState, DuplicatePair, EntryChange, PairState, PlaceReport
from ..visibility import places_changed_by


@dataclass(frozen=True)
class Waiting:
    """``words`` say how many of what, ``url`` is the list of them."""

    count: int
    words: str
    url: str


class WaitingPanel(Component):
    """One line for each kind of thing that waits; each costs one query, whatever the number of places."""

    name = "places_waiting"
    order = 40
    template_name = "places/admin/waiting.html"

    def __init__(self, request: Any) -> None:
        self.request = request

    @cached_property
    def lines(self) -> list[Waiting]:
        found: list[Waiting] = []
        user = self.request.user
        if user.has_perm("places.change_place"):
            found += self._places()
        if user.has_perm("places.change_relayapplication"):
            found += self._relays()
        if may_import(user):
            found.append(self._duplicates())
        return [line for line in found if line.count]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"lines": self.lines}

    def _duplicates(self) -> Waiting:
        pairs = DuplicatePair.objects.filter(state=PairState.OPEN).count()
        words = ngettext("%(count)d possible duplicate", "%(count)d possible duplicates", pairs) % {"count": pairs}
        return Waiting(pairs, words, reverse("wagtailsnippets_places_duplicatepair:list"))

    def _places(self) -> list[Waiting]:
        places = places_changed_by(self.request.user)
        address = reverse("wagtailsnippets_places_place:list")
        stale = freshness.out_of_date(places, timezone.localdate()).count()
        flagged = places.filter(archived_at=None).exclude(flags=[]).count()
        return [
            Waiting(
                stale,
                ngettext("%(count)d place not verified for a year", "%(count)d places not verified for a year", stale) % {"count": stale},
                f"{address}?freshness=out",
            ),
            Waiting(
                flagged,
                ngettext("%(count)d place to look at", "%(count)d places to look at", flagged) % {"count": flagged},
                f"{address}?to_look_at=any",
            ),
        ]

    def _relays(self) -> list[Waiting]:
        user = self.request.user
        received = applications_seen_by(user).filter(state=ApplicationState.RECEIVED).count()
        changes = of_places_seen_by(user, EntryChange.objects.filter(seen_at=None)).count()
        reports = of_places_seen_by(user, PlaceReport.objects.filter(handled_at=None)).count()
        return [
            Waiting(
                received,
                ngettext("%(count)d application received", "%(count)d applications received", received) % {"count": received},
                reverse("wagtailsnippets_places_relayapplication:list") + "?state=received",
            ),
            Waiting(
                changes,
                ngettext("%(count)d change by a structure to read", "%(count)d changes by structures to read", changes)
                % {"count": changes},
                reverse("wagtailsnippets_places_entrychange:list") + "?seen=true",
            ),
            Waiting(
                reports,
                ngettext("%(count)d reported mistake", "%(count)d reported mistakes", reports) % {"count": reports},
                reverse("wagtailsnippets_places_placereport:list") + "?settled=true",
            ),
        ]
