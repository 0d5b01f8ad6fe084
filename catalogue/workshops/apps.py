from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "catalogue.workshops"
    label = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        from . import booking_address, grants, message_texts, open_places, place_appointments, reach, receivers, replies, sections, sweeps  # noqa: F401
        from .calls import retention as calls_retention  # noqa: F401
        from .helping import retention as helping_retention  # noqa: F401
        from .helping import telling as helping_telling  # noqa: F401
        from .hosting import startup as hosting_startup  # noqa: F401
        from .off_site import message_texts as off_site_texts  # noqa: F401
        from .watching import startup as watching_startup  # noqa: F401
