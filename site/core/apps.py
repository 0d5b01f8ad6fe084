from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        from . import access, checks, grants, sweeps  # noqa: F401

        grants.register()
        post_migrate.connect(access.sync_groups_after_migrate, sender=self)
