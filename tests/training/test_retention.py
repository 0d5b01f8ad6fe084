"""Registrations are forgotten in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import SeatState
from catalogue.training import retention
from catalogue.training.models import Registration, RegistrationState, Trainee
from catalogue.training.register import begin
from core.retention import purge_all, registry

from .conftest import shift

pytestmark = pytest.mark.django_db


def test_a_form_never_sent_is_erased_after_a_day_and_its_seats_are_free(session, team):
    begin(session.pk, team, key="k" * 22, language="fr")
    assert retention.purge_registrations(timezone.now() + timedelta(hours=23)) == 0
    assert retention.purge_registrations(timezone.now() + timedelta(hours=25)) == 1
    assert not Registration.objects.exists() and not Trainee.objects.exists()
    seats.sweep(timezone.now() + timedelta(hours=25))
    assert not session.seats.exclude(state=SeatState.CANCELLED).exists()


@pytest.mark.parametrize(
    ("cancelled", "days", "kept"), [(False, 5 * 365, True), (False, 6 * 366, False), (True, 300, True), (True, 370, False)]
)
def test_contacts_are_kept_for_the_time_the_law_asks(session, registered, cancelled, days, kept):
    registration = registered(session)
    Trainee.objects.update(first_name="Awa", last_name="Diallo")
    link = registration.token
    if cancelled:
        Registration.objects.update(state=RegistrationState.CANCELLED)
    shift(session, days=-days)
    purge_all()
    registration.refresh_from_db()
    assert bool(registration.contact_email) is kept and bool(registration.contact_phone) is kept
    assert (registration.token == link) is kept
    assert Trainee.objects.filter(last_name="Diallo").exists() is (kept or cancelled)
    assert registration.organisation_name == "Centre social du Fleuve"


def test_the_registry_tells_of_both():
    models = [entry.model for entry in registry()]
    assert "training.Registration" in models and "training.Trainee" in models
