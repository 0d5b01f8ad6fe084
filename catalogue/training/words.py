"""Sentences for the visitor: why a registration cannot be done, and where one is in the journey."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalogue.agenda.errors import HoldExpired, SeatError, SessionClosed, SessionFull, SessionReserved
from core import steps


def steps_at(now: str) -> list[dict[str, str]]:
    """Return the three screens of a registration; ``now`` is "team", "contact" or "check"."""
    return steps.steps_at(now, {"team": _("Your team"), "contact": _("Contact"), "check": pgettext("step", "Check")})


def sentence_for(error: SeatError) -> str:
    """Return what to tell, with the next thing to do when there is one."""
    if isinstance(error, SessionFull):
        if error.free:
            return ngettext(
                "Only %(free)d seat is left. Ask for %(free)d, or join the waiting list.",
                "Only %(free)d seats are left. Ask for %(free)d or fewer, or join the waiting list.",
                error.free,
            ) % {"free": error.free}
        return _("This session has just filled up. Join the waiting list, or choose another date.")
    if isinstance(error, HoldExpired):
        return _("We kept your seats for 20 minutes, and others took them since. Join the waiting list, or choose another date.")
    if isinstance(error, SessionReserved):
        return _("This session is kept for the teams of one structure. Choose another date, or call us.")
    if isinstance(error, SessionClosed):
        return {
            "past": _("This session has begun. Choose another date."),
            "cancelled": _("This session is cancelled. Choose another date."),
            "not_open": _("Registration is not open yet for this session. Choose another date, or call us."),
            "closed": _("Registration has closed for this session. Choose another date, or call us."),
            "missing": _("This session is no longer on offer. Choose another date."),
        }[error.reason]
    return _("This cannot be done any more. Call us: we will find a way.")
