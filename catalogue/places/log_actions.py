"""What can happen to a place, in words, for its history."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

from . import flags, history, upkeep
from .duplicates import settling
from .joining import keeping
from .models import Place, PlaceLogEntry


def register(actions: LogActionRegistry) -> None:
    """Register the actions, and where the history of places is kept."""
    actions.register_model(Place, PlaceLogEntry)
    for action, words in (
        (history.IMPORTED, _("Changed by an import")),
        (upkeep.SHOWN, _("Shown to the public")),
        (upkeep.HIDDEN, _("Hidden from the public")),
        (upkeep.ARCHIVED, _("Archived")),
        (upkeep.RESTORED, _("Restored")),
        (upkeep.VERIFIED, _("Verified")),
        (upkeep.KIND_SET, _("Kind changed")),
        (flags.SETTLED, _("Looked at and settled")),
    ):
        actions.register_action(action, words, words)
    actions.register_action(keeping.LOG_ACTION, _("Changed by the structure"), _("Changed by the structure, by its private link"))
    actions.register_action(keeping.CONFIRMED, _("Confirmed by the structure"), _("Confirmed by the structure, by its private link"))
    actions.register_action(settling.MERGED, _("Merge"), _("Merged with another record of the same place"))
    actions.register_action(settling.PARTED, _("Undo a merge"), _("Parted again from another record"))
