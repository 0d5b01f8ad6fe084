"""The living style page, in development and tests only (see ``settings.STYLEGUIDE``)."""

from django.urls import path

from . import views

app_name = "styleguide"

urlpatterns = [path("", views.page, name="page")]
