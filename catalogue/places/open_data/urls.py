"""Addresses of the open data: files and API have one in every language, the page that explains them has its prefix."""

from django.urls import path, re_path

from . import api, views

app_name = "open_data"

urlpatterns = [
    re_path(r"^donnees/lieux\.(?P<format>csv|json|geojson)$", views.file, name="file"),
    path("donnees/schema.json", views.schema, name="schema"),
    path("api/lieux/", api.places, name="places"),
    path("api/lieux/<int:pk>/", api.place, name="place"),
    path("api/openapi.json", api.openapi, name="openapi"),
]
