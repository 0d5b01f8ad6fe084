"""Addresses under /reserver/. A booking is reached by its token only; GET changes nothing."""

from django.urls import include, path

from .helping.views import agreeing
from .views import after, call_me, certificates, journey, lost_link, moving, papers, reminders

app_name = "workshops"

urlpatterns = [
    path("<int:session_id>/", journey.book, name="book"),
    path("retrouver/", lost_link.find, name="find"),
    path("retrouver/demande/", lost_link.asked, name="asked"),
    path("rappel/", call_me.call_me, name="call_me"),
    path("rappel/promis/<str:suits>/", call_me.promised, name="call_promised"),
    path("aidants/", include("catalogue.workshops.helping.urls")),
    path("hors-les-murs/", include("catalogue.workshops.off_site.urls")),
    path("r/<str:token>/partage/", agreeing.share, name="share"),
    path("r/<str:token>/", after.booking, name="booking"),
    path("r/<str:token>/qui/", journey.who, name="who"),
    path("r/<str:token>/verifier/", journey.check, name="check"),
    path("r/<str:token>/garder/", journey.keep, name="keep"),
    path("r/<str:token>/changer/", journey.change, name="change"),
    path("r/<str:token>/deplacer/", moving.move, name="move"),
    path("r/<str:token>/annuler/", after.cancel, name="cancel"),
    path("r/<str:token>/accepter/", after.accept, name="accept"),
    path("r/<str:token>/rappels/", reminders.choose, name="reminders"),
    path("r/<str:token>/atelier.ics", papers.calendar, name="calendar"),
    path("r/<str:token>/ma-place.pdf", papers.print_slip, name="slip"),
    path("r/<str:token>/attestation/", certificates.names, name="certificate_names"),
    path("r/<str:token>/attestation.pdf", certificates.certificate, name="certificate"),
    path("r/<str:token>/code.svg", papers.code, name="code"),
]
