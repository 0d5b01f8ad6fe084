"""What each group may do with this room's records."""

from .access import EDITOR, PLACE_COORDINATOR, REVIEWER, TRAINING_MANAGER, grant


def register() -> None:
    # The outbox holds everybody's phone numbers: superusers only. Who must call whom stands in each room's own lists.
    for group in (EDITOR, REVIEWER):
        grant(group, "core", "view_messagetext", "add_messagetext", "change_messagetext")
        for model in ("image", "document"):
            grant(group, "core", f"add_{model}", f"change_{model}")
    for group in (PLACE_COORDINATOR, TRAINING_MANAGER):
        grant(group, "core", "view_organisation", "add_organisation", "change_organisation")
    grant(REVIEWER, "core", "change_sitesettings")
