import random

import pytest

from catalogue.places.distance import box, cell_of, cells_around, km_between


def test_paris_and_marseille_are_660_km_apart():
    assert km_between(48.8566, 2.3522, 43.2965, 5.3698) == pytest.approx(660.5, abs=1)


def test_the_antimeridian_is_no_distance():
    assert km_between(0, 179.99, 0, -179.99) == pytest.approx(2.2, abs=0.1)


def holds(box_, lat, lon):
    south, north, spans = box_
    return south <= lat <= north and any(west <= lon <= east for west, east in spans)


@pytest.mark.parametrize("centre", [(45, 0), (-21, 55.5), (0, 179.9), (0, -179.9), (89.5, 10), (-89.9, 0), (66, 40)])
def test_a_box_and_its_squares_hold_every_point_of_the_circle(centre):
    chance = random.Random(1)
    for _turn in range(3000):
        lat = max(-90, min(90, centre[0] + chance.uniform(-4, 4)))
        lon = (centre[1] + chance.uniform(-12, 12) + 180) % 360 - 180
        km = chance.choice((5, 60, 300))
        if km_between(*centre, lat, lon) <= km:
            assert holds(box(*centre, km), lat, lon)
            cells = cells_around(*centre, km)
            assert not cells or cell_of(lat, lon) in cells
