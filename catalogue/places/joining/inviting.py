"""Who is let in to the bookings of a place: a named person, by invitation, after an agreement on data; taken back at any time.

What a structure does to its own public facts needs no sign-in; what visitors left does.
"""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from core.access import HOST
from core.models import User
from core.tokens import looks_like_token, new_token

from ..accounts import close_if_alone, host_account
from ..models import HostInvitation, InvitationState, Place, PlaceRole, Role
from . import agreement, messages

WORKS_FOR = timedelta(days=14)
MOST_ASKED = 5  # requests of one place that wait for the team
S = InvitationState


class InvitationOver(Exception):
    """The invitation was used, taken back, or its time has passed."""


def ask_access(place: Place, *, first_name: str, last_name: str, email: str, language: str) -> HostInvitation | None:
    """A structure names somebody: the team decides. The same address twice is one request; None when too many wait."""
    with transaction.atomic():
        Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=place.pk)
        known = HostInvitation.objects.filter(place=place, email__iexact=email).exclude(state=S.REVOKED).first()
        if known is not None:
            return known
        if HostInvitation.objects.filter(place=place, state=S.ASKED).count() >= MOST_ASKED:
            return None
        return HostInvitation.objects.create(place=place, first_name=first_name, last_name=last_name, email=email, language=language)


def invite(invitation: HostInvitation, *, by: User | None) -> HostInvitation:
    """Send the invitation, or send it again with another link; raises InvitationOver when it was used or taken back."""
    with transaction.atomic():
        if invitation.pk:
            invitation = _locked(invitation.pk)
        if invitation.state not in (S.ASKED, S.SENT):
            raise InvitationOver
        invitation.state, invitation.by = S.SENT, by
        invitation.token = new_token()
        invitation.expires_at = timezone.now() + WORKS_FOR
        invitation.save()
        messages.tell_invited(invitation)
    return invitation


def invitation_with(token: str) -> HostInvitation | None:
    """Return the invitation that still waits for an answer; None otherwise."""
    if not looks_like_token(token):
        return None
    found = HostInvitation.objects.select_related("place").filter(token=token, state=S.SENT, expires_at__gt=timezone.now())
    return found.filter(place__archived_at=None).first()


def account_of(invitation: HostInvitation) -> User | None:
    """Return the account that already bears this address and works: it keeps its own password."""
    return User.objects.filter(email__iexact=invitation.email, is_active=True).order_by("pk").first()


def let_in(invitation_id: int, *, name: str, password: str) -> User:
    """Write the agreement down, then give the role: by a new account with this password, or to the account the person has.

    ``password`` is not used for an account that works already: holding the link proves an address, not a password.
    Raises InvitationOver.
    """
    with transaction.atomic():
        invitation = _locked(invitation_id)
        if invitation.state != S.SENT or not invitation.expires_at or invitation.expires_at < timezone.now():
            raise InvitationOver
        invitation.agreement_version, invitation.agreement_name = agreement.HOST, name
        invitation.agreed_at = timezone.now()
        user = account_of(invitation) or host_account(
            first_name=invitation.first_name, last_name=invitation.last_name, email=invitation.email, password=password
        )
        user.groups.add(Group.objects.get_or_create(name=HOST)[0])
        invitation.state, invitation.user = S.ACCEPTED, user
        invitation.token = new_token()  # used once
        invitation.save()
        PlaceRole.objects.get_or_create(user=user, place=invitation.place, role=Role.HOST)
    return user


def revoke(invitation_id: int, *, by: User | None) -> HostInvitation:
    """Take an access back at once; an account that has no other role can no longer sign in. Twice is once."""
    with transaction.atomic():
        invitation = _locked(invitation_id)
        if invitation.state == S.REVOKED:
            return invitation
        invitation.state, invitation.revoked_at, invitation.revoked_by = S.REVOKED, timezone.now(), by
        invitation.token = new_token()
        invitation.save()
        if invitation.user is not None:
            PlaceRole.objects.filter(user=invitation.user, place=invitation.place, role=Role.HOST).delete()
            close_if_alone(invitation.user)
    return invitation


def _locked(invitation_id: int) -> HostInvitation:
    return HostInvitation.objects.select_for_update(no_key=True, of=("self",)).select_related("place", "user").get(pk=invitation_id)
