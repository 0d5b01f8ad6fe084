"""Register this room's admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import actions, session_people  # noqa: F401  (the people on a session's page)
from .admin.bookings import BookingViewSet
from .admin.calls import CallViewSet
from .admin.permanence_access import refuse_others
from .admin.permanences import PermanenceRuleViewSet, make_slots
from .admin.reasons import PermanenceReasonViewSet

register_snippet(BookingViewSet)
register_snippet(CallViewSet)
register_snippet(PermanenceRuleViewSet)
register_snippet(PermanenceReasonViewSet)
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
        path("calls/<int:pk>/", actions.called, name="called"),
        path("add/<int:session_id>/", actions.add_person, name="add"),
    ]
    return [path("bookings/", include((addresses, "bookings_admin")))]
