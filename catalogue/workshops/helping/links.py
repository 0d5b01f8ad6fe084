"""The private link of a helper: asked for, sent, replaced, revoked. Whoever asks is told the same, known or not."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.phones import is_mobile
from core.text import fold
from core.throttle import count_one
from core.tokens import looks_like_token, new_token

from ..models import Helper
from ..models.helping import link_end
from . import telling

ASKED_AT_MOST = 3  # times an hour for one address or number
MOST_SENT = 3  # helpers behind one number: a team's mobile is shared


def helper_with(token: str) -> Helper | None:
    """Return the helper of a private link, whether it still works or not; None for no link of ours."""
    if not looks_like_token(token):
        return None
    return Helper.objects.kept().select_related("organisation").filter(token=token).first()


def sign_up(*, structure: str, name: str, phone: str, email: str, language: str, key: str, now: datetime | None = None) -> None:
    """Make a helper and send the link; somebody known already gets the link again, and nothing of theirs is changed.

    ``phone`` in E.164; ``email`` or a mobile is there. The same key makes one helper.
    """
    with transaction.atomic():
        known = _known(name, phone, email)
        if known is None:
            facts = {"structure": structure, "name": name, "phone": phone, "email": email, "language": language}
            known = Helper.objects.get_or_create(key=key, defaults=facts)[0]
        send(known, now)


def ask_again(*, phone: str = "", email: str = "", now: datetime | None = None) -> int:
    """Send their link to those who have this very address or number; returns how many, for tests: the asker is never told."""
    found = Helper.objects.kept().filter(revoked_at=None)
    found = found.filter(email__iexact=email) if email else found.filter(phone=phone)
    sent = 0
    with transaction.atomic():
        for helper in found.order_by("-last_used_at", "-pk")[:MOST_SENT]:
            by_text = bool(phone) and is_mobile(phone)
            sent += send(helper, now, way=("sms", helper.phone) if by_text else None)
    return sent


def send(helper: Helper, now: datetime | None = None, *, way: tuple[str, str] | None = None) -> bool:
    """Send the link to the helper's own address: the same one while it works, else a new one. False: revoked, or asked for too often."""
    now = now or timezone.now()
    if helper.revoked_at is not None or helper.purged_at is not None:
        return False
    if count_one("helper link", str(helper.pk), seconds=3600) > ASKED_AT_MOST:
        return False
    if not helper.works(now):
        _replace(helper)
    return telling.tell_link(helper, now, way=way)


def new_link(helper: Helper, now: datetime | None = None) -> bool:
    """Close the link that is out and send another; also opens again what the team had revoked. Returns whether it could be sent."""
    with transaction.atomic():
        _replace(helper)
        return telling.tell_link(helper, now or timezone.now())


def revoke(helper: Helper, now: datetime | None = None) -> None:
    """Close the link, until the team makes another. What was booked stays."""
    Helper.objects.filter(pk=helper.pk, revoked_at=None).update(revoked_at=now or timezone.now())


def erase(helper: Helper, now: datetime | None = None) -> None:
    """Erase who the helper is; the structure's name stays beside what it booked. Seats kept without a name are given back."""
    from . import blocks

    now = now or timezone.now()
    with transaction.atomic():
        for block in helper.blocks.filter(released_at=None):
            blocks.give_back(block, now=now)
        erased = {"name": "", "phone": "", "email": "", "near_label": "", "near_lat": None, "near_lon": None, "organisation": None}
        Helper.objects.filter(pk=helper.pk).update(**erased, revoked_at=helper.revoked_at or now, purged_at=now, token=new_token())


def _replace(helper: Helper) -> None:
    helper.token, helper.expires_at, helper.revoked_at = new_token(), link_end(), None
    helper.save(update_fields=["token", "expires_at", "revoked_at"])


def _known(name: str, phone: str, email: str) -> Helper | None:
    """Return who has this e-mail; without one, who has this number and this name: a number is shared by a whole team."""
    helpers = Helper.objects.kept().order_by("pk")
    if email:
        return helpers.filter(email__iexact=email).first()
    return next((helper for helper in helpers.filter(phone=phone, email="") if fold(helper.name) == fold(name)), None)
