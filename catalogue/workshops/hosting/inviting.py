"""One of ours is invited to welcome people at some places: by a link that serves once, taken back at any time."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from catalogue.places.accounts import close_if_alone, host_account
from catalogue.places.joining import inviting as relay_access
from catalogue.places.models import HostInvitation, InvitationState, Place, PlaceRole, Role
from core.access import HOST
from core.models import User
from core.tokens import looks_like_token, new_token

from ..models import SignInLink, TeamInvitation, TeamInvitationState
from . import telling

WORKS_FOR = timedelta(days=7)
S = TeamInvitationState


class InvitationOver(Exception):
    """The invitation was used, taken back, or its time has passed."""


def invite(
    *,
    places: Iterable[Place],
    by: User | None,
    first_name: str,
    last_name: str = "",
    phone: str = "",
    email: str = "",
    language: str = "fr",
) -> TeamInvitation:
    """Write an invitation and send it, by text and by e-mail where both are given. ``phone`` in E.164; one of the two at least."""
    if not (phone or email):
        raise ValueError("An invitation needs a number or an address")
    with transaction.atomic():
        invitation = TeamInvitation.objects.create(
            first_name=first_name,
            last_name=last_name,
            phone=phone,
            email=email,
            language=language,
            by=by,
            expires_at=timezone.now() + WORKS_FOR,
        )
        invitation.places.set(places)
        telling.tell_invited(invitation)
    return invitation


def send_again(invitation_id: int) -> TeamInvitation:
    """Send another link, for another week; the one sent before stops working. InvitationOver when it was used or taken back."""
    with transaction.atomic():
        invitation = _locked(invitation_id)
        if invitation.state != S.SENT:
            raise InvitationOver
        invitation.token, invitation.expires_at = new_token(), timezone.now() + WORKS_FOR
        invitation.save(update_fields=["token", "expires_at"])
        telling.tell_invited(invitation)
    return invitation


def invitation_with(token: str) -> TeamInvitation | None:
    """Return the invitation that still waits for an answer; None otherwise."""
    if not looks_like_token(token):
        return None
    return TeamInvitation.objects.filter(token=token, state=S.SENT, expires_at__gt=timezone.now()).first()


def account_of(invitation: TeamInvitation) -> User | None:
    """Return the account the person has already: that of the address, else that of the number when nobody else's bears it."""
    active = User.objects.filter(is_active=True).order_by("pk")
    if invitation.email:
        return active.filter(email__iexact=invitation.email).first()
    return active.filter(phone=invitation.phone, first_name__iexact=invitation.first_name).first()


def whose_phone(phone: str, first_name: str) -> User | None:
    """Return another person of the team who has this number: a sign-in by link must reach one person."""
    return User.objects.filter(is_active=True, phone=phone).exclude(first_name__iexact=first_name).order_by("pk").first() if phone else None


def accept(invitation_id: int, *, password: str | None = None) -> tuple[User, bool]:
    """Give the roles, and return the account with whether it was made now.

    An account that works already keeps its password, and is not opened by this link: it proves an address, not who one is.
    InvitationOver.
    """
    with transaction.atomic():
        invitation = _locked(invitation_id)
        if invitation.state != S.SENT or invitation.expires_at <= timezone.now():
            raise InvitationOver
        user = account_of(invitation)
        is_new = user is None
        if user is None:
            user = host_account(
                first_name=invitation.first_name,
                last_name=invitation.last_name,
                email=invitation.email,
                phone=invitation.phone,
                password=password,
            )
        else:
            user.groups.add(Group.objects.get_or_create(name=HOST)[0])
        invitation.state, invitation.user, invitation.accepted_at = S.ACCEPTED, user, timezone.now()
        invitation.token = new_token()  # used once
        invitation.save()
        for place in invitation.places.all():
            PlaceRole.objects.get_or_create(user=user, place=place, role=Role.HOST)
    return user, is_new


def revoke(invitation_id: int, *, by: User | None) -> TeamInvitation:
    """Take an access back at once: the roles it gave, the links not used yet; an account with no other role is closed. Twice is once."""
    with transaction.atomic():
        invitation = _locked(invitation_id)
        if invitation.state == S.REVOKED:
            return invitation
        invitation.state, invitation.revoked_at, invitation.revoked_by = S.REVOKED, timezone.now(), by
        invitation.token = new_token()
        invitation.save()
        if (user := invitation.user) is not None:
            others = TeamInvitation.objects.filter(user=user, state=S.ACCEPTED)
            kept = set(others.values_list("places", flat=True))
            gone = set(invitation.places.values_list("pk", flat=True)) - kept
            PlaceRole.objects.filter(user=user, place__in=gone, role=Role.HOST).delete()
            SignInLink.objects.filter(user=user).delete()
            close_if_alone(user)
    return invitation


def take_role_back(role: PlaceRole, *, by: User | None) -> None:
    """Take back the role of host at one place, however it was given; what gave it is closed with it. Twice is once."""
    with transaction.atomic():
        user = role.user
        for signed in HostInvitation.objects.filter(user=user, place=role.place, state=InvitationState.ACCEPTED):
            relay_access.revoke(signed.pk, by=by)
        for invitation in TeamInvitation.objects.filter(user=user, state=S.ACCEPTED, places=role.place):
            if invitation.places.count() == 1:
                revoke(invitation.pk, by=by)
            else:
                invitation.places.remove(role.place)
        PlaceRole.objects.filter(user=user, place=role.place, role=Role.HOST).delete()
        user.refresh_from_db()
        close_if_alone(user)


def _locked(invitation_id: int) -> TeamInvitation:
    return TeamInvitation.objects.select_for_update(no_key=True, of=("self",)).select_related("user").get(pk=invitation_id)
