from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosticConfig(AppConfig):
    name = "diagnostic"
    label = "diagnostic"
    verbose_name = _("Diagnostic")

    def ready(self) -> None:
        from . import grants, sweeps  # noqa: F401
