from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core.access import EDITOR, REVIEWER, TRANSLATOR, grant, groups_synced

        from . import editorial_access, navigation
        from .models import Footer, KeyFigure, Navigation

        for model in (Navigation, Footer):
            post_save.connect(navigation.forget, sender=model)
            post_delete.connect(navigation.forget, sender=model)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(navigation.forget)

        groups_synced.connect(editorial_access.arrange)
        for model in (KeyFigure, Navigation, Footer):
            name = model._meta.model_name
            grant(EDITOR, "home", f"view_{name}", f"add_{name}", f"change_{name}")
            grant(REVIEWER, "home", f"view_{name}", f"add_{name}", f"change_{name}", f"delete_{name}")
            grant(TRANSLATOR, "home", f"view_{name}", f"change_{name}")
        grant(TRANSLATOR, "wagtail_localize", "submit_translation")
        grant(EDITOR, "wagtail_localize", "submit_translation")
        grant(REVIEWER, "wagtail_localize", "submit_translation")
