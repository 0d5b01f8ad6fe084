"""Unusual bookings are flagged for a person to look at; nobody is blocked, helpers are left out."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from catalogue.workshops.factories import HelperFactory
from catalogue.workshops.models import Booking, BookingPattern
from catalogue.workshops.watching import patterns
from catalogue.workshops.watching.retention import purge_patterns
from core import access
from core.models import User

LIST = reverse("unusual_bookings:list")


@pytest.fixture
def desk(client, scene) -> User:
    access.sync_groups()
    user = User.objects.create_user(username="lea", password="x")
    user.groups.add(Group.objects.get(name=access.CALL_DESK))
    client.force_login(user)
    return user


def many(scene, number: int = patterns.MANY_OF_A_NUMBER, **contact) -> None:
    session = scene.another(capacity=40)
    for _again in range(number):
        scene.booked(session, **contact)


@pytest.mark.both
def test_one_number_with_many_bookings_to_come_is_flagged_once_until_there_are_more(scene):
    many(scene, patterns.MANY_OF_A_NUMBER - 1)
    assert patterns.look() == 0
    many(scene, 1)
    assert (patterns.look(), patterns.look()) == (1, 0)
    found = BookingPattern.objects.get()
    assert (found.kind, found.count, found.who) == ("phone", patterns.MANY_OF_A_NUMBER, "+33639981234")
    patterns.mark_looked(found, None)
    assert patterns.look() == 0
    many(scene, 1)
    assert patterns.look() == 1 and BookingPattern.objects.get().looked_at is None


def test_bookings_made_by_the_team_are_no_pattern_and_one_more_is_always_possible(scene):
    many(scene, 12)
    assert scene.booked(scene.another()).submitted_at
    Booking.objects.update(channel="phone")
    assert patterns.look() == 0


def test_a_helper_who_books_for_many_with_one_number_is_no_pattern(scene):
    many(scene, 12)
    Booking.objects.update(helper=HelperFactory())
    assert patterns.look() == 0


def test_an_address_that_starts_many_is_flagged_and_not_kept(scene):
    request = RequestFactory().post("/", REMOTE_ADDR="8.8.8.8")
    for count in range(1, 52):
        patterns.saw_address(request, count)
    found = BookingPattern.objects.get()
    assert (found.kind, found.count) == ("address", 50) and "8.8" not in found.who
    patterns.saw_address(RequestFactory().post("/", REMOTE_ADDR="8.8.4.4"), 30)
    assert BookingPattern.objects.count() == 2


def test_somebody_looks_at_it_and_it_leaves_the_list(client, scene, desk):
    many(scene, first_name="Zébulon")
    patterns.look()
    page = client.get(LIST).content.decode()
    assert "Un numéro de téléphone" in page and "••34" in page and "639981234" not in page
    one = reverse("unusual_bookings:one", args=[BookingPattern.objects.get().pk])
    assert "Zébulon" in client.get(one).content.decode()
    assert client.post(one).url == LIST
    assert BookingPattern.objects.get().looked_by == desk and "••34" not in client.get(LIST).content.decode()


def test_the_bookings_behind_an_address_are_those_of_that_time(client, scene, desk):
    scene.booked(first_name="Zébulon")
    patterns.saw_address(RequestFactory().post("/", REMOTE_ADDR="8.8.8.8"), 30)
    page = client.get(reverse("unusual_bookings:one", args=[BookingPattern.objects.get().pk])).content.decode()
    assert "Zébulon" in page and "n’est pas gardée" in page


@pytest.mark.parametrize("group", [access.FIGURES, access.HOST, access.EDITOR])
def test_others_do_not_see_unusual_bookings(client, scene, desk, group):
    desk.groups.set(Group.objects.filter(name=group))
    assert client.get(LIST).status_code in (302, 403)


def test_they_are_erased_thirty_days_after(scene):
    many(scene)
    patterns.look()
    assert purge_patterns(timezone.now() + timedelta(days=29)) == 0
    assert purge_patterns(timezone.now() + timedelta(days=31)) == 1
