from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from catalogue.agenda import cards
from catalogue.agenda.cards import cards_for, register_booking_url
from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory, in_days
from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.search import Criteria, find_sessions
from catalogue.places.factories import PlaceFactory
from core.models import Organisation


@dataclass(frozen=True)
class Point:
    lat: float
    lon: float


@pytest.fixture
def booking_urls(monkeypatch):
    monkeypatch.setattr(cards, "_booking_urls", {})
    register_booking_url(OfferPage, lambda session: f"/reserver/{session.pk}/")


def translate(offer, locale, title):
    page = offer.copy_for_translation(locale)
    page.title = title
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_a_card_says_what_where_when_and_what_is_left(tree, booking_urls):
    place = PlaceFactory(name="Médiathèque", address="12 rue des Lilas", postcode="38000", city="Grenoble")
    session = SessionFactory(place=place, starts_at=datetime(2027, 1, 4, 13, tzinfo=UTC), capacity=8, room="Salle 2")
    SeatFactory(session=session)
    [card] = cards_for([session])
    assert (card.title, card.url) == (session.offer.title, session.offer.url)
    assert f"{card.starts:%H:%M}" == "14:00"  # in Paris
    assert (card.place_name, card.place_address, card.room) == ("Médiathèque", "12 rue des Lilas, 38000 Grenoble", "Salle 2")
    assert card.place_url.startswith(f"/lieux/{place.pk}-")
    assert (card.free, card.capacity, card.km, card.is_remote) == (7, 8, None, False)
    assert card.booking_url == f"/reserver/{session.pk}/"
    assert card.language_note == ""


def test_a_card_shows_the_hour_of_the_place_overseas(tree):
    reunion = PlaceFactory(time_zone="Indian/Reunion")
    session = SessionFactory(place=reunion, starts_at=datetime(2027, 1, 4, 5, tzinfo=UTC))
    [card] = cards_for([session])
    assert f"{card.starts:%d %H:%M}" == "04 09:00"


def test_a_card_has_the_title_and_the_address_of_the_visitor_s_language(tree):
    session = SessionFactory()
    arabic = translate(session.offer, tree.home["ar"].locale, "خطوات أولى")
    with translation.override("ar"):
        [card] = cards_for([session])
    assert (card.title, card.url) == ("خطوات أولى", arabic.url)
    assert card.url.startswith("/ar/")
    assert cards_for([session], language="ar") == [card]


def test_a_card_falls_back_on_french_when_the_translation_is_not_published(tree):
    session = SessionFactory()
    translate(session.offer, tree.home["en"].locale, "First steps").unpublish()
    [card] = cards_for([session], language="en")
    assert (card.title, card.url) == (session.offer.title, session.offer.url)


def test_a_session_in_another_language_than_the_visitor_s_says_so(tree):
    session = SessionFactory(language="fr")
    assert cards_for([session], language="fr")[0].language_note == ""
    assert cards_for([session], language="en")[0].language_note == "Given in French. You may come with somebody who translates."


def test_what_cannot_be_booked_has_no_address_to_book(tree, booking_urls):
    closed = SessionFactory(booking_closes_at=timezone.now() - timedelta(minutes=1))
    full = SessionFactory(capacity=1, has_waiting_list=False)
    SeatFactory(session=full)
    line = SessionFactory(capacity=1)
    SeatFactory(session=line)
    assert [card.booking_url for card in cards_for([closed, full, line])] == [None, None, f"/reserver/{line.pk}/"]


def test_tags_say_the_level_the_meetings_and_whom_it_is_for(tree):
    start = in_days(5)
    meetings = [(start + timedelta(days=day), start + timedelta(days=day, hours=3)) for day in range(10)]
    session = SessionFactory(place=None, meetings=meetings, reserved_to=Organisation.objects.create(name="CCAS de Lille"))
    [card] = cards_for([session], language="en")
    assert card.tags == ["to begin", "10 meetings", "Remote", "For people followed by CCAS de Lille"]
    assert (card.meetings, card.is_remote, card.place_url) == (10, True, "")


@pytest.mark.parametrize("number", [1, 40])
def test_cards_cost_the_same_queries_whatever_their_number(tree, django_assert_num_queries, number):
    for _time in range(number):
        SessionFactory(reserved_to=None)
    sessions = find_sessions(Criteria(), limit=50).sessions
    cards_for(sessions, language="ar")
    with django_assert_num_queries(2):
        assert len(cards_for(sessions, language="ar")) == number
    bare = list(Session.objects.all())
    with django_assert_num_queries(5):
        cards_for(bare, language="ar")


def test_no_session_makes_no_card_and_asks_nothing(tree, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert cards_for([]) == []


def test_publishing_an_old_draft_of_the_offer_changes_no_session(tree):
    session = SessionFactory(capacity=8)
    old = session.offer.save_revision()
    Session.objects.filter(pk=session.pk).update(capacity=12)
    session.offer.title = "Nouveau titre"
    session.offer.save_revision().publish()
    old.publish()
    session.refresh_from_db()
    assert (session.capacity, session.offer.sessions.count()) == (12, 1)


def test_offers_of_another_kind_are_booked_elsewhere(tree, booking_urls):
    """A kind of offer whose room registered nothing has no booking address."""
    page = OfferPageFactory()
    cards._booking_urls.clear()
    assert cards_for([SessionFactory(offer=page)])[0].booking_url is None
