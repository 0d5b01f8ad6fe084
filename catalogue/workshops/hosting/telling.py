"""Write to a host: the invitation, and the link that signs in. To their own number and address alone."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from core import moments, outbox
from core.helpline import helpline_for
from core.models.message import Channel
from core.phones import is_mobile
from core.sms_length import to_gsm

from ..models import SignInLink, TeamInvitation
from . import message_texts as kinds


def tell_invited(invitation: TeamInvitation) -> None:
    """Send the link of an invitation by each way given; what was not sent yet of an older link is taken back."""
    outbox.withdraw(invitation.about)
    with outbox.in_language(invitation.language):
        values = {
            "name": invitation.first_name,
            "places": ", ".join(place.name for place in invitation.places.all()),
            "link": settings.SITE_URL + invitation.get_absolute_url(),
            "until": moments.day_in_words(timezone.localtime(invitation.expires_at)),
        }
    _queue(
        kinds.INVITED,
        values,
        phone=invitation.phone,
        email=invitation.email,
        language=invitation.language,
        about=invitation.about,
        event=f"{invitation.about}:{invitation.token}",
        expires_at=invitation.expires_at,
    )


def tell_link(link: SignInLink, language: str) -> None:
    user = link.user
    with outbox.in_language(language):
        values = {
            "name": user.first_name or user.get_username(),
            "link": settings.SITE_URL + link.get_absolute_url(),
            "minutes": str(int((link.expires_at - link.created_at).total_seconds() // 60)),
        }
    event = f"sign-in-link:{link.pk}"
    _queue(
        kinds.SIGN_IN,
        values,
        phone=user.phone,
        email=user.email,
        language=language,
        about=event,
        event=event,
        expires_at=link.expires_at,
    )


def _queue(kind: str, values: dict[str, Any], *, phone: str, email: str, language: str, about: str, event: str, expires_at: Any) -> None:
    with outbox.in_language(language):
        helpline = helpline_for(None)
    values = {**values, "brand": helpline.brand, "phone": helpline.phone}
    ways = [(Channel.SMS.value, phone)] if phone and is_mobile(phone) else []
    ways += [(Channel.EMAIL.value, email)] if email else []
    for channel, address in ways:
        words = {name: to_gsm(value) for name, value in values.items()} if channel == Channel.SMS else values
        outbox.queue(
            kind,
            channel=channel,
            to=address,
            language=language,
            context=words,
            dedupe_key=f"{event}:{channel}",
            about=about,
            expires_at=expires_at,
        )
