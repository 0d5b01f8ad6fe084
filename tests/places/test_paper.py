"""The sheet of a place to print (its size on paper is measured in tests/e2e/test_place_sheet.py)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import PlaceFactory, PlaceTextFactory
from catalogue.places.models import Place
from catalogue.places.paper import paper_of


def address(place, prefix=""):
    return f"{prefix}/lieux/{place.pk}-{place.slug}/imprimer/"


def paper(**values):
    return paper_of(Place.objects.in_language("fr").get(pk=PlaceFactory(**values).pk))


def test_it_says_where_when_how_and_whom_to_call(tree, client, django_assert_max_num_queries):
    place = PlaceFactory(name="La Passerelle", how_to_come="Tram A, arrêt « Moulin »", verified_on=timezone.localdate())
    with django_assert_max_num_queries(15):
        response = client.get(address(place))
    text = response.content.decode().replace("\u00a0", " ")
    said = ["La Passerelle", "12 rue des Lilas", "04 65 71 00 00", "Lundi à vendredi", "9 h à 12 h et 14 h à 17 h", "Samedi, dimanche"]
    said += ["Tram A, arrêt « Moulin »", "Aucun papier demandé.", "C’est gratuit.", "Vérifié le", 'class="qr"', "Les jours fériés"]
    for words in said:
        assert words in text, words
    assert not response.cookies
    assert "style=" not in text
    assert 'class="fr"' not in text
    assert reverse("places:place", args=[place.pk, place.slug]) in text


def test_in_arabic_french_stands_beneath(tree, client):
    place = PlaceFactory(how_to_come="Tram A", papers_asked="Une pièce d’identité")
    PlaceTextFactory(place=place, language="ar", how_to_come="الترام", papers_asked="بطاقة هوية")
    text = client.get(address(place, "/ar")).content.decode().replace("\u00a0", " ")
    for words in (
        'dir="rtl"',
        "من الاثنين إلى الجمعة",
        "Lundi à vendredi",
        "الترام",
        "Tram A",
        "بطاقة هوية",
        "Une pièce d’identité",
        "Horaires",
    ):
        assert words in text, words
    assert f"/ar/lieux/{place.pk}-" in text


@pytest.mark.django_db
def test_services_are_said_where_there_is_room():
    helps = ["Aide aux démarches administratives"]
    assert "Démarches" in paper(services=helps).services
    hours = "; ".join(f"{day} 09:00-1{n}:00,14:{n}0-17:00" for n, day in enumerate(["Mo", "Tu", "We", "Th", "Fr", "Sa"]) if n < 3)
    hours += "; Th 10:00-12:00; Fr 08:00-09:00,10:00-11:00; Sa 09:00-10:00"
    crowded = paper(services=helps, opening_hours=hours, how_to_come="Tram " * 60, papers_asked="Carte " * 60)
    assert crowded.services == ""


def test_the_page_of_the_place_leads_to_it(tree, client):
    place = PlaceFactory()
    assert address(place) in client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()


def test_addresses_that_are_not_right(tree, client):
    place = PlaceFactory()
    assert client.get(f"/lieux/{place.pk}-autre/imprimer/").url == address(place)
    assert client.get("/lieux/987654-x/imprimer/").status_code == 404
    assert client.get(f"/lieux/{'9' * 40}-x/imprimer/").status_code == 404
    Place.objects.filter(pk=place.pk).update(is_listed=False)
    assert client.get(address(place)).status_code == 410


def test_a_place_merged_into_another_leads_there(tree, client):
    kept = PlaceFactory(name="Gardé")
    gone = PlaceFactory(name="Double", archived_at=timezone.now(), merged_into=kept)
    assert client.get(f"/lieux/{gone.pk}-double/").url == f"/lieux/{kept.pk}-garde/"
    assert client.get(address(gone)).url == f"/lieux/{kept.pk}-garde/"


def test_what_is_hostile_is_only_words(tree, client):
    place = PlaceFactory(name="</h1><script>alert(1)</script>", opening_hours="<b>" * 300, address="😀" * 120, city="مدينة")
    text = client.get(address(place)).content.decode()
    assert "<script>alert" not in text
    assert "<b><b>" not in text


@pytest.mark.django_db
class TestRoom:
    def test_few_words_are_big(self):
        assert paper(name="Le Pont").size == "roomy"

    def test_more_words_are_smaller(self):
        hours = "Mo 09:00-12:00; Tu 09:00-13:00; We 09:00-14:00; Th 09:00-15:00; Fr 09:00-16:00; Sa 09:00-10:00"
        sheet = paper(opening_hours=hours, how_to_come="x" * 150, papers_asked="y" * 150)
        assert sheet.size in ("tight", "small")
        assert len(sheet.rows) == 7
        assert re.fullmatch("x{150}", sheet.how_to_come[0].text)

    def test_too_many_words_are_cut_with_a_sign(self):
        sheet = paper(name="n" * 200, address="a" * 255, address_extra="b" * 255, how_to_come="x" * 300, papers_asked="y" * 200)
        assert len(sheet.name) == 80
        assert all(len(line) <= 52 for line in sheet.address_lines)
        assert sheet.how_to_come[0].text.endswith("…")

    def test_hours_with_a_long_remark_are_left_to_a_call(self):
        assert paper(opening_hours='Mo-Fr 09:00-12:00 "' + "sonnez deux fois " * 8 + '"').rows == []

    def test_hours_of_every_other_week_say_so(self):
        assert paper(opening_hours="week 1-53/2 Mo 09:00-12:00").hours_change
        assert not paper(opening_hours="Mo 09:00-12:00").hours_change
