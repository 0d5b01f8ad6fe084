from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "catalogue.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        from core.access import TRAINER, TRAINING_MANAGER, grant

        grant(TRAINING_MANAGER, "training", "view_registration", "add_registration", "change_registration", "delete_registration")
        grant(TRAINING_MANAGER, "core", "view_organisation", "add_organisation", "change_organisation")
        grant(TRAINING_MANAGER, "agenda", "view_session", "add_session", "change_session")
        grant(TRAINER, "training", "view_registration")
        grant(TRAINER, "agenda", "view_session")
