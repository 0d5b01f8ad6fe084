"""The screens before the seat is booked."""

from django.http import Http404, HttpRequest, HttpResponse


def book(request: HttpRequest, session_id: int) -> HttpResponse:
    raise Http404


def booking(request: HttpRequest, token: str) -> HttpResponse:
    raise Http404
