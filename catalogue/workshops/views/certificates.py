"""The certificate of attendance, from the private page once the last meeting is over; a last name may be added first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import PersonNameField, PlainForm

from ..certificates import NoSuchLetters, certificates_of, earned_by
from ..models import Booking, Participant
from ..words import in_words
from .screens import show, with_booking


class LastNameForm(PlainForm):
    """The names as they will be printed, the first name as it was booked or as it is corrected here."""

    first_name = PersonNameField(label=_("First name"), max_length=60, autocomplete="given-name")
    last_name = PersonNameField(label=_("Last name"), max_length=60, required=False, autocomplete="family-name")
    reasons = {"last_name": _("To print it on the certificate. It is erased with your booking, three months after the last meeting.")}


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def names(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Read the names once more, complete them, then get the certificate."""
    earned = earned_by(booking)
    if not earned:
        return redirect("workshops:booking", token=booking.token)
    data = request.POST if request.method == "POST" else None
    rows = [(came, _form(came.person, data)) for came in earned]
    answers = [form.is_valid() for _came, form in rows]  # each one, so that each shows its own sentence
    if data is not None and all(answers):
        for came, form in rows:
            changes = {"first_name": form.cleaned_data["first_name"], "last_name": form.cleaned_data["last_name"]}
            Participant.objects.filter(pk=came.person.pk).update(**changes)
        return redirect("workshops:certificate", token=booking.token)
    return show(request, "certificates/names.html", {"booking": booking, "rows": rows, "several": len(rows) > 1, "session_id": None})


def _form(person: Participant, data) -> LastNameForm:
    initial = {"first_name": person.first_name, "last_name": person.last_name}
    return LastNameForm(data, initial=initial, prefix=f"p{person.pk}")


@require_safe
@with_booking
def certificate(request: HttpRequest, booking: Booking) -> HttpResponse:
    earned = earned_by(booking)
    if not earned or booking.session is None:
        return redirect("workshops:booking", token=booking.token)
    try:
        pdf = certificates_of(booking.session, earned)
    except NoSuchLetters as refused:
        context = {"booking": booking, "names": ", ".join(refused.names), "session_id": None}
        return show(request, "certificates/letters.html", context, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="attestation.pdf"'
    return response


def offered_to(booking: Booking) -> dict[str, object]:
    """Return what the private page says of certificates: for whom, or nothing."""
    earned = earned_by(booking)
    return {"certificate_names": in_words([came.person for came in earned]), "has_certificate": bool(earned)}
