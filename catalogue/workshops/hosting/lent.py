"""A phone in a visitor's hand: the admin, which the same sign-in would open, stays closed as well until the code is given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from .shift import lent_for

_SIGNED_IN = ("/admin", "/documents/")  # no public page: those are the same for everybody, and read no session


class LentPhoneMiddleware(MiddlewareMixin):
    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        lent = lent_for(request) if request.path.startswith(_SIGNED_IN) else None
        return redirect("hosting:faces", session_id=lent) if lent is not None else None
