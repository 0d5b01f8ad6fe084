from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "catalogue.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        from . import booking_address, grants, message_texts, reach, retention, seat_news, sweeps  # noqa: F401
