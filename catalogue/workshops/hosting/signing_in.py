"""How a host signs in: a password, or a link sent to their own phone or address. What is answered never tells who has an account."""

from datetime import timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from core.access import HOST
from core.models import User
from core.phones import parse_phone
from core.throttle import count_one
from core.tokens import looks_like_token

from ..models import SignInLink
from . import telling

LINK_WORKS_FOR = timedelta(minutes=15)
LINKS_AN_HOUR = 5


def account_named(typed: str) -> User | None:
    """Return the account of a number, an address or a user name as somebody types it."""
    typed = typed.strip()
    if not typed or "\x00" in typed or len(typed) > 254:
        return None
    named = Q(username__iexact=typed) | Q(email__iexact=typed)
    if phone := parse_phone(typed):
        named |= Q(phone=phone)
    return User.objects.filter(named, is_active=True).order_by("pk").first()


def by_password(request: HttpRequest, typed: str, password: str) -> User | None:
    """Return whose password it is. Tries are counted by name and address (django-axes), whoever has an account or not."""
    account = account_named(typed)
    name = account.get_username() if account else typed.replace("\x00", "")[:150]
    return authenticate(request, username=name, password=password)


def send_link(typed: str, language: str) -> None:
    """Send a sign-in link to the person's own number and address, if there is such a host; else nothing, and nothing shows it."""
    user = account_named(typed)
    if user is None or not opens_by_link(user) or not (user.phone or user.email):
        return
    if count_one("host link", str(user.pk), seconds=3600) > LINKS_AN_HOUR:
        return
    with transaction.atomic():
        link = SignInLink.objects.create(user=user, expires_at=timezone.now() + LINK_WORKS_FOR)
        telling.tell_link(link, language)


def opens_by_link(user: User) -> bool:
    """Only an account that welcomes people and does nothing else: who may do more in the admin has a password."""
    return not user.is_superuser and set(user.groups.values_list("name", flat=True)) == {HOST}


def link_with(token: str) -> SignInLink | None:
    """Return a link that still opens; None otherwise."""
    if not looks_like_token(token):
        return None
    found = SignInLink.objects.select_related("user").filter(token=token, used_at=None, expires_at__gt=timezone.now())
    return found.filter(user__is_active=True).first()


def use(link: SignInLink) -> User | None:
    """Use a link up; None when somebody was faster."""
    used = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=timezone.now()).update(used_at=timezone.now())
    return link.user if used and opens_by_link(link.user) else None


def erase_old(now) -> int:
    """Erase the links that are over, a day after; returns how many."""
    return SignInLink.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0]
