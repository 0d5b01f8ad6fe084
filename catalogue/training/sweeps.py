"""What time does to registrations: they run, end, or are forgotten (this room's share of `tick`, and of the retention registry)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import retention
from core.periodic import every_tick
from core.tokens import new_token

from .models import Registration, RegistrationState, Trainee
from .moves import move
from .register import locked

UNSENT_KEPT = timedelta(days=1)
NOT_HELD_KEPT = timedelta(days=365)
EVIDENCE_KEPT = timedelta(days=6 * 365 + 2)  # Code du travail L6362-5 and the prescription of the agreement's evidence
BATCH = 500

S = RegistrationState


def advance(now: datetime) -> int:
    """Start, complete or let go the registrations whose session has begun or is over; returns how many moved."""
    begun = Registration.objects.filter(state=S.CONFIRMED, session__starts_at__lte=now)
    over = Registration.objects.filter(state=S.RUNNING, session__ends_at__lte=now)
    waited = Registration.objects.sent().filter(state__in=[S.DRAFT, S.QUOTED], session__starts_at__lte=now)
    moved = 0
    for found, following in ((begun, S.RUNNING), (over, S.COMPLETED), (waited, S.EXPIRED)):
        for pk, was in list(found.order_by("pk").values_list("pk", "state")[:BATCH]):
            with transaction.atomic():
                registration = locked(pk)
                if registration.state == was:
                    move(registration, following)
                    moved += 1
    return moved


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


retention.register(
    retention.Retention(
        model="training.Registration",
        fields=("contact_name", "contact_email", "contact_phone", "signatory_name", "signatory_email"),
        purpose=_("Register a team, make the agreement, send the documents of a course"),
        legal_basis=_("pre-contractual steps, then the law on vocational training"),
        kept_for=_("one day when it is not sent; one year when it did not take place; six years after the session"),
        purge=purge_registrations,
    )
)
retention.register(
    retention.Retention(
        model="training.Trainee",
        fields=("first_name", "last_name"),
        purpose=_("Prove who was trained (certificate: three years; evidence: six years)"),
        legal_basis=_("legal obligation (vocational training)"),
        kept_for=_("six years after the session"),
        purge=purge_trainees,
    )
)

every_tick("registrations", advance)
