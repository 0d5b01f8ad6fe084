"""The pictures of a place: cut once, shown lazily, never in the way."""

from pathlib import Path

import pytest

from catalogue.places import sections
from catalogue.places.cards import place_url
from catalogue.places.factories import PlaceFactory
from catalogue.places.gallery import gallery_of
from catalogue.places.models import PlacePicture
from core.models import Rendition

from .pictures import image


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Run what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_pictures_are_cut_when_they_are_added(db, media, at_once, django_assert_num_queries):
    place = PlaceFactory()
    with at_once():
        PlacePicture.objects.create(place=place, image=image(), alt="La porte bleue")
    assert sorted(Rendition.objects.values_list("width", "height")) == [(360, 240), (720, 480), (900, 600)]
    with django_assert_num_queries(2):
        (picture,) = gallery_of(place)
    assert picture.alt == "La porte bleue"
    assert (picture.width, picture.height) == (360, 240)
    assert [part.split(" ")[1] for part in picture.srcset.split(", ")] == ["360w", "720w", "900w"]


def test_the_focal_point_stays_in_sight(db, media, at_once):
    place, drawn = PlaceFactory(), image()
    with at_once():
        PlacePicture.objects.create(place=place, image=drawn, alt="La porte")
    before = gallery_of(place)[0].src
    with at_once():
        drawn.focal_point_x, drawn.focal_point_y, drawn.focal_point_width, drawn.focal_point_height = 100, 650, 40, 40
        drawn.save()
    assert Rendition.objects.count() == 6
    assert gallery_of(place)[0].src != before


def test_six_pictures_at_most_in_the_editors_order(db, media):
    place, drawn = PlaceFactory(), image()
    for number in range(8):
        PlacePicture.objects.create(place=place, image=drawn, alt=f"Photo {number}", sort_order=8 - number)
    assert [picture.alt for picture in gallery_of(place)] == [f"Photo {number}" for number in (7, 6, 5, 4, 3, 2)]


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # Wagtail's own, after a failure
def test_a_file_that_is_no_image_or_is_lost_leaves_the_page_whole(tree, client, media, at_once):
    place = PlaceFactory()
    broken, lost = image("Cassée"), image("Perdue")
    lost.file.storage.delete(lost.file.name)
    Path(broken.file.path).write_bytes(b"no image")
    with at_once():
        for drawn in (broken, lost, image("Bonne")):
            PlacePicture.objects.create(place=place, image=drawn, alt=drawn.title)
    response = client.get(place_url(place))
    assert response.status_code == 200
    assert [picture.alt for picture in response.context["gallery"]] == ["Bonne"]


@pytest.mark.parametrize("count", [0, 6])
def test_the_page_with_pictures_costs_no_more_than_fifteen_queries(
    tree, client, media, at_once, count, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(sections, "_sections", {})
    place = PlaceFactory()
    PlaceFactory()
    with at_once():
        for number in range(count):
            PlacePicture.objects.create(place=place, image=image(f"Photo {number}"), alt=f"Photo {number}", sort_order=number)
    with django_assert_max_num_queries(15):
        text = client.get(place_url(place)).content.decode()
    assert text.count('loading="lazy"') == count
    assert text.count('alt="Photo') == count
