"""Addresses of this package: two public pages, what visitors and helpers ask, and the hosts' screens."""

from django.urls import path, re_path

from .views import alerts, host, public, referrals

app_name = "stock"
KIND = r"(?P<slug>ordinateur|smartphone|tablette|telephone|carte-sim|recharge)"
PLACE = r"(?P<place_id>[0-9]{1,18})"

urlpatterns = [
    path("s-equiper/", public.equipment, name="equipment"),
    path("se-connecter/", public.connection, name="connection"),
    re_path(rf"^lieux/alerte/{PLACE}/{KIND}/$", alerts.ask, name="ask"),
    path("lieux/alerte/notee/", alerts.noted, name="noted"),
    path("lieux/alerte/c/<str:token>/", alerts.alert, name="alert"),
    path("lieux/orienter/", referrals.choose, name="refer"),
    re_path(rf"^lieux/orienter/{PLACE}/$", referrals.write, name="refer_to"),
    path("lieux/orientation/<str:token>/", referrals.paper, name="referral"),
    path("lieux/stock/", host.mine, name="mine"),
    path("lieux/stock/orientation/", host.check, name="check"),
    path("lieux/stock/orientation/<str:number>/", host.check, name="seen"),
    re_path(rf"^lieux/stock/{PLACE}/$", host.shelf, name="shelf"),
    re_path(rf"^lieux/stock/{PLACE}/{KIND}/$", host.item, name="item"),
    re_path(rf"^lieux/stock/{PLACE}/{KIND}/vente/$", host.sale, name="sell"),
    re_path(rf"^lieux/stock/{PLACE}/ventes/(?P<sale_id>[0-9]{{1,18}})/annuler/$", host.take_back, name="take_back"),
    re_path(rf"^lieux/stock/{PLACE}/appels/(?P<alert_id>[0-9]{{1,18}})/$", host.called, name="called"),
]
