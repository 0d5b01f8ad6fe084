"""Which groups may do what in the agenda; which sessions they see hangs on their places (see visibility.py)."""

from core.access import EDITOR, FIGURES, HOST, PLACE_COORDINATOR, REVIEWER, TRAINER, TRAINING_MANAGER, TRANSLATOR, grant

for group in (HOST, TRAINER, FIGURES, REVIEWER):
    grant(group, "agenda", "view_session")
for group in (EDITOR, PLACE_COORDINATOR, TRAINING_MANAGER):
    grant(group, "agenda", "view_session", "add_session", "change_session", "delete_session")
for group in (EDITOR, TRAINING_MANAGER, REVIEWER, FIGURES):  # the others see those of their places, and those they host
    grant(group, "agenda", "see_every_session")
grant(EDITOR, "agenda", "view_skill", "change_skill")
grant(TRANSLATOR, "agenda", "view_skill", "change_skill")
# Closing a place: where one coordinates; every place for who sees every session (admin/closures.py).
for group in (EDITOR, PLACE_COORDINATOR):
    grant(group, "places", "view_closedday", "add_closedday", "change_closedday")
grant(HOST, "places", "view_closedday")
