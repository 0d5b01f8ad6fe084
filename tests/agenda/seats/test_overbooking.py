"""One more than the capacity, on purpose: with a reason, counted like any other, and never undoing what others were sold."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.agenda import seats
from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SessionClosed, SessionFull
from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.agenda.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(tree) -> Session:
    session = SessionFactory(capacity=2)
    seats.reserve(session.pk, key="first", count=2)
    return session


def test_one_more_sits_with_the_reason_and_a_second_click_is_once(full):
    seat = seats.overbook(full.pk, key="over", reason="  Une chaise\nde plus ")[0]
    assert (seat.state, seat.over_reason) == ("confirmed", "Une chaise de plus")
    assert seats.overbook(full.pk, key="over", reason="encore")[0].pk == seat.pk
    assert seats.counts_of(full).confirmed == 3


def test_where_a_seat_is_free_nothing_needs_a_reason(tree):
    session = SessionFactory(capacity=1)
    first, second = seats.overbook(session.pk, key="two", reason="Deux sœurs", count=2)
    assert (first.over_reason, second.over_reason) == ("", "Deux sœurs")


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * 121])
def test_without_a_reason_nothing_is_written(full, reason):
    with pytest.raises(ValidationError):
        seats.overbook(full.pk, key="over", reason=reason)
    assert seats.counts_of(full).confirmed == 2


def test_there_is_an_end_to_it(full):
    seats.overbook(full.pk, key="crowd", reason="Fête", count=20)
    with pytest.raises(ValidationError):
        seats.overbook(full.pk, key="one", reason="Encore")


def test_a_seat_given_back_goes_to_nobody_while_too_many_sit(full):
    seats.overbook(full.pk, key="over", reason="Une chaise de plus")
    waiting = seats.wait(full.pk, key="waits")[0]
    seats.cancel([full.seats.filter(key="first").first().pk])
    waiting.refresh_from_db()
    assert waiting.state == "waiting" and seats.counts_of(full).room == 0
    with pytest.raises(SessionFull):
        seats.reserve(full.pk, key="late")
    seats.cancel([full.seats.filter(key="first", state="confirmed").first().pk])
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_the_line_is_passed_by_with_a_reason(full):
    seats.wait(full.pk, key="waits")
    seats.cancel([full.seats.filter(key="first").first().pk])  # offered to who waits
    assert seats.overbook(full.pk, key="here", reason="Elle est là")[0].over_reason == "Elle est là"


def test_a_session_that_is_over_or_cancelled_takes_nobody(full):
    past = SessionFactory(starts_at=in_days(-3))
    seats.cancel_session(full.pk, "La salle est fermée.")
    for session in (past, full):
        with pytest.raises(SessionClosed):
            seats.overbook(session.pk, key="over", reason="Une chaise de plus")


def test_the_site_still_says_full(full):
    seats.overbook(full.pk, key="over", reason="Une chaise de plus")
    shown = Session.objects.with_free().get(pk=full.pk)
    assert shown.free == 0 and not availability_of(shown, shown.free).can_book
