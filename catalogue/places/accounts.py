"""The account of somebody invited to welcome people at a place: made, opened again, or closed when nothing is left to see."""

from django.contrib.auth.models import Group

from core.access import HOST
from core.models import User


def host_account(*, first_name: str, last_name: str, email: str = "", phone: str = "", password: str | None = None) -> User:
    """Make an account in the hosts' group, or open again one that was closed: as a host and nothing more, whatever it once was.

    It is named after the address, else the number (E.164). Without a password, one signs in by a link alone.
    """
    closed = User.objects.filter(is_active=False, is_superuser=False).order_by("pk")
    closed = closed.filter(email__iexact=email) if email else closed.filter(phone=phone, email="")
    again = closed.first()
    user = again or User(username=_free_name(email or phone), email=email)
    user.first_name, user.last_name, user.is_active, user.is_staff = first_name, last_name, True, False
    user.phone = phone or user.phone
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    if again is not None:
        user.groups.clear()
        user.user_permissions.clear()
        user.place_roles.all().delete()
    user.groups.add(Group.objects.get_or_create(name=HOST)[0])
    return user


def close_if_alone(user: User) -> None:
    """Close an account that has no role at a place any more and belongs to no other group."""
    groups = set(user.groups.values_list("name", flat=True))
    if not user.is_superuser and groups <= {HOST} and not user.place_roles.exists():
        user.is_active = False
        user.set_unusable_password()
        user.save()


def _free_name(wanted: str) -> str:
    wanted = wanted.lower()[:140]
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    return next(name for name in (wanted, *(f"{wanted}{number}" for number in range(2, 1000))) if name not in taken)
