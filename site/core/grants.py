"""What each group may do with this room's records."""

from .access import CALL_DESK, EDITOR, FIGURES, HOST, PLACE_COORDINATOR, REVIEWER, TRAINING_MANAGER, grant


def register() -> None:
    # The outbox holds everybody's phone numbers and private links: whole for superusers only (see_recipient). Coordinators see, masked,
    # what did not arrive, and send it again. Who must call whom stands in each room's own lists.
    grant(PLACE_COORDINATOR, "core", "view_message", "change_message")
    grant(CALL_DESK, "core", "view_incomingmessage")  # what people wrote, from every place
    for group in (HOST, PLACE_COORDINATOR):
        grant(group, "core", "view_optout", "add_optout", "delete_optout")
    for group in (REVIEWER, FIGURES, PLACE_COORDINATOR):
        grant(group, "core", "view_sentcount")
    for group in (EDITOR, REVIEWER):
        grant(group, "core", "view_messagetext", "add_messagetext", "change_messagetext")
        for model in ("image", "document"):
            grant(group, "core", f"add_{model}", f"change_{model}")
    for group in (PLACE_COORDINATOR, TRAINING_MANAGER):
        grant(group, "core", "view_organisation", "add_organisation", "change_organisation")
    grant(REVIEWER, "core", "change_sitesettings")
