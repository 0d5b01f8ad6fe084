"""The engine and the routing import nothing of the catalogue: their codes are its codes all the same."""

import pytest

from catalogue.agenda.models import Level
from catalogue.places import vocabulary
from catalogue.places.models import PlaceKind
from catalogue.workshops.models import WorkshopFormat
from diagnostic import engine, models
from diagnostic.doors import _place_option as place_option
from diagnostic.routing import doors


def test_formats_levels_kinds_of_places_and_of_questions_are_the_same():
    assert {doors.INDIVIDUAL, doors.GROUP} == set(WorkshopFormat.values)
    assert {doors.BEGINNER, doors.INTERMEDIATE, doors.ADVANCED} == set(Level.values)
    assert {doors.RECEPTION_POINT, doors.RELAY, doors.PARTNER} == set(PlaceKind.values)
    assert set(engine.Kind) == set(models.Kind.values)


@pytest.mark.parametrize(
    "facet", [doors.SERVICE_PROCEDURES, doors.SERVICE_EQUIPMENT, doors.SERVICE_ACCESS, doors.MODE_INDIVIDUAL, doors.AIDANTS_CONNECT]
)
def test_every_facet_routing_looks_for_is_one_a_place_may_have(facet):
    assert vocabulary.facet_of(facet.partition(":")[0], vocabulary.value_of(facet)) == facet


@pytest.mark.parametrize(
    ("kept", "equipment", "sim"),
    [
        (set(), True, True),
        ({"sells:equipment", "sells:laptop"}, True, False),
        ({"sold:equipment", "sold:laptop", "sells:connection", "sells:sim_card"}, False, True),
    ],
)
def test_a_place_that_keeps_its_stock_is_shown_for_what_it_has_today(kept, equipment, sim):
    option = place_option(1, 2.0, {"kind:reception_point", doors.SERVICE_EQUIPMENT} | kept)
    assert (option.sells_equipment, option.sells_sim) == (equipment, sim)
