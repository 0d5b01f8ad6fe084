from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from . import log_actions
from .admin.bulk_actions import ACTIONS
from .admin.dashboard import WaitingPanel
from .admin.relays import RelaysGroup
from .admin.school_holidays import SchoolHolidayViewSet
from .admin.stock import StockGroup
from .admin.stock_figures import MAY_SEE, sale_figures
from .admin.viewsets import PlacesGroup

register_snippet(PlacesGroup)
register_snippet(RelaysGroup)
register_snippet(StockGroup)
register_snippet(SchoolHolidayViewSet)

for action in ACTIONS:
    hooks.register("register_bulk_action", action, order=10)  # after Wagtail's own: the one for deleting takes its stead


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("relays/", include("catalogue.places.admin.joining_urls")),
        path("places/", include("catalogue.places.admin.import_urls")),
        path("places/", include("catalogue.places.admin.place_urls")),
        path("chiffres-des-ventes/", sale_figures, name="sale_figures"),
    ]


class SaleFiguresMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def sale_figures_menu_item() -> MenuItem:
    return SaleFiguresMenuItem(_("Figures of sales"), reverse("sale_figures"), name="sale-figures", icon_name="table", order=310)


@hooks.register("register_log_actions")
def places_log_actions(actions: LogActionRegistry) -> None:
    log_actions.register(actions)


@hooks.register("construct_homepage_panels")
def what_waits(request, panels: list) -> None:
    panel = WaitingPanel(request)
    if panel.lines:
        panels.append(panel)


class OfPlacesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("places.change_place")


@hooks.register("register_reports_menu_item")
def places_out_of_date() -> MenuItem:
    url = f"{reverse('wagtailsnippets_places_place:list')}?freshness=out"
    return OfPlacesMenuItem(_("Places out of date"), url, name="places-out-of-date", icon_name="time", order=910)


@hooks.register("register_reports_menu_item")
def history_of_places() -> MenuItem:
    return OfPlacesMenuItem(
        _("History of the places"), reverse("places_admin:history"), name="places-history", icon_name="history", order=920
    )
