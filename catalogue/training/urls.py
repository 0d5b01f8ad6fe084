"""Addresses of the registration journey: /inscription/…, the same words in every language."""

from django.urls import URLPattern

app_name = "training"
urlpatterns: list[URLPattern] = []
