"""Addresses of this room in the admin that are no list or form of a model's."""

from django.urls import path

from .flag_views import flags_of_place, settle_flag
from .history_report import PlaceHistoryReport
from .map_view import map_of_places

app_name = "places_admin"

urlpatterns = [
    path("<int:pk>/flags/", flags_of_place, name="flags"),
    path("<int:pk>/flags/settle/", settle_flag, name="settle_flag"),
    path("map/", map_of_places, name="map"),
    path("history/", PlaceHistoryReport.as_view(), name="history"),
    path("history/results/", PlaceHistoryReport.as_view(results_only=True), name="history_results"),
]
