"""The address where an entry is said to be wrong: a form, hence apart from the place's own page."""

from django.urls import path

from .views import report

app_name = "reporting"

urlpatterns = [path("<int:pk>/", report.report, name="report")]
