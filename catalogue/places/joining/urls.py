"""Addresses of relays: /relais/…, the same words in every language. What is personal stands under candidature, espace and acces."""

from django.urls import path

from .views import access, application, space, stock

app_name = "joining"

urlpatterns = [
    path("devenir/", application.about, name="about"),
    path("candidature/", application.begin, name="begin"),
    path("candidature/lien/", application.link_again, name="link_again"),
    path("candidature/effacee/", application.erased, name="erased"),
    path("candidature/<str:token>/", application.application, name="application"),
    path("candidature/<str:token>/verifier/", application.check, name="check"),
    path("candidature/<str:token>/effacer/", application.erase, name="erase"),
    path("candidature/<str:token>/<slug:slug>/", application.step, name="step"),
    path("espace/<str:token>/", space.space, name="space"),
    path("espace/<str:token>/juste/", space.confirm, name="confirm"),
    path("espace/<str:token>/fermetures/", space.closures, name="closures"),
    path("espace/<str:token>/acces/", space.ask_access, name="ask_access"),
    path("espace/<str:token>/textes/<slug:language>/", space.texts, name="texts"),
    path("espace/<str:token>/stock/", stock.shelf, name="stock"),
    path("espace/<str:token>/stock/<slug:slug>/", stock.item, name="stock_item"),
    path("espace/<str:token>/<slug:slug>/", space.edit, name="edit"),
    path("acces/<str:token>/", access.access, name="access"),
]
