"""Register this room's admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import (
    actions,
    call_desk,
    desk_hooks,  # noqa: F401
    helping_hooks,  # noqa: F401
    host_roles,
    hosts,
    off_site_hooks,  # noqa: F401
    session_certificates,
    session_people,  # noqa: F401  (the people on a session's page)
)
from .admin.bookings import BookingViewSet
from .admin.hosts import HostViewSet
from .admin.permanence_access import refuse_others
from .admin.permanences import PermanenceRuleViewSet, make_slots
from .admin.reasons import PermanenceReasonViewSet
from .admin.tallies import TallyViewSet

register_snippet(BookingViewSet)
register_snippet(PermanenceRuleViewSet)
register_snippet(PermanenceReasonViewSet)
register_snippet(HostViewSet)
register_snippet(TallyViewSet)
hooks.register("after_create_snippet", make_slots)
hooks.register("after_edit_snippet", make_slots)
hooks.register("before_delete_snippet", refuse_others)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    addresses = [
        path("<int:pk>/correct/", actions.correct, name="correct"),
        path("<int:pk>/cancel/", actions.cancel, name="cancel"),
        path("<int:pk>/reinstate/", actions.reinstate, name="reinstate"),
        path("<int:pk>/new-link/", actions.link_again, name="new_link"),
        path("calls/<int:pk>/", call_desk.call, name="called"),
        path("add/<int:session_id>/", actions.add_person, name="add"),
        path("certificates/<int:session_id>/", session_certificates.certificates, name="certificates"),
    ]
    people = [
        path("invite/", hosts.invite, name="invite"),
        path("<int:pk>/again/", hosts.send_again, name="again"),
        path("<int:pk>/revoke/", hosts.revoke, name="revoke"),
        path("roles/", host_roles.roles, name="roles"),
        path("roles/<int:pk>/take-back/", host_roles.take_role_back, name="take_role_back"),
    ]
    return [path("hosts/", include((people, "hosts_admin"))), path("bookings/", include((addresses, "bookings_admin")))]
