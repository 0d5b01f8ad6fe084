"""Addresses of the journey and its result; the start page itself is a Wagtail page."""

from django.urls import path

from . import views

app_name = "diagnostic"

urlpatterns = [
    path("etape/", views.current, name="current"),
    path("etape/effacer/", views.erase, name="erase"),
    path("etape/question/<int:number>/", views.question, name="question"),
    path("etape/<slug:name>/", views.step, name="step"),
    path("resultat/<str:token>/", views.result, name="result"),
]
