"""What visitors see of it: how one books there, when it was checked, and where to say that something changed."""

import pytest
from django.urls import reverse

from catalogue.places.cards import cards_for
from catalogue.places.factories import RelayFactory
from catalogue.places.how_to_book import how_to_book
from catalogue.places.joining import reporting
from catalogue.places.models import PlaceReport

pytestmark = pytest.mark.django_db


def shown(client, place):
    return client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()


@pytest.mark.parametrize(
    ("fields", "mode", "words"),
    [
        ({"booking_mode": "phone"}, "phone", "Appelez avant de venir"),
        ({"booking_mode": "walk_in"}, "walk_in", "Venez sans rendez-vous"),
        ({"booking_mode": "here"}, "here", "Réservez votre place sur ce site"),
        ({"booking_mode": "own_site", "booking_url": "https://exemple.fr/rdv"}, "own_site", "On réserve sur le site du lieu"),
        ({"access_modes": ["Se présenter", "Téléphoner"]}, "walk_in", "Venez sans rendez-vous"),
        ({"access_modes": ["Prendre un RDV en ligne"], "appointment_url": "https://exemple.fr"}, "own_site", "On réserve"),
        ({"access_modes": ["Prendre un RDV en ligne"]}, "phone", "Appelez avant de venir"),
        ({"booking_mode": "own_site", "booking_url": "javascript:alert(1)"}, "phone", "Appelez avant de venir"),
        ({"booking_mode": "own_site", "booking_url": "https://localhost/"}, "phone", "Appelez avant de venir"),
        ({}, "phone", "Appelez avant de venir"),
        ({"phone": ""}, "phone", "Appelez-nous\N{NO-BREAK SPACE}: nous nous renseignons pour vous"),
    ],
)
def test_each_place_says_how_to_come(client, tree, fields, mode, words):
    place = RelayFactory(**fields)
    assert how_to_book(place).mode == mode
    page = shown(client, place)
    assert words in page and "javascript:" not in page
    assert cards_for([place])[0].booking.words.startswith(words)


@pytest.mark.parametrize("mode", ["here", "phone", "own_site", "walk_in", ""])
def test_there_is_always_a_button_that_leads_somewhere(client, tree, mode):
    page = shown(client, RelayFactory(booking_mode=mode, phone=""))
    head = page[page.index("<h1>") : page.index("What you can do") if "What you can do" in page else page.index("<aside")]
    assert 'class="button" href="tel:' in head or 'class="button" href="#come"' in head


def test_the_list_shows_the_way_to_come_on_each_card(client, tree, communes):
    from catalogue.places.models import PlaceIndexPage

    tree.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=tree.home["fr"].locale))
    RelayFactory(booking_mode="walk_in")
    assert "Venez sans rendez-vous" in client.get("/lieux/?lat=45.19&lon=5.72").content.decode()


def test_the_place_says_when_it_was_checked_in_words(client, tree):
    from datetime import date

    page = shown(client, RelayFactory(verified_on=date(2026, 3, 12)))
    assert "Vérifié le jeudi 12 mars" in page.replace("\u00a0", " ")


def test_anybody_says_that_something_changed_without_saying_who(client, tree, chief):
    place = RelayFactory(name="La Halte")
    url = reverse("reporting:report", args=[place.pk])
    assert url in shown(client, place)
    assert client.get(url).status_code == 200 and not PlaceReport.objects.exists()
    for _time in range(2):
        assert client.post(url, {"kind": "hours", "text": "Fermé le lundi <script>"}).url == f"{url}?merci=1"
    assert "Merci" in client.get(f"{url}?merci=1").content.decode()
    report = PlaceReport.objects.get()
    listed = client.get(reverse("wagtailsnippets_places_placereport:list"), {"settled": "true"}).content.decode()
    assert "La Halte" in listed
    page = client.get(reverse("wagtailsnippets_places_placereport:inspect", args=[report.pk])).content.decode()
    assert "Fermé le lundi &lt;script&gt;" in page
    client.post(reverse("joining_admin:settle", args=[report.pk]))
    report.refresh_from_db()
    assert report.handled_by == chief


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "zzz"},
        {"kind": "other", "text": "x" * 10_000},
        {"kind": "other", "text": "a\x00b"},
        {"kind": "other", "text": "😀" * 1500},
    ],
)
def test_a_mistaken_report_gets_a_sentence(client, tree, data):
    response = client.post(reverse("reporting:report", args=[RelayFactory().pk]), data)
    assert response.status_code == 200 and response.context["form"].errors
    assert not PlaceReport.objects.exists()


def test_reports_of_one_place_are_bounded(tree):
    place = RelayFactory()
    for number in range(reporting.MOST_OPEN + 5):
        reporting.report(place, "other", str(number))
    assert PlaceReport.objects.count() == reporting.MOST_OPEN


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 60])
def test_a_place_that_is_not_there_is_not_found(client, tree, pk):
    assert client.get(f"/signaler/{pk}/").status_code == 404


def test_a_hidden_place_takes_no_report(client, tree):
    assert client.get(reverse("reporting:report", args=[RelayFactory(is_listed=False).pk])).status_code == 404


def test_in_the_admin_a_site_of_their_own_needs_its_address(client, tree, communes, chief):
    from tests.places.admin.conftest import address
    from tests.places.admin.test_places import form_of

    for url in ("", "http://exemple.fr", "https://localhost/"):
        response = client.post(address("add"), form_of(booking_mode="own_site", booking_url=url))
        assert "booking_url" in response.context["form"].errors
    assert client.post(address("add"), form_of(booking_mode="own_site", booking_url="https://exemple.fr/rdv")).status_code == 302
