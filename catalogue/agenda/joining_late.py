"""Joining a parcours that has begun: up to which meeting, as its offer says. Copied to its sessions, so that lists filter on one row."""

from datetime import datetime

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from .models import OfferPage, Session


def last_to_join(offer: OfferPage, moments: list[tuple[datetime, datetime]]) -> datetime | None:
    """Return the start of the last meeting, of those in order, one may join at; None when that is the first."""
    last = min(offer.last_meeting_to_join, len(moments))
    return moments[last - 1][0] if last > 1 else None


def copy_last_to_join(offer: OfferPage, now: datetime | None = None) -> int:
    """Tell an offer's sessions, those over apart, at which meeting one may still join; returns how many changed."""
    sessions = Session.objects.filter(offer=offer.pk, ends_at__gt=now or timezone.now()).order_by("pk")
    changed = 0
    for session in sessions.prefetch_related("meetings"):
        until = last_to_join(offer, [(meeting.starts_at, meeting.ends_at) for meeting in session.meetings.all()])
        if until != session.joinable_until:
            changed += Session.objects.filter(pk=session.pk).update(joinable_until=until)
    return changed


@receiver(post_save, dispatch_uid="agenda.last_meeting_to_join")
def offer_saved(instance: object, created: bool, raw: bool, **kwargs) -> None:
    if isinstance(instance, OfferPage) and not created and not raw:
        copy_last_to_join(instance)
