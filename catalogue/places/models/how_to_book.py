"""How one gets a seat or an appointment at a place."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingMode(models.TextChoices):
    HERE = "here", _("On this site")
    PHONE = "phone", _("By phone")
    WALK_IN = "walk_in", _("People come without an appointment")
    OWN_SITE = "own_site", _("On the website of the structure")


def validate_https(value: str) -> None:
    """Refuse an address that is no https:// one with a public host name, or that carries a name and a password."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    known = "." in host and not host.replace(".", "").isdigit() and ":" not in host and not host.endswith((".local", ".internal"))
    if parts.scheme != "https" or not known or parts.username or port not in (None, 443):
        raise ValidationError(_("Write an address that begins with https://, for example https://exemple.fr/rendez-vous."))
