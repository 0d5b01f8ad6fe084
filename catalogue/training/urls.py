"""Addresses of the registration: /inscription/…, the same words in every language."""

from django.urls import path

from .views import journey, registration

app_name = "training"
urlpatterns = [
    path("<int:session_id>/", journey.start, name="start"),
    path("r/<str:token>/", registration.registration, name="registration"),
    path("r/<str:token>/equipe/", journey.team, name="team"),
    path("r/<str:token>/contact/", journey.contact, name="contact"),
    path("r/<str:token>/verifier/", journey.check, name="check"),
    path("r/<str:token>/accepter/", registration.accept, name="accept"),
    path("r/<str:token>/annuler/", registration.cancellation, name="cancel"),
]
