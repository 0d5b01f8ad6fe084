"""Models of this room."""

from django.utils.translation import gettext_lazy as _

from core.models import BasePage


class HomePage(BasePage):
    template = "home/home_page.html"
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("home page")
