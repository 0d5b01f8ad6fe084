from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .admin.relays import RelaysGroup
from .admin.stock import StockGroup
from .admin.stock_figures import MAY_SEE, sale_figures
from .admin.viewsets import PlacesGroup
from .duplicates.settling import MERGED, PARTED
from .joining.keeping import LOG_ACTION

register_snippet(PlacesGroup)
register_snippet(RelaysGroup)
register_snippet(StockGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("relays/", include("catalogue.places.admin.joining_urls")),
        path("places/", include("catalogue.places.admin.import_urls")),
        path("chiffres-des-ventes/", sale_figures, name="sale_figures"),
    ]


class SaleFiguresMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def sale_figures_menu_item() -> MenuItem:
    return SaleFiguresMenuItem(_("Figures of sales"), reverse("sale_figures"), name="sale-figures", icon_name="table", order=310)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(LOG_ACTION, _("Changed by the structure"), _("Changed by the structure, by its private link"))
    actions.register_action(MERGED, _("Merge"), _("Merged with another record of the same place"))
    actions.register_action(PARTED, _("Undo a merge"), _("Parted again from another record"))
