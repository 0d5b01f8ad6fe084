from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "catalogue.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        from . import grants, joining_late, sweeps  # noqa: F401
