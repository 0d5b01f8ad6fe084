"""Registrations begin and end in time."""

import pytest
from django.utils import timezone

from catalogue.agenda.factories import SeatFactory
from catalogue.training import sweeps
from catalogue.training.models import RegistrationState

from .conftest import shift

pytestmark = pytest.mark.django_db


def test_a_registration_runs_with_its_session_then_is_completed(session, registered):
    registration = registered(session)
    shift(session, hours=1)
    assert sweeps.advance(timezone.now()) == 1
    registration.refresh_from_db()
    assert registration.state == RegistrationState.RUNNING
    shift(session, hours=-1)
    assert sweeps.advance(timezone.now()) == 1
    registration.refresh_from_db()
    assert registration.state == RegistrationState.COMPLETED
    assert sweeps.advance(timezone.now()) == 0
    assert list(registration.events.values_list("to_state", flat=True)) == ["confirmed", "running", "completed"]


def test_a_team_that_waited_in_vain_is_let_go(session, registered):
    SeatFactory.create_batch(12, session=session)
    registration = registered(session, waits=True)
    shift(session, hours=1)
    sweeps.advance(timezone.now())
    registration.refresh_from_db()
    assert registration.state == RegistrationState.EXPIRED
