"""Wherever in the admin a publication is refused (bulk action, workflow, moderation list), say why instead of failing.

The page editor shows the missing fields by itself; the other screens of Wagtail call ``publish`` and expect no refusal.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .legal_fields import IncompleteCourse


class RefusedPublicationMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Send the editor to the course that is not complete, with the sentence that lists what to fill in."""
        if not isinstance(exception, IncompleteCourse) or not request.user.is_authenticated:
            return None
        messages.error(request, f"{exception.title} : {exception.sentence}" if exception.title else exception.sentence)
        if exception.page_id:
            return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[exception.page_id]))
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
