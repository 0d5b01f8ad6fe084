"""Ask to be called: the same answer always, whoever the number belongs to; asking twice is asking once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.agenda.models import OfferPage, Session
from core.helpline import helpline_for
from core.text import fold
from core.throttle import count_one

from ..models import CallbackRequest
from .promise import promise

# A number is not called more than so many times a day because a stranger typed it.
ASKED_AT_MOST = 4
DAY = 24 * 60 * 60


def ask(
    *,
    first_name: str,
    phone: str,
    language: str,
    suits: str,
    session: Session | None = None,
    offer: OfferPage | None = None,
    now: datetime | None = None,
) -> CallbackRequest | None:
    """Put a call on the team's list, or bring the one already there up to date; None when that number was asked for too often.

    ``phone`` in E.164. The asker is told the same in each case.
    """
    if count_one("call me", phone.lstrip("+"), seconds=DAY) > ASKED_AT_MOST:
        return None
    when = promise(suits, helpline_for(None), now or timezone.now())
    facts: dict[str, Any] = {"first_name": first_name, "language": language, "suits": suits}
    if session is not None or offer is not None:
        facts |= {"session": session, "offer": offer or (session.offer if session else None)}
    with transaction.atomic():
        request, created = CallbackRequest.objects.get_or_create(
            phone=phone,
            folded_name=(fold(first_name) or first_name)[:120],
            done_at=None,
            defaults={**facts, "call_from": when.begins, "call_by": when.ends},
        )
        if not created:
            moved = request.suits != suits
            for name, value in facts.items():
                setattr(request, name, value)
            if moved:  # otherwise what was promised first stands
                request.call_from, request.call_by = when.begins, when.ends
            request.save(update_fields=[*facts, "call_from", "call_by"])
    return request
