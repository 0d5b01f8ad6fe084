"""Register the call desk, the figures and the unusual bookings: addresses and menu items."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import call_desk, patterns, serving_callers, workshop_figures


@hooks.register("register_admin_urls")
def desk_urls() -> list:
    calls = [
        path("", call_desk.desk, name="list"),
        path("asked/<int:pk>/", call_desk.callback, name="callback"),
        path("to-make/<int:pk>/", call_desk.call, name="call"),
        path("find/", serving_callers.find, name="find"),
        path("book/", serving_callers.book, name="book"),
        path("move/<int:pk>/", serving_callers.move, name="move"),
    ]
    unusual = [path("", patterns.unusual, name="list"), path("<int:pk>/", patterns.one, name="one")]
    return [
        path("call-desk/", include((calls, "call_desk"))),
        path("unusual-bookings/", include((unusual, "unusual_bookings"))),
        path("chiffres-des-ateliers/", workshop_figures.figures, name="workshop_figures"),
    ]


class CallDeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return call_desk.may_see(request.user)


@hooks.register("register_admin_menu_item")
def call_desk_menu_item() -> MenuItem:
    return CallDeskMenuItem(_("Calls"), reverse("call_desk:list"), name="call-desk", icon_name="mobile-alt", order=220)


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workshop_figures.MAY_SEE)


@hooks.register("register_reports_menu_item")
def figures_menu_item() -> MenuItem:
    return FiguresMenuItem(_("Figures of workshops"), reverse("workshop_figures"), name="workshop-figures", icon_name="table", order=290)


class UnusualMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("workshops.view_bookingpattern")


@hooks.register("register_reports_menu_item")
def unusual_menu_item() -> MenuItem:
    return UnusualMenuItem(_("Unusual bookings"), reverse("unusual_bookings:list"), name="unusual-bookings", icon_name="warning", order=295)
