"""Counting what one address or one number does: together, for a while, and without writing who."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from core import throttle
from core.models import Tally
from core.throttle import count_one, too_many

pytestmark = pytest.mark.django_db
STRANGER = "80.67.169.12"


@pytest.fixture(autouse=True)
def one_moment(monkeypatch):
    """The clock stands still, far from the end of a span."""
    monkeypatch.setattr(throttle.time, "time", lambda: 1_800_000_010.0)


@pytest.mark.both
def test_one_too_many_from_an_address_is_told_and_another_address_is_not_concerned():
    stranger, other = RequestFactory(REMOTE_ADDR=STRANGER).get("/"), RequestFactory(REMOTE_ADDR="80.67.169.40").get("/")
    assert [too_many("holds", stranger, most=2, seconds=600) for _time in range(3)] == [False, False, True]
    assert not too_many("holds", other, most=2, seconds=600)
    assert not too_many("registrations", stranger, most=2, seconds=600)


def test_a_line_of_ipv6_is_one_visitor_whatever_address_it_takes():
    def asks(address):
        return too_many("test", RequestFactory(REMOTE_ADDR=address).get("/"), most=2, seconds=600)

    assert [asks(f"2a01:e0a:1:2::{number}") for number in range(1, 5)] == [False, False, True, True]
    assert not asks("2a01:e0a:1:3::1")
    assert not asks("::ffff:80.67.169.12") and not asks("80.67.169.12")
    assert asks("::ffff:80.67.169.12") and not asks("::ffff:80.67.169.13")


def test_all_the_processes_of_the_site_count_together():
    assert count_one("holds", STRANGER, seconds=600) == 1
    cache.clear()  # what a process keeps for itself has no part in it
    assert count_one("holds", STRANGER, seconds=600) == 2


def test_a_new_span_begins_from_nothing(monkeypatch):
    count_one("holds", STRANGER, seconds=600)
    monkeypatch.setattr(throttle.time, "time", lambda: 1_800_000_010.0 + 600)
    assert count_one("holds", STRANGER, seconds=600) == 1


def test_machines_of_a_private_network_are_not_counted():
    ours = RequestFactory(REMOTE_ADDR="10.0.0.4").get("/")
    assert not any(too_many("holds", ours, most=1, seconds=600) for _time in range(5))
    assert not Tally.objects.exists()


def test_nobody_can_be_read_in_what_is_kept_and_it_is_erased_when_over():
    count_one("lost link", "33639981234", seconds=3600)
    row = Tally.objects.get()
    assert "33639981234" not in row.key and len(row.key) == 32
    assert throttle.erase_old(row.until) == 0
    assert throttle.erase_old(row.until + timedelta(seconds=1)) == 1
