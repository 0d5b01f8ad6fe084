"""How much may be sent from one address in an hour, and the sentence for who has to wait."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.throttle import too_many

MOST_IN_AN_HOUR = 10


def must_wait(what: str, request: HttpRequest) -> str:
    """Count one more; return the sentence to show when it is too many, "" otherwise."""
    if too_many(f"joining-{what}", request, most=MOST_IN_AN_HOUR, seconds=3600):
        return _("A lot was sent from here. Try again in an hour, or call us.")
    return ""
