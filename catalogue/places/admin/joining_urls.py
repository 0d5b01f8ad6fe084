"""Addresses of the actions on relays, under the admin."""

from django.urls import path

from . import application_actions as application
from . import relay_actions as relay

app_name = "joining_admin"

urlpatterns = [
    path("applications/<int:pk>/to-complete/", application.to_complete, name="to_complete"),
    path("applications/<int:pk>/visit/", application.visit, name="visit"),
    path("applications/<int:pk>/accept/", application.accept, name="accept"),
    path("applications/<int:pk>/refuse/", application.refuse, name="refuse"),
    path("applications/<int:pk>/link/", application.renew, name="renew"),
    path("places/<int:place_id>/link/", relay.open_link, name="open_link"),
    path("places/<int:place_id>/invite/", relay.invite_somebody, name="invite_somebody"),
    path("links/<int:pk>/new/", relay.new_link, name="new_link"),
    path("links/<int:pk>/revoke/", relay.revoke_link, name="revoke_link"),
    path("links/<int:pk>/ask/", relay.ask_now, name="ask_now"),
    path("changes/<int:pk>/seen/", relay.seen, name="seen"),
    path("reports/<int:pk>/settle/", relay.settle, name="settle"),
    path("accesses/<int:pk>/invite/", relay.invite, name="invite"),
    path("accesses/<int:pk>/revoke/", relay.revoke_access, name="revoke_access"),
]
