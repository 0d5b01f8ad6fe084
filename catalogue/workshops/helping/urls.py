"""Addresses under /reserver/aidants/: a private link opens everything but the first ones."""

from django.urls import path

from .views import kept, link, one, people, several, space

app_name = "helping"

urlpatterns = [
    path("", link.welcome, name="welcome"),
    path("lien/", link.again, name="again"),
    path("lien/envoye/", link.link_sent, name="link_sent"),
    path("<str:token>/", space.space, name="space"),
    path("<str:token>/ici/", space.keep_near, name="keep_near"),
    path("<str:token>/renouveler/", link.renew, name="renew"),
    path("<str:token>/coordonnees/", space.about, name="about"),
    path("<str:token>/effacer/", space.stop, name="stop"),
    path("<str:token>/seance/<int:session_id>/", one.one, name="one"),
    path("<str:token>/seance/<int:session_id>/liste/", several.several, name="several"),
    path("<str:token>/seance/<int:session_id>/garder/", kept.keep, name="keep"),
    path("<str:token>/faits/<str:key>/", several.done, name="done"),
    path("<str:token>/gardees/", kept.kept, name="kept"),
    path("<str:token>/gardees/<int:pk>/", kept.block, name="block"),
    path("<str:token>/gardees/<int:pk>/rendre/", kept.give_back, name="give_back"),
    path("<str:token>/orientations/", people.everybody, name="sent"),
    path("<str:token>/orientations/<int:pk>/", people.person, name="person"),
    path("<str:token>/orientations/<int:pk>/annuler/", people.cancel, name="cancel"),
    path("<str:token>/orientations/<int:pk>/changer/", people.change, name="change"),
    path("<str:token>/orientations/<int:pk>/accepter/", people.accept, name="accept"),
    path("<str:token>/papiers.pdf", people.slips, name="slips"),
]
