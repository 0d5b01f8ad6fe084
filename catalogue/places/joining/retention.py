"""How long the people of a structure are kept."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register
from core.tokens import new_token

from ..models import ApplicationState, EntryChange, HostInvitation, InvitationState, PlaceLink, PlaceReport, RelayApplication

DRAFTS_KEPT = timedelta(days=92)
A_YEAR = timedelta(days=365)
S = ApplicationState


def purge_applications(now: datetime) -> int:
    """Erase drafts left for three months, applications refused or left to complete for a year.

    Of an accepted one: the contact and the words, a year after; the name under the agreement, a year after the place is no more.
    """
    left = RelayApplication.objects.filter(state=S.DRAFT, updated_at__lt=now - DRAFTS_KEPT)
    refused = RelayApplication.objects.filter(state=S.REFUSED, decided_at__lt=now - A_YEAR)
    dropped = RelayApplication.objects.filter(state=S.TO_COMPLETE, updated_at__lt=now - A_YEAR)
    gone = list((left | refused | dropped).order_by("pk").values_list("pk", flat=True)[:500])
    RelayApplication.objects.filter(pk__in=gone).delete()
    erased = len(gone)
    accepted = RelayApplication.objects.filter(state=S.ACCEPTED, decided_at__lt=now - A_YEAR)
    for application in accepted.exclude(contact_email="").order_by("pk")[:500]:
        application.contact_name = application.contact_email = application.contact_phone = application.contact_role = ""
        application.motivation = application.missing = ""
        application.token = new_token()  # the old link opens nothing
        application.save()
        application.moves.update(note="")
        erased += 1
    is_over = Q(place=None) | Q(place__archived_at__lt=now - A_YEAR)
    over = list(accepted.filter(is_over).exclude(agreement_name="").order_by("pk").values_list("pk", flat=True)[:500])
    return erased + RelayApplication.objects.filter(pk__in=over).update(agreement_name="")


def purge_links(now: datetime) -> int:
    """Erase links a year after they were revoked or their place was archived; what they changed stays written."""
    over = Q(revoked_at__lt=now - A_YEAR) | Q(place__archived_at__lt=now - A_YEAR)
    gone = list(PlaceLink.objects.filter(over).order_by("pk").values_list("pk", flat=True)[:500])
    PlaceLink.objects.filter(pk__in=gone).delete()
    return len(gone)


def purge_invitations(now: datetime) -> int:
    """Erase invitations nobody answered after three months, accesses a year after they were taken back."""
    unanswered = HostInvitation.objects.filter(state__in=[InvitationState.ASKED, InvitationState.SENT], created_at__lt=now - DRAFTS_KEPT)
    unanswered = unanswered.filter(Q(expires_at=None) | Q(expires_at__lt=now))  # one sent again yesterday still works
    revoked = HostInvitation.objects.filter(state=InvitationState.REVOKED, revoked_at__lt=now - A_YEAR)
    gone = list((unanswered | revoked).order_by("pk").values_list("pk", flat=True)[:500])
    HostInvitation.objects.filter(pk__in=gone).delete()
    return len(gone)


def purge_reports(now: datetime) -> int:
    count, _details = PlaceReport.objects.filter(created_at__lt=now - A_YEAR).delete()
    return count


def purge_changes(now: datetime) -> int:
    count, _details = EntryChange.objects.filter(at__lt=now - 2 * A_YEAR).delete()
    return count


register(
    Retention(
        model="places.RelayApplication",
        fields=("contact_name", "contact_role", "contact_email", "contact_phone", "agreement_name", "motivation"),
        purpose=_("Follow the application of a structure that wants to become a relay"),
        legal_basis=_("pre-contractual steps, at the structure’s request"),
        kept_for=_(
            "three months when it is not sent; one year when it is refused or left aside; once accepted, contact and motivation one year, "
            "the name under the agreement until one year after the relay closes"
        ),
        purge=purge_applications,
    )
)
register(
    Retention(
        model="places.PlaceLink",
        fields=("contact_name", "contact_email"),
        purpose=_("Let a relay keep its own entry, and ask it once a year whether it is right"),
        legal_basis=_("performance of the agreement with the relay"),
        kept_for=_("as long as the link works, then one year"),
        purge=purge_links,
    )
)
register(
    Retention(
        model="places.HostInvitation",
        fields=("first_name", "last_name", "email", "agreement_name"),
        purpose=_("Give named people access to bookings, and prove that they agreed to protect them"),
        legal_basis=_("legal obligation (security of personal data)"),
        kept_for=_("as long as the access lasts, then one year; three months without an answer"),
        purge=purge_invitations,
    )
)
register(
    Retention(
        model="places.PlaceReport",
        fields=("text",),
        purpose=_("Correct the entries of places; no name is asked"),
        legal_basis=_("legitimate interest (a directory that is right)"),
        kept_for=_("one year"),
        purge=purge_reports,
    )
)
register(
    Retention(
        model="places.EntryChange",
        fields=("values",),
        purpose=_("Know what a structure changed in its public entry"),
        legal_basis=_("legitimate interest (a directory that is right)"),
        kept_for=_("two years"),
        purge=purge_changes,
    )
)
