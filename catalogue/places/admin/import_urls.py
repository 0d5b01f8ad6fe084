"""Addresses of the admin's screens about imports and duplicates."""

from django.urls import path

from . import duplicate_views, import_views

app_name = "places_imports"

urlpatterns = [
    path("imports/new/", import_views.new, name="new"),
    path("imports/<int:pk>/", import_views.report, name="report"),
    path("imports/<int:pk>/progress/", import_views.progress, name="progress"),
    path("imports/<int:pk>/report.csv", import_views.download, name="download"),
    path("imports/<int:pk>/archive/", import_views.archive, name="archive"),
    path("imports/<int:pk>/for-real/", import_views.for_real, name="for_real"),
    path("duplicates/<int:pk>/", duplicate_views.settle, name="settle"),
    path("duplicates/<int:pk>/undo/", duplicate_views.undo, name="undo"),
]
