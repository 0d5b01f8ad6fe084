"""What each group may do with registrations. Which ones a trainer sees hangs on the sessions they host (``Registration.visible_to``)."""

from core.access import TRAINER, TRAINING_MANAGER, grant

grant(TRAINING_MANAGER, "training", "view_registration", "add_registration", "change_registration", "delete_registration")
grant(TRAINER, "training", "view_registration")
