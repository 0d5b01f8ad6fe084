"""How long the people of a registration are kept: contacts, signatories, trainees."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register
from core.tokens import new_token

from .models import Registration, RegistrationState, Trainee

UNSENT_KEPT = timedelta(days=1)
NOT_HELD_KEPT = timedelta(days=365)
EVIDENCE_KEPT = timedelta(days=6 * 365 + 2)  # Code du travail L6362-5 and the prescription of the agreement's evidence
BATCH = 500

S = RegistrationState


def purge_registrations(now: datetime) -> int:
    """Erase forms never sent after a day, contacts six years after the session (one year when it was not attended)."""
    unsent = Registration.objects.filter(sent_at=None, created_at__lt=now - UNSENT_KEPT)
    erased = unsent.count()
    unsent.delete()
    not_held = Registration.objects.filter(state__in=[S.CANCELLED, S.DECLINED, S.EXPIRED], session__ends_at__lt=now - NOT_HELD_KEPT)
    old = Registration.objects.filter(session__ends_at__lt=now - EVIDENCE_KEPT)
    named = (not_held | old).exclude(contact_name="", contact_email="", contact_phone="", signatory_name="", signatory_email="")
    for registration in named.order_by("pk")[:BATCH]:
        registration.contact_name = registration.contact_email = registration.contact_phone = ""
        registration.signatory_name = registration.signatory_email = ""
        registration.token = new_token()  # the old link opens nothing
        registration.save()
        erased += 1
    return erased


def purge_trainees(now: datetime) -> int:
    """Erase the names of trainees six years after their session; the seats stay, for the figures."""
    old = Trainee.objects.filter(registration__session__ends_at__lt=now - EVIDENCE_KEPT).exclude(first_name="", last_name="")
    return old.update(first_name="", last_name="")


register(
    Retention(
        model="training.Registration",
        fields=("contact_name", "contact_email", "contact_phone", "signatory_name", "signatory_email"),
        purpose=_("Register a team, make the agreement, send the documents of a course"),
        legal_basis=_("pre-contractual steps, then the law on vocational training"),
        kept_for=_("one day when it is not sent; one year when it did not take place; six years after the session"),
        purge=purge_registrations,
    )
)
register(
    Retention(
        model="training.Trainee",
        fields=("first_name", "last_name"),
        purpose=_("Prove who was trained (certificate: three years; evidence: six years)"),
        legal_basis=_("legal obligation (vocational training)"),
        kept_for=_("six years after the session"),
        purge=purge_trainees,
    )
)
