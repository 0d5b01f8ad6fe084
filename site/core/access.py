"""Who may do what in the admin: ten groups, each room grants its own permissions.

A room calls ``grant("host", "agenda", "view_session", …)`` from its ``AppConfig.ready``; after each migration
the groups are made to hold exactly what was granted (additions by hand to other groups are left alone).
"""

from collections import defaultdict

from django.apps import apps as global_apps
from django.db import transaction
from django.dispatch import Signal

# Stored in the database and shown in the admin, hence French.
EDITOR = "Rédaction"
REVIEWER = "Relecture"
TRANSLATOR = "Traduction"
PLACE_COORDINATOR = "Coordination des lieux"
DIRECTORY = "Annuaire des lieux"
HOST = "Accueil"
CALL_DESK = "Accueil téléphonique"
TRAINING_MANAGER = "Gestion de la formation"
TRAINER = "Formateurs et formatrices"
FIGURES = "Chiffres"

GROUPS = (EDITOR, REVIEWER, TRANSLATOR, PLACE_COORDINATOR, DIRECTORY, HOST, CALL_DESK, TRAINING_MANAGER, TRAINER, FIGURES)

groups_synced = Signal()  # after a migration, once the groups are there: upper rooms add what Wagtail keeps elsewhere

_grants: dict[str, set[tuple[str, str]]] = defaultdict(set)


def grant(group: str, app_label: str, *codenames: str) -> None:
    """Let a group have permissions of an app, once migrated."""
    if group not in GROUPS:
        raise ValueError(f"Unknown group {group!r}")
    _grants[group].update((app_label, codename) for codename in codenames)


def granted(group: str) -> frozenset[tuple[str, str]]:
    """Return the (app label, codename) pairs of a group."""
    return frozenset(_grants[group]) | {("wagtailadmin", "access_admin")}


def sync_groups() -> None:
    """Make each group hold exactly what the rooms granted it."""
    from django.contrib.auth.models import Group, Permission

    known = {(p.content_type.app_label, p.codename): p for p in Permission.objects.select_related("content_type")}
    with transaction.atomic():
        for name in GROUPS:
            group, _created = Group.objects.get_or_create(name=name)
            wanted = {known[pair] for pair in granted(name) if pair in known}
            if set(group.permissions.all()) != wanted:
                group.permissions.set(wanted)


def sync_groups_after_migrate(**kwargs) -> None:
    from django.contrib.auth.management import create_permissions

    # Permissions of later apps are made after this signal: make them now, so that one migrate is enough.
    for app in global_apps.get_app_configs():
        create_permissions(app, verbosity=0, using=kwargs.get("using", "default"))
    sync_groups()
    groups_synced.send(sender=None)
