"""Write a structure's request down, once; find it by its private link; take it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.tokens import looks_like_token

from ..models import RequestState, SessionRequest
from . import telling
from .answering import move


def ask(*, key: str, language: str, **facts: Any) -> SessionRequest:
    """Write a request and tell the structure and the team; the same key gives the same request back. ``facts``: fields of the form."""
    with transaction.atomic():
        request, created = SessionRequest.objects.get_or_create(key=key, defaults={**facts, "language": language})
        if created:
            telling.tell_received(request)
            telling.tell_team(request)
    return request


def request_with(token: str) -> SessionRequest | None:
    """Return the request of a private link; None for no link of ours, or one whose time is over."""
    if not looks_like_token(token):
        return None
    found = SessionRequest.objects.filter(token=token, purged_at=None)
    return found.select_related("workshop", "session__offer", "session__place").first()


def withdraw(request: SessionRequest) -> SessionRequest:
    """The structure no longer needs it, and nothing is planned yet: the team is told. Twice is once."""
    with transaction.atomic():
        locked = SessionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.state == RequestState.RECEIVED:
            move(locked, RequestState.WITHDRAWN, answered_at=timezone.now())
            telling.tell_team(locked)
    return locked
