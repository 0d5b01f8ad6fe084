from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "catalogue.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        from catalogue.agenda.cards import register_booking_url
        from core.access import TRAINER, TRAINING_MANAGER, grant

        from . import message_texts, retention, seat_news, sweeps  # noqa: F401
        from .models import CoursePage
        from .views.addresses import registration_url

        register_booking_url(CoursePage, registration_url)
        grant(TRAINING_MANAGER, "training", "view_registration", "add_registration", "change_registration", "delete_registration")
        grant(TRAINER, "training", "view_registration")
