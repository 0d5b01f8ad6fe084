"""What a structure, then each person who signs in, agrees to about data. A changed text is a new version: the old ones stay.

The words are shown translated; what was agreed to is named by the version, and the French text is the one that holds.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STRUCTURE = "structure-2026-11"
HOST = "accueil-2026-11"

_TEXTS: dict[str, tuple[str | Promise, ...]] = {
    STRUCTURE: (
        _("What we say of our place is public: name, address, hours, phone, services. We keep it right."),
        _("The name, e-mail and phone of our contact are used by the team alone, to follow this application and the relay."),
        _("We read visitors’ data only to receive them. We hand it to nobody, and copy it nowhere."),
        _("Each person who sees bookings has a sign-in of their own. We tell the team when somebody leaves."),
        _("If data is lost or seen by somebody else, we tell the team on the same day."),
        _("We may ask to leave, and to have our data erased, at any time."),
    ),
    HOST: (
        _("I see first names, phone numbers and the help people ask for, only to receive them."),
        _("I show these to nobody else, copy them nowhere, and take no picture of them."),
        _("My sign-in is mine alone. I give my password to nobody, and close the session on a shared computer."),
        _("If I leave, or if somebody may have seen these data, I tell the team on the same day."),
        _("My access may be taken back at any time. My agreement is kept with its date."),
    ),
}


def sentences_of(version: str) -> tuple[str | Promise, ...]:
    """Return the sentences of a version; raises KeyError for an unknown one."""
    return _TEXTS[version]
