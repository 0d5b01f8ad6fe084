from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core.access import groups_synced

        from . import editorial_access, grants, navigation  # noqa: F401
        from .models import Footer, Navigation

        for model in (Navigation, Footer):
            post_save.connect(navigation.forget, sender=model)
            post_delete.connect(navigation.forget, sender=model)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(navigation.forget)

        groups_synced.connect(editorial_access.arrange)
