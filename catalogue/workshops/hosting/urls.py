"""Addresses under /accueil/: signed in for the shift, never kept by a cache. GET changes nothing."""

from django.urls import path

from .views import calls, counts, day, door, people, sessions

app_name = "hosting"

urlpatterns = [
    path("", day.day, name="day"),
    path("jour/<str:wanted>/", day.day, name="day_of"),
    path("etat/", day.state, name="state"),
    path("envoi/", day.send, name="send"),
    path("presence/", day.press, name="press"),
    path("sw.js", day.worker, name="worker"),
    path("hors-ligne/", day.offline, name="offline"),
    path("invitation/<str:token>/", door.invitation, name="invitation"),
    path("connexion/", door.sign_in, name="sign_in"),
    path("connexion/<str:token>/", door.link, name="link"),
    path("fin/", door.sign_out, name="sign_out"),
    path("appels/", calls.calls, name="calls"),
    path("personne/<int:pk>/", people.person, name="person"),
    path("personne/<int:pk>/deplacer/", people.move, name="move"),
    path("personne/<int:pk>/rendre/", people.give_back, name="give_back"),
    path("personne/<int:pk>/placer/", people.give_seat, name="give_seat"),
    path("seance/<int:session_id>/arrivee/", people.walk_in, name="walk_in"),
    path("seance/<int:session_id>/prendre/", sessions.take, name="take"),
    path("seance/<int:session_id>/feuille.pdf", sessions.print_sheet, name="sheet"),
    path("seance/<int:session_id>/annuler/", sessions.cancel, name="cancel"),
    path("seance/<int:session_id>/annulee/", sessions.cancelled, name="cancelled"),
    path("seance/<int:session_id>/compter/", counts.tally, name="tally"),
    path("seance/<int:session_id>/sortie/", counts.lend, name="lend"),
    path("seance/<int:session_id>/visages/", counts.faces, name="faces"),
    path("reprendre/", counts.take_back, name="take_back"),
]
