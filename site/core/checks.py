"""Refuse layouts that would break in ways hard to see."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register


@register()
def site_is_no_package(app_configs, **kwargs) -> list[Error]:
    if (Path(settings.ROOT) / "site" / "__init__.py").exists():
        return [Error("site/__init__.py must not exist: the standard library owns the name `site`.", id="core.E001")]
    return []
