"""Addresses under /reserver/. A booking is reached by its token only; GET changes nothing."""

from django.urls import path

from .views import journey

app_name = "workshops"

urlpatterns = [
    path("<int:session_id>/", journey.book, name="book"),
    path("r/<str:token>/", journey.booking, name="booking"),
]
