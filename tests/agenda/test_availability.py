from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from django.utils import timezone, translation

from catalogue.agenda.availability import State, availability_of
from catalogue.agenda.models import Session
from catalogue.agenda.why_closed import Closed
from catalogue.places.factories import PlaceFactory

NOW = timezone.now()
DAY = timedelta(days=1)


def session_with(**fields) -> Session:
    starts = fields.pop("starts_at", NOW + 10 * DAY)
    values = {"state": "open", "capacity": 8, "starts_at": starts, "ends_at": starts + timedelta(hours=2)} | fields
    return Session(**values)


@pytest.mark.parametrize(
    ("fields", "free", "state", "text", "action"),
    [
        ({}, 4, State.OPEN, "4 places", "Réserver ma place"),
        ({}, 3, State.LAST_SEATS, "3 places", "Réserver ma place"),
        ({}, 1, State.LAST_SEATS, "1 place : la dernière", "Réserver ma place"),
        ({}, 0, State.FULL_WAITING, "Complet : liste d’attente", "M’inscrire sur la liste d’attente"),
        ({"has_waiting_list": False}, 0, State.FULL, "Complet : appelez-nous", ""),
        ({"booking_closes_at": NOW - DAY}, 4, State.CLOSED, "Réservations fermées : appelez-nous", ""),
        ({"state": "draft"}, 4, State.NOT_OPEN, "Pas encore ouvert à la réservation", ""),
        ({"starts_at": NOW - DAY}, 4, State.PAST, "Terminé", ""),
        ({"state": "done"}, 4, State.PAST, "Terminé", ""),
        ({"state": "cancelled"}, 4, State.CANCELLED, "Annulé", ""),
    ],
)
def test_each_availability_has_its_words_and_its_action(fields, free, state, text, action):
    availability = availability_of(session_with(**fields), free, NOW)
    assert availability.state == state
    assert availability.text.replace("\u00a0", " ").replace("\u202f", " ") == text
    assert availability.action_label == action
    assert availability.can_book == (state in (State.OPEN, State.LAST_SEATS))
    assert availability.can_wait == (state == State.FULL_WAITING)
    assert availability.code == state.name.lower()


@pytest.mark.parametrize("reason", get_args(Closed))
def test_every_reason_to_be_closed_is_said_and_has_nothing_to_press(reason, monkeypatch):
    monkeypatch.setattr(Session, "why_closed", lambda session, now: reason)
    availability = availability_of(session_with(), 4, NOW)
    assert availability.text and availability.action_label == ""


def test_booking_that_opens_later_says_from_when_at_the_place(db):
    reunion = PlaceFactory(time_zone="Indian/Reunion")
    opens = datetime(2027, 1, 3, 21, tzinfo=UTC)
    session = session_with(place=reunion, booking_opens_at=opens, starts_at=opens + 10 * DAY)
    assert availability_of(session, 4, opens - DAY).text == "Réservation à partir du 4 janvier"


def test_what_can_be_booked_sorts_first():
    session = session_with()
    closed = availability_of(session_with(state="cancelled"), 0, NOW)
    assert sorted([closed, availability_of(session, 0, NOW), availability_of(session, 5, NOW)])[0].can_book


@pytest.mark.parametrize("free", [1, 2, 3, 11, 100])
def test_arabic_has_its_own_plurals(free):
    with translation.override("ar"):
        text = availability_of(session_with(), free, NOW).text
    assert text
    assert "seat" not in text
