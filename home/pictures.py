"""The drawings an editor may choose: our own SVG files in static/img/pictures, drawn for this site."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Picture(TextChoices):
    """The value is the file's name."""

    WELCOME = "welcome", _("two people around a phone")
    WORKSHOP = "workshop", _("a small group at a table")
    EQUIP = "equip", _("a phone and a computer")
    CONNECT = "connect", _("a SIM card and waves")
    ACCOMPANY = "accompany", _("someone shows someone else")
    VOLUNTEER = "volunteer", _("a raised hand and a heart")
    RELAY = "relay", _("an open door")
    PROFESSIONAL = "professionals", _("a person with a folder")
    PHONE = "helpline", _("a person on the phone")
    PADLOCK = "privacy", _("a padlock")


def picture_choices() -> list[tuple[str, str | Promise]]:
    """A function, so that a new drawing needs no migration."""
    return list(Picture.choices)
