"""One person for each group, with a random password that is printed once; nothing secret stands in the code."""

import secrets

from django.contrib.auth.models import Group

from catalogue.agenda.models import Session
from catalogue.places.demo_upkeep import WATCHED
from catalogue.places.models import Place, PlaceRole
from catalogue.places.models.place import PlaceKind, Role
from catalogue.training.models import CoursePage
from core import access
from core.models import User

ADMIN = "admin"
# User name: first and last names (made up), group.
PEOPLE = {
    "redaction": ("Inès", "Moreau", access.EDITOR),
    "relecture": ("Paul", "Lambert", access.REVIEWER),
    "traduction": ("Salma", "Haddad", access.TRANSLATOR),
    "lieux": ("Claire", "Bonnet", access.PLACE_COORDINATOR),
    "relais": ("Nadia", "Ferrand", access.PLACE_COORDINATOR),
    "annuaire": ("Inès", "Marchand", access.DIRECTORY),
    "accueil": ("Moussa", "Traoré", access.HOST),
    "appels": ("Léa", "Fournier", access.CALL_DESK),
    "formation": ("Hélène", "Roux", access.TRAINING_MANAGER),
    "formateur": ("Karim", "Benali", access.TRAINER),
    "chiffres": ("Agnès", "Petit", access.FIGURES),
}


def build_accounts(*, reset: bool = False) -> dict[str, str]:
    """Make the accounts that are missing; returns the passwords by user name: of the new ones, or of all when ``reset``."""
    passwords: dict[str, str] = {}
    known = {user.username: user for user in User.objects.filter(username__in=[ADMIN, *PEOPLE])}
    if ADMIN not in known or reset:
        user = known.get(ADMIN) or User(username=ADMIN, first_name="Camille", last_name="Martin", email="admin@exemple.invalid")
        user.is_staff = user.is_superuser = True
        passwords[ADMIN] = _new_password(user)
    for name, (first, last, group) in PEOPLE.items():
        if name not in known or reset:
            user = known.get(name) or User(username=name, first_name=first, last_name=last, email=f"{name}@exemple.invalid")
            passwords[name] = _new_password(user)
            user.groups.add(Group.objects.get_or_create(name=group)[0])
            known[name] = user
    _roles_at_places(known)
    _sessions_of_the_trainer(known["formateur"])
    return passwords


def _new_password(user: User) -> str:
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return password


def _roles_at_places(users: dict[str, User]) -> None:
    """One coordinator looks after every reception point, another after two relays only; the host receives at each reception point."""
    points = list(Place.objects.filter(kind=PlaceKind.RECEPTION_POINT))
    roles = [
        PlaceRole(user=users[name], place=place, role=role)
        for name, role in (("lieux", Role.COORDINATOR), ("accueil", Role.HOST))
        for place in points
    ]
    relays = Place.objects.filter(kind=PlaceKind.RELAY, archived_at=None).order_by("pk")[:WATCHED]
    roles += [PlaceRole(user=users["relais"], place=place, role=Role.COORDINATOR) for place in relays]
    PlaceRole.objects.bulk_create(roles, ignore_conflicts=True)


def _sessions_of_the_trainer(trainer: User) -> None:
    """The trainer gives every course that has nobody yet."""
    Session.objects.filter(offer__in=CoursePage.objects.values("pk"), host=None).update(host=trainer)
