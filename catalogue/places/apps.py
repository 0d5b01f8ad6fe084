from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "catalogue.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        from . import grants, history_retention, sweeps  # noqa: F401
        from .importing import startup as importing  # noqa: F401
        from .joining import startup as joining  # noqa: F401
        from .stock import startup  # noqa: F401
