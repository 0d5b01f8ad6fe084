"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "places"

urlpatterns = [
    path("suggestions", views.suggestions, name="suggestions"),
    path("<int:pk>/", views.place, {"slug": ""}, name="place_short"),
    path("<int:pk>-<str:slug>/", views.place, name="place"),
    path("<int:pk>-<str:slug>/imprimer/", views.paper, name="paper"),
]
