"""/ateliers/ and the workshop pages: filters, garbage, counts in words, a fixed number of queries."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Meeting, Session
from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
from catalogue.workshops.factories import PermanenceRuleFactory, WorkshopPageFactory
from catalogue.workshops.filters import read
from catalogue.workshops.permanences import slots
from core.tokens import new_token

from .conftest import paris


@pytest.fixture
def far(scene):
    """A second place, in Lille, 650 km away, with a session tomorrow; communes to search near."""
    CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
    CommuneFactory(code="59350", name="Lille", lat=50.63, lon=3.06, departement="59", postcodes=["59000"])
    CommuneFactory(code="26362", name="Valence", lat=44.93, lon=4.89, departement="26", postcodes=["26000"])
    place = ReceptionPointFactory(name="Emmaüs Connect Lille", lat=50.63, lon=3.06, city="Lille")
    return scene.another(place=place, starts_at=paris(1, 10))


def listed(client, query: str = "") -> list[int]:
    return [card.pk for card in client.get(f"/ateliers/{query}").context["cards"]]


def test_without_a_place_sessions_go_by_date(client, scene, far):
    assert listed(client) == [far.pk, scene.session.pk]


def test_near_somewhere_the_nearest_come_first(client, scene, far):
    response = client.get("/ateliers/?near=Grenoble")
    assert [card.pk for card in response.context["cards"]] == [scene.session.pk]
    assert "Grenoble" in response.context["count_words"]


def test_nothing_near_is_said_and_the_search_goes_further(client, scene, far):
    response = client.get("/ateliers/?near=26000")
    assert response.context["widened_words"] and listed(client, "?near=26000") == [scene.session.pk]


def test_filters_narrow_the_list(client, scene):
    arabic = scene.another(language="ar", starts_at=paris(3, 9))
    evening = scene.another(starts_at=paris(4, 18))
    assert listed(client, "?language=ar") == [arabic.pk]
    assert listed(client, "?moment=evening") == [evening.pk]
    assert listed(client, f"?date={paris(3, 9).date().isoformat()}") == [arabic.pk]
    assert listed(client, f"?date={paris(3, 9):%d/%m/%Y}") == [arabic.pk]
    assert evening.pk in listed(client, f"?weekday={paris(4, 18).isoweekday()}")
    assert listed(client, "?theme=job") == []
    assert len(listed(client, "?level=beginner")) == 3
    seats.reserve(arabic.pk, key=new_token(), count=arabic.capacity)
    assert arabic.pk in listed(client) and arabic.pk not in listed(client, "?free=1")


def test_one_to_one_appointments_are_asked_for_and_only_free_ones_are_shown(client, scene):
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    slot, taken = (SessionFactory(offer=page, place=scene.place, capacity=1) for _number in range(2))
    seats.reserve(taken.pk, key=new_token())
    assert slot.pk not in listed(client)
    assert listed(client, "?format=individual") == [slot.pk]


def test_remote_workshops_are_asked_for(client, scene):
    remote = scene.another(place=None)
    assert listed(client, "?format=remote") == [remote.pk]


NAMES = ["near", "commune", "lat", "lon", "theme", "format", "weekday", "date", "moment", "level", "language", "free", "page"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["", "x" * 10_000, "%00", "-1", "9" * 400, "🙂", "'; drop table", "٣", "NaN", "2026-13-45", "32/13/9999"])
def test_garbage_in_a_filter_is_never_an_error(name, value, rf, db):
    filters = read(rf.get("/ateliers/", {name: value.replace("%00", "\x00")}).GET)
    filters.criteria()
    assert filters.form() and filters.address().startswith("?")


def test_garbage_in_every_filter_at_once_still_shows_a_page(client, scene):
    for value in ("\x00", "x" * 3000, "9" * 4000):
        assert client.get("/ateliers/", dict.fromkeys(NAMES, value)).status_code == 200
        assert client.get("/ateliers/premiers-pas/", dict.fromkeys(NAMES, value)).status_code == 200


def test_a_date_that_is_none_is_said_beside_the_field(client, scene):
    response = client.get("/ateliers/?date=bient%C3%B4t")
    assert response.context["filters"].date_error and "bientôt" in response.content.decode()


def test_the_address_of_a_search_can_be_shared(client, scene, far):
    filters = client.get("/ateliers/?near=Grenoble&level=beginner&lat=x&weird=1").context["filters"]
    assert filters.address() == "?near=Grenoble&commune=38185&level=beginner"


def test_an_empty_list_says_what_to_do_next(client, scene, far):
    response = client.get("/ateliers/?near=Grenoble&theme=job")
    urls = [step["url"] for step in response.context["empty_actions"]]
    assert any(url.startswith("/lieux/?near=Grenoble") for url in urls) and any("format=individual" in url for url in urls)
    assert "01 99 00 12 34" in response.content.decode()


def test_pages_go_on_and_end_where_the_list_does(client, scene):
    for number in range(14):
        scene.another(starts_at=paris(20 + number, 9))
    assert len(listed(client)) == 12
    assert len(listed(client, "?page=2")) == 3 == len(listed(client, "?page=9999"))


def test_a_public_page_sets_no_cookie_and_varies_on_none(client, scene):
    for address in ("/ateliers/?near=Grenoble", "/ateliers/premiers-pas/"):
        response = client.get(address)
        assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_all_workshops_are_listed_by_theme(client, scene):
    WorkshopPageFactory(parent=scene.index, title="Mon CV", slug="cv", theme="job")
    kinds = client.get("/ateliers/").context["kinds"]
    assert [[page.title for page in pages] for _theme, pages in kinds] == [["Premiers pas avec mon téléphone"], ["Mon CV"]]


def test_a_workshop_page_shows_free_sessions_first_then_full_ones(client, scene):
    seats.reserve(scene.session.pk, key=new_token(), count=3)
    later = scene.another(starts_at=paris(30, 9))
    cards = client.get("/ateliers/premiers-pas/").context["cards"]
    assert [card.pk for card in cards] == [later.pk, scene.session.pk]
    assert cards[1].availability.can_wait


def test_a_workshop_without_sessions_says_where_else(client, scene):
    page = WorkshopPageFactory(parent=scene.index, title="Mon CV", slug="cv", theme="job")
    response = client.get(page.url)
    assert [card.pk for card in response.context["others"]] == [scene.session.pk]
    assert "/lieux/" in response.content.decode()


def test_translations_show_the_same_sessions(client, scene, arabic):
    assert [card.pk for card in client.get(arabic.url).context["cards"]] == [scene.session.pk]
    listed_in_arabic = client.get("/ar/ateliers/").context["cards"]
    assert [card.title for card in listed_in_arabic] == ["خطواتي الأولى مع هاتفي"]


def test_the_page_tells_search_engines_what_when_and_where(client, scene):
    scene.workshop.title = "</script><b>Photos</b>"
    scene.workshop.save_revision().publish()
    page = client.get("/ateliers/premiers-pas/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert data["@type"] == "Course" and data["isAccessibleForFree"]
    assert data["teaches"] == ["Allumer et régler le téléphone", "Envoyer une photo"]
    [event] = data["hasCourseInstance"]
    assert event["startDate"].startswith(scene.session.starts_local.date().isoformat()) and event["location"]["address"]


def test_slots_of_a_permanence_stand_by_day(client, scene):
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    rule = PermanenceRuleFactory(workshop=page, place=scene.place, weekday=(timezone.localdate().weekday() + 2) % 7)
    slots.generate(rule, timezone.localdate() + timedelta(days=8))
    [day] = client.get("/ateliers/aide/", {"pour": "autre"}).context["slot_days"]
    assert len(day.slots) == 6


def test_a_preview_works_without_sessions(scene, rf):
    from django.contrib.auth.models import AnonymousUser

    page = WorkshopPageFactory.build(title="Nouveau", slug="nouveau")
    page.locale = scene.index.locale
    page.path, page.depth = scene.index.path + "9999", scene.index.depth + 1
    response = page.make_preview_request(preview_mode=page.default_preview_mode, extra_request_attrs={"user": AnonymousUser()})
    assert response.status_code == 200


def test_the_page_of_a_place_shows_its_next_workshops(client, scene):
    from catalogue.workshops.sections import next_workshops

    template, context = next_workshops(scene.place, None)
    assert [card.pk for card in context["cards"]] == [scene.session.pk]
    assert next_workshops(ReceptionPointFactory(), None) is None
    assert "Premiers pas avec mon téléphone" in client.get(f"/lieux/{scene.place.pk}-{scene.place.slug}/").content.decode() or template


def many(scene, number: int) -> None:
    """Add sessions fast, past the factories."""
    starts = [paris(2 + index % 60, 9 + index % 8) for index in range(number)]
    places = [scene.place, *[ReceptionPointFactory(lat=45.19 + step / 100) for step in range(5)]]
    rows = [
        Session(
            offer_id=scene.workshop.pk,
            place=places[index % len(places)],
            capacity=8,
            state="open",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            local_day=start.date(),
            local_time=start.time(),
        )
        for index, start in enumerate(starts)
    ]
    made = Session.objects.bulk_create(rows)
    Meeting.objects.bulk_create(Meeting(session=row, starts_at=row.starts_at, ends_at=row.ends_at) for row in made)


@pytest.mark.parametrize("address", ["/ateliers/", "/ateliers/?near=Grenoble&page=2", "/ateliers/premiers-pas/?near=Grenoble"])
def test_fifteen_queries_whatever_the_number_of_sessions(client, scene, far, django_assert_max_num_queries, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (100, 9_900):
        many(scene, more)
        client.get(address)  # menus and the roots of sites are kept from one page to the next
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15, counts


def test_languages_are_offered_in_their_own_words(client, scene):
    page = client.get("/ateliers/").content.decode()
    assert re.search(r'<option [^>]*lang="ar"[^>]*dir="rtl"[^>]*>\s*العربية \(arabe\)', page)
