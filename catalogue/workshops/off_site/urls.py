"""Addresses under /reserver/hors-les-murs/."""

from django.urls import path

from . import views

app_name = "off_site"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("r/<str:token>/", views.request_page, name="request"),
    path("r/<str:token>/retirer/", views.withdraw, name="withdraw"),
]
