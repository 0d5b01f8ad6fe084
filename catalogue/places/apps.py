from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "catalogue.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        from . import gallery, grants, history_retention, sweeps  # noqa: F401
        from .importing import startup as importing  # noqa: F401
        from .joining import startup as joining  # noqa: F401
        from .stock import startup  # noqa: F401

        post_save.connect(gallery.cut_picture, sender=gallery.PlacePicture, dispatch_uid="places.gallery.picture")
        post_save.connect(gallery.cut_again, sender=gallery.Image, dispatch_uid="places.gallery.image")
