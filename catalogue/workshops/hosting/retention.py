"""How long is kept who was invited to welcome people, and how they signed in."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from ..models import TeamInvitation, TeamInvitationState
from . import counting, signing_in

UNANSWERED_KEPT, REVOKED_KEPT = timedelta(days=30), timedelta(days=365)


def purge_invitations(now: datetime | None = None) -> int:
    """Delete the invitations nobody answered, a month after they ended, and those taken back, a year after."""
    now = now or timezone.now()
    unanswered = Q(state=TeamInvitationState.SENT, expires_at__lt=now - UNANSWERED_KEPT)
    revoked = Q(state=TeamInvitationState.REVOKED, revoked_at__lt=now - REVOKED_KEPT)
    gone = TeamInvitation.objects.filter(unanswered | revoked)
    count = gone.count()
    gone.delete()
    return count


def tidy(now: datetime) -> int:
    """Erase the sign-in links and the presses that are over; returns how many."""
    return signing_in.erase_old(now) + counting.forget_presses(now)


register(
    Retention(
        model="workshops.TeamInvitation",
        fields=("first_name", "last_name", "phone", "email", "language"),
        purpose=_("Let somebody of the team welcome people, under their own name"),
        legal_basis=_("legitimate interest"),
        kept_for=_("while the access lasts, then a year; a month when nobody answered"),
        purge=purge_invitations,
    )
)
register(
    Retention(
        model="workshops.SignInLink",
        fields=("user",),
        purpose=_("Sign a host in without a password"),
        legal_basis=_("legitimate interest"),
        kept_for=_("one day"),
        purge=signing_in.erase_old,
    )
)
